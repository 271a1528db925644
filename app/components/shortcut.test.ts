import { expect, test } from 'vitest';
import { matchesShortcut, shortcutText } from './shortcut.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('Mod is either of Ctrl and ⌘', () => {
  expect(matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K')).toBe(true);
  expect(matchesShortcut(press('k', { metaKey: true }), 'Mod+K')).toBe(true);
  expect(matchesShortcut(press('k'), 'Mod+K')).toBe(false);
});

test('a modifier that the shortcut does not name makes it another shortcut', () => {
  expect(matchesShortcut(press('Z', { metaKey: true, shiftKey: true }), 'Mod+Z')).toBe(false);
  expect(matchesShortcut(press('Z', { metaKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true);
});

test('a sign matches whichever way the layout types it', () => {
  expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true);
  expect(matchesShortcut(press('?'), '?')).toBe(true);
});

test('shortcuts read as the keyboard is printed', () => {
  expect(shortcutText('Mod+Shift+K', true)).toBe('⌘⇧K');
  expect(shortcutText('Mod+Shift+K', false)).toBe('Ctrl+Shift+K');
  expect(shortcutText('Alt+ArrowUp', false)).toBe('Alt+↑');
});

test('Alt on an Apple keyboard types another sign, and the shortcut still holds', () => {
  expect(matchesShortcut({ ...press('¡', { altKey: true }), code: 'Digit1' }, 'Alt+1')).toBe(true);
  expect(matchesShortcut({ ...press('™', { altKey: true }), code: 'Digit2' }, 'Alt+1')).toBe(false);
});
