/** Where a field stands among the others, in the inspector and in lists. */
export const FIELD_GROUPS = ['frame', 'sentence', 'camera', 'audio', 'content', 'production'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

interface About<Name extends string> {
  readonly name: Name;
  /** As a label beside a control and as the head of a column. */
  readonly label: string;
  readonly group: FieldGroup;
  /** Whether it is shown before somebody asks for the rest. */
  readonly shown: boolean;
}

export interface ChoiceField<Name extends string = string> extends About<Name> {
  readonly kind: 'choice';
  readonly default: string;
  /** The stored value and what the trade calls it, in the order of a menu. */
  readonly choices: readonly (readonly [value: string, name: string])[];
}

export interface NumberField<Name extends string = string> extends About<Name> {
  readonly kind: 'number';
  /** Null: nobody has said. */
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  /** `mm`, `fps`, `min`; milliseconds are shown as seconds. */
  readonly unit: 'mm' | 'fps' | 'min' | 'ms';
  /** The usual values; others may be written. */
  readonly steps: readonly number[];
}

export interface TextField<Name extends string = string> extends About<Name> {
  readonly kind: 'text';
  readonly default: '';
  /** UTF-16 units. */
  readonly most: number;
  readonly lines: 'one' | 'many';
  readonly suggestions: readonly string[];
}

/** Names of people or things, in the order they were written. */
export interface NamesField<Name extends string = string> extends About<Name> {
  readonly kind: 'names';
  readonly default: readonly string[];
}

export interface FlagField<Name extends string = string> extends About<Name> {
  readonly kind: 'flag';
  readonly default: false;
}

/** What people may say of a shot or a panel, as data: inspector, shot list, document and exports read one table. */
export type Field<Name extends string = string> =
  ChoiceField<Name> | NumberField<Name> | TextField<Name> | NamesField<Name> | FlagField<Name>;

export type FieldValue = string | number | boolean | null | readonly string[];

const MOST_NAMES = 40;
const LONGEST_NAME = 80;

/** The value if it is one of this field, else the default: a broken or newer client may have written anything. */
export function checkedValue(field: Field, value: unknown): FieldValue {
  return isValueOf(field, value) ? value : field.default;
}

function isValueOf(field: Field, value: unknown): value is FieldValue {
  switch (field.kind) {
    case 'choice':
      return field.choices.some(([choice]) => choice === value);
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max;
    case 'text':
      return typeof value === 'string' && value.length <= field.most;
    case 'names':
      return Array.isArray(value) && value.length <= MOST_NAMES && value.every(isName);
    case 'flag':
      return typeof value === 'boolean';
  }
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;
}

/** The value as a person reads it: in a cell, in a file. Empty where nobody has said. */
export function valueText(field: Field, value: FieldValue): string {
  switch (field.kind) {
    case 'choice':
      return field.choices.find(([choice]) => choice === value)?.[1] ?? '';
    case 'number':
      if (typeof value !== 'number') return '';
      return field.unit === 'ms' ? (value / 1000).toFixed(1) : String(value);
    case 'names':
      return Array.isArray(value) ? value.join(', ') : '';
    case 'flag':
      return value === true ? 'Yes' : '';
    case 'text':
      return typeof value === 'string' ? value : '';
  }
}

/** What somebody has typed, as a value of the field; undefined when it can't be one. Names may stand apart by commas. */
export function parseValue(field: Field, text: string): FieldValue | undefined {
  const words = text.trim();
  switch (field.kind) {
    case 'choice':
      return choiceOf(field, words);
    case 'number':
      return words === '' ? (field.default ?? null) : numberOf(field, words);
    case 'names':
      return checkedOr(
        field,
        words.split(/[,\n]/).flatMap((name) => name.trim() || []),
      );
    case 'flag':
      return /^(yes|y|true|1|x)$/i.test(words) || (/^(no|n|false|0|)$/i.test(words) ? false : undefined);
    case 'text':
      return checkedOr(field, field.lines === 'one' ? words.replace(/\s+/g, ' ') : words);
  }
}

function choiceOf({ choices }: ChoiceField, words: string): string | undefined {
  const wanted = words.toLowerCase();
  return choices.find(([value, name]) => value.toLowerCase() === wanted || name.toLowerCase() === wanted)?.[0];
}

function numberOf(field: NumberField, words: string): FieldValue | undefined {
  const number = Number(words.replace(',', '.').replace(/\s*(mm|fps|min|s)$/i, ''));
  return checkedOr(field, field.unit === 'ms' ? Math.round(number * 1000) : number);
}

function checkedOr(field: Field, value: unknown): FieldValue | undefined {
  return isValueOf(field, value) ? value : undefined;
}
