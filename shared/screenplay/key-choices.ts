import { ELEMENT_TYPES, isElementType, type ElementType } from './element.ts';
import { isKeyPreset, KEY_PRESETS, type KeyPreset } from './key-presets.ts';
import type { KeyRow, Keymap } from './keys.ts';

/** What one person wants the keys to do: a table, and what of it they changed. */
export interface KeyChoices {
  readonly preset: KeyPreset;
  readonly own: Readonly<Partial<Record<ElementType, Partial<KeyRow>>>>;
}

export const PLAIN_KEYS: KeyChoices = { preset: 'final-draft', own: {} };

export function keymapOf({ preset, own }: KeyChoices): Keymap {
  const keys = KEY_PRESETS[preset];
  const rows = ELEMENT_TYPES.map((type) => [type, { ...keys.rows[type], ...own[type] }] as const);
  return { ...keys, rows: Object.fromEntries(rows) as Keymap['rows'] };
}

/**
 * The choices with one key of one type changed; what the preset says is no change. Null where the digit already gives
 * another type: `typeByDigit` says which.
 */
export function withKey(choices: KeyChoices, type: ElementType, change: Partial<KeyRow>): KeyChoices | null {
  const { digit } = change;
  const keys = keymapOf(choices);
  const taken = ELEMENT_TYPES.some((other) => other !== type && keys.rows[other].digit === digit);
  if (digit !== undefined && digit !== null && taken) return null;
  const preset = KEY_PRESETS[choices.preset].rows[type];
  const changed = Object.entries({ ...choices.own[type], ...change }) as [keyof KeyRow, KeyRow[keyof KeyRow]][];
  const row = Object.fromEntries(changed.filter(([key, value]) => preset[key] !== value));
  const own = Object.entries(choices.own).filter(([other]) => other !== type);
  return { ...choices, own: Object.fromEntries(Object.keys(row).length > 0 ? [...own, [type, row]] : own) };
}

/** Choices as they were kept. Anything may stand there: what is no choice, or contradicts one before it, is left out. */
export function checkedKeyChoices(value: Readonly<Record<string, unknown>>): KeyChoices {
  const { preset, own } = value;
  let choices: KeyChoices = { ...PLAIN_KEYS, ...(isKeyPreset(preset) && { preset }) };
  if (typeof own !== 'object' || own === null) return choices;
  // Digits are given up before others take them.
  const rows = Object.entries(own).filter((entry): entry is [ElementType, object] => isRow(entry));
  for (const onlyFreed of [true, false]) {
    for (const [type, row] of rows) {
      const change = checkedRow(row, onlyFreed);
      choices = withKey(choices, type, change) ?? choices;
    }
  }
  return choices;
}

function isRow([type, row]: [string, unknown]): boolean {
  return isElementType(type) && typeof row === 'object' && row !== null;
}

function checkedRow(
  { enter, tab, digit }: Partial<Record<keyof KeyRow, unknown>>,
  onlyFreed: boolean,
): Partial<KeyRow> {
  if (onlyFreed) return digit === null || isDigit(digit) ? { digit: null } : {};
  return {
    ...(isElementType(enter) && { enter }),
    ...((isElementType(tab) || tab === null) && { tab }),
    ...(isDigit(digit) && { digit }),
  };
}

function isDigit(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 9;
}
