import { FINAL_DRAFT_KEYS, row, type Keymap } from './keys.ts';

const { rows } = FINAL_DRAFT_KEYS;

/** Tab changes what is empty and is Return everywhere else. */
const FADE_IN: Keymap = { ...FINAL_DRAFT_KEYS, name: 'Fade In', tabAtEnd: 'enter' };

/** Names follow speeches: Return after a speech asks who speaks next. */
const CELTX: Keymap = {
  ...FINAL_DRAFT_KEYS,
  name: 'Celtx',
  rows: { ...rows, dialogue: row('character', 'parenthetical', 5) },
};

/** As editors of Fountain text have it: from an empty line on, Tab goes from action to a name and from a name to a transition. */
const FOUNTAIN: Keymap = {
  ...FINAL_DRAFT_KEYS,
  name: 'Fountain',
  tabAtEnd: 'enter',
  rows: {
    ...rows,
    character: row('dialogue', 'transition', 3),
    parenthetical: row('dialogue', 'dialogue', 4),
    transition: row('scene_heading', 'action', 6),
  },
};

/** The tables that people's hands know, the first being everybody's until they choose another. */
export const KEY_PRESETS = {
  'final-draft': FINAL_DRAFT_KEYS,
  'fade-in': FADE_IN,
  celtx: CELTX,
  fountain: FOUNTAIN,
} satisfies Readonly<Record<string, Keymap>>;

export type KeyPreset = keyof typeof KEY_PRESETS;

export function isKeyPreset(value: unknown): value is KeyPreset {
  return typeof value === 'string' && Object.hasOwn(KEY_PRESETS, value);
}
