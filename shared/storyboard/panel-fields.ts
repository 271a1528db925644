import { MOST_OF_A_LINE, MOST_OF_A_NOTE, SHOT_FIELDS, type Field, type ShotFieldName } from '#shared/shots/index.ts';
import { DEFAULT_DURATION_MS, TRANSITIONS, TRANSITION_NAMES, type PanelText } from './panel.ts';

export type PanelFieldName = keyof PanelText;

/** Everything that can be said of one frame, in the order in which it is asked for. */
export const PANEL_FIELDS: readonly Field<PanelFieldName>[] = [
  note('caption', 'Caption', 'sentence', true),
  {
    ...{ name: 'durationMs', label: 'Duration', group: 'frame', shown: true, kind: 'number' },
    ...{ default: DEFAULT_DURATION_MS, min: 100, max: 600_000, unit: 'ms', steps: [] },
  },
  {
    ...{ name: 'sound', label: 'Sound and music', group: 'audio', shown: true, kind: 'text', default: '' },
    ...{ most: MOST_OF_A_LINE, lines: 'one', suggestions: [] },
  },
  note('dialogue', 'Dialogue', 'sentence', false),
  {
    ...{ name: 'transition', label: 'Transition out', group: 'frame', shown: false, kind: 'choice', default: 'cut' },
    choices: TRANSITIONS.map((transition) => [transition, TRANSITION_NAMES[transition]]),
  },
  note('prompt', 'Prompt', 'production', false),
  note('alt', 'Alt text', 'sentence', false),
  note('notes', 'Panel notes', 'production', false),
];

function note(name: PanelFieldName, label: string, group: Field['group'], shown: boolean): Field<PanelFieldName> {
  return { name, label, group, shown, kind: 'text', default: '', most: MOST_OF_A_NOTE, lines: 'many', suggestions: [] };
}

/** What a new panel says of itself. */
export const DEFAULT_PANEL = Object.fromEntries(
  PANEL_FIELDS.map((field) => [field.name, field.default]),
) as unknown as PanelText;

/** A field of a panel or of its shot: the one table that inspector, lists and exports read. */
export type BoardField =
  | { readonly of: 'panel'; readonly field: Field<PanelFieldName> }
  | { readonly of: 'shot'; readonly field: Field<ShotFieldName> };

export const BOARD_FIELDS: readonly BoardField[] = [
  ...SHOT_FIELDS.map((field) => ({ of: 'shot', field }) as const),
  ...PANEL_FIELDS.map((field) => ({ of: 'panel', field }) as const),
];
