import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { ELEMENT_TYPES } from './element.ts';
import { PLAIN_KEYS, checkedKeyChoices, keymapOf, withKey } from './key-choices.ts';
import { KEY_PRESETS } from './key-presets.ts';
import { afterReturn, afterTab, typeByDigit } from './keys.ts';

test.each(Object.entries(KEY_PRESETS))('%s gives every type a row, and no digit twice', (_name, keys) => {
  for (const type of ELEMENT_TYPES) expect(ELEMENT_TYPES).toContain(afterReturn(type, keys));
  const digits = ELEMENT_TYPES.flatMap((type) => keys.rows[type].digit ?? []);
  expect(new Set(digits).size).toBe(digits.length);
});

test('Tab behind a text is Return where the table says so', () => {
  const { 'fade-in': fadeIn, fountain, celtx } = KEY_PRESETS;
  expect(afterTab('action', 'end', fadeIn)).toEqual({ action: 'insert', type: 'action' });
  expect(afterTab('action', 'empty', fadeIn)).toEqual({ action: 'change', type: 'character' });
  expect(afterTab('character', 'empty', fountain)).toEqual({ action: 'change', type: 'transition' });
  expect(afterReturn('dialogue', celtx)).toBe('character');
});

test('what one changes holds over the preset, and what is as the preset says is no change', () => {
  const own = must(withKey(PLAIN_KEYS, 'note', { enter: 'action', digit: 9 }));
  expect(typeByDigit(9, keymapOf(own))).toBe('note');
  expect(afterReturn('dialogue', keymapOf(own))).toBe('action');
  expect(own.own).toEqual({ note: { digit: 9 } });
  expect(withKey(own, 'note', { digit: null })).toEqual(PLAIN_KEYS);
});

test('a digit that gives another type is refused, until that type gives it up', () => {
  expect(withKey(PLAIN_KEYS, 'note', { digit: 3 })).toBeNull();
  const freed = must(withKey(PLAIN_KEYS, 'character', { digit: null }));
  expect(typeByDigit(3, keymapOf(must(withKey(freed, 'note', { digit: 3 }))))).toBe('note');
});

test('what was kept comes back, and what makes no sense is left out', () => {
  let swapped = must(withKey(PLAIN_KEYS, 'action', { digit: null }));
  swapped = must(withKey(swapped, 'scene_heading', { digit: 2 }));
  swapped = must(withKey(swapped, 'action', { digit: 1, tab: null }));
  expect(checkedKeyChoices(JSON.parse(JSON.stringify(swapped)) as Record<string, unknown>)).toEqual(swapped);
  expect(checkedKeyChoices({ preset: 'vi', own: 7 })).toEqual(PLAIN_KEYS);
  const nonsense = {
    note: { digit: 3, enter: 'sonnet', tab: 4 },
    sonnet: { digit: 8 },
    shot: null,
    general: { digit: 0.5 },
  };
  expect(checkedKeyChoices({ preset: 'celtx', own: nonsense })).toEqual({ preset: 'celtx', own: {} });
});
