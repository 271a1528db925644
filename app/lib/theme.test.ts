import { expect, test } from 'vitest';
import { readAppearance } from './theme.ts';

test('a remembered appearance is read from among other cookies', () => {
  expect(readAppearance('a=b; appearance=dark.dark; c=d')).toEqual({ theme: 'dark', page: 'dark' });
});

test.each([null, '', 'appearance=purple', 'notappearance=dark.dark'])('%j gives the system’s theme', (header) => {
  expect(readAppearance(header)).toEqual({ theme: 'system', page: 'light' });
});
