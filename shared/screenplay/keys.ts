import type { ElementType } from './element.ts';

export interface KeyRow {
  /** Type of the paragraph that Return at the end of this one opens. */
  readonly enter: ElementType;
  /** Type that Tab turns an empty paragraph into, and, where `tabAtEnd` says so, opens at the end of this one. */
  readonly tab: ElementType | null;
  /** Pressed with Ctrl or Cmd, turns the paragraph into this type. */
  readonly digit: number | null;
}

/** What the keys of a person's hands do, as data, so that presets can stand beside each other. */
export interface Keymap {
  readonly name: string;
  readonly rows: Readonly<Record<ElementType, KeyRow>>;
  /** Whether Tab at the end of a text goes on by its own column of the table or does what Return does. */
  readonly tabAtEnd: 'tab' | 'enter';
  /** The order in which Tab, inside a paragraph with text, changes its type; Shift-Tab goes the other way. */
  readonly cycle: readonly ElementType[];
}

/** What Return gives, what Tab gives, and the digit. */
export function row(enter: ElementType, tab: ElementType | null, digit: number | null): KeyRow {
  return { enter, tab, digit };
}

/** The table that Final Draft has taught. Types it does not have follow action. */
export const FINAL_DRAFT_KEYS: Keymap = {
  name: 'Final Draft',
  tabAtEnd: 'tab',
  rows: {
    general: row('general', null, 0),
    scene_heading: row('action', 'action', 1),
    action: row('action', 'character', 2),
    character: row('dialogue', 'parenthetical', 3),
    parenthetical: row('dialogue', 'character', 4),
    dialogue: row('action', 'parenthetical', 5),
    transition: row('scene_heading', null, 6),
    shot: row('action', null, 7),
    centered: row('action', null, null),
    lyrics: row('lyrics', null, null),
    section: row('action', null, null),
    synopsis: row('action', null, null),
    note: row('action', null, null),
    page_break: row('action', null, null),
  },
  cycle: ['scene_heading', 'action', 'character', 'parenthetical', 'dialogue', 'transition'],
};

/** What Return at the end of a paragraph with text opens. On an empty one it opens the menu of types instead. */
export function afterReturn(type: ElementType, keys: Keymap = FINAL_DRAFT_KEYS): ElementType {
  return keys.rows[type].enter;
}

export interface TabResult {
  /** `insert`: a new paragraph of that type after this one. `change`: this paragraph takes that type. */
  readonly action: 'insert' | 'change';
  readonly type: ElementType;
}

export type CaretPlace = 'empty' | 'inside' | 'end';

/**
 * What Tab does. At the end of a text it goes on to the next paragraph, in an empty paragraph it changes the type by the
 * same table, and with the caret inside a text it cycles the type. Null: it does nothing.
 */
export function afterTab(type: ElementType, caret: CaretPlace, keys: Keymap = FINAL_DRAFT_KEYS): TabResult | null {
  if (caret === 'inside') return cycled(type, 1, keys);
  const row = keys.rows[type];
  const next = caret === 'end' && keys.tabAtEnd === 'enter' ? row.enter : row.tab;
  return next && { action: caret === 'end' ? 'insert' : 'change', type: next };
}

/** Shift-Tab changes the type, one step back in the cycle, wherever the caret is. */
export function afterShiftTab(type: ElementType, keys: Keymap = FINAL_DRAFT_KEYS): TabResult | null {
  return cycled(type, -1, keys);
}

function cycled(type: ElementType, step: 1 | -1, { cycle }: Keymap): TabResult | null {
  const at = cycle.indexOf(type);
  const next = at === -1 ? undefined : cycle.at((at + step) % cycle.length);
  return next ? { action: 'change', type: next } : null;
}

/** What Backspace at the start of an empty paragraph makes of it before it merges; null: it merges now. */
export function afterBackspace(type: ElementType): ElementType | null {
  return type === 'action' ? null : 'action';
}

/** The type that Ctrl or Cmd with this digit gives. */
export function typeByDigit(digit: number, keys: Keymap = FINAL_DRAFT_KEYS): ElementType | undefined {
  return (Object.keys(keys.rows) as ElementType[]).find((type) => keys.rows[type].digit === digit);
}
