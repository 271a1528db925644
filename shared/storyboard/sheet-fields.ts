import { valueText, type Field, type FieldValue, type Shot } from '#shared/shots/index.ts';
import type { Excerpt } from './links.ts';
import { BOARD_FIELDS } from './panel-fields.ts';
import type { Panel } from './panel.ts';

export interface SheetContext {
  readonly panel: Panel;
  readonly shot: Shot;
  /** Of the lines that the panel shows. */
  readonly excerpt: Excerpt;
}

/** Something that can be printed with a panel, and switched off. */
export interface SheetField {
  readonly name: string;
  readonly label: string;
  /** Printed unless somebody switches it off. */
  readonly shown: boolean;
  /** Beside the number, or a line of its own. */
  readonly place: 'note' | 'line';
  /** Whether the label stands before the words. */
  readonly labelled: boolean;
  /** Empty: nothing is printed. */
  words(context: SheetContext): string;
}

/** Beside the number, in this order. */
const NOTES = ['shot.size', 'shot.lens', 'panel.durationMs'];
const SHOWN = [...NOTES.filter((name) => name !== 'shot.lens'), 'panel.caption', 'shot.movement', 'panel.sound'];
const UNLABELLED = ['panel.caption', ...NOTES];

const FROM_SCRIPT: readonly SheetField[] = [
  {
    ...{ name: 'action', label: 'Action from the script', shown: true, place: 'line', labelled: false },
    words: ({ excerpt }) => excerpt.action,
  },
  {
    ...{ name: 'speech', label: 'Dialogue from the script', shown: true, place: 'line', labelled: false },
    words: ({ excerpt: { speaker, dialogue } }) => (dialogue === '' ? '' : `${speaker}: ${dialogue}`),
  },
];

/** All that a storyboard sheet can say of a panel: the script's lines, and every field of panel and shot. */
export const SHEET_FIELDS: readonly SheetField[] = [
  ...FROM_SCRIPT,
  ...BOARD_FIELDS.map(({ of, field }): SheetField => {
    const name = `${of}.${field.name}`;
    const note = NOTES.includes(name);
    return {
      ...{ name, label: field.label, shown: SHOWN.includes(name), place: note ? 'note' : 'line' },
      labelled: !UNLABELLED.includes(name),
      words: (context) => wordsOf(field, (of === 'panel' ? context.panel : context.shot)[field.name as never], note),
    };
  }),
];

/** What everybody takes for granted (eye level, static) is not worth a line; beside the number it is. */
function wordsOf(field: Field, value: FieldValue, always: boolean): string {
  if (!always && value === field.default) return '';
  if (field.kind === 'choice' && field.name === 'size') return valueText(field, value).split(' · ')[0] ?? '';
  const words = valueText(field, value);
  return words !== '' && field.kind === 'number' ? `${words} ${field.unit === 'ms' ? 's' : field.unit}` : words;
}

export interface PrintedWords {
  readonly note: string;
  readonly lines: readonly { readonly label: string | null; readonly text: string }[];
}

/** What is printed with a panel when the fields of these names are chosen. */
export function printedWords(context: SheetContext, names: ReadonlySet<string>): PrintedWords {
  const said = SHEET_FIELDS.filter(({ name }) => names.has(name)).flatMap((field) => {
    const words = field.words(context).trim();
    return words === '' ? [] : [{ field, words }];
  });
  const notes = said.filter(({ field }) => field.place === 'note');
  notes.sort((a, b) => NOTES.indexOf(a.field.name) - NOTES.indexOf(b.field.name));
  return {
    note: notes.map(({ words }) => words).join(' · '),
    lines: said
      .filter(({ field }) => field.place === 'line')
      .map(({ field, words }) => ({ label: field.labelled ? field.label : null, text: words })),
  };
}
