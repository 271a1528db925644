import { expect, test } from 'vitest';
import { findCommands } from './find-commands.ts';

const commands = [
  { label: 'Open boards', group: 'Go to' },
  { label: 'Board this scene', group: 'Boards', keywords: 'panel draw' },
  { label: '12 INT. CAFÉ – NIGHT', group: 'Scenes' },
];
const labels = (query: string) => findCommands(commands, query).map((command) => command.label);

test('nothing typed shows everything in its order', () => {
  expect(labels(' ')).toEqual(commands.map((command) => command.label));
});

test('what starts with the word comes first', () => {
  expect(labels('board')).toEqual(['Board this scene', 'Open boards']);
});

test('keywords and groups count, accents and case do not', () => {
  expect(labels('draw')).toEqual(['Board this scene']);
  expect(labels('scenes cafe')).toEqual(['12 INT. CAFÉ – NIGHT']);
});

test('every word must be found', () => {
  expect(labels('cafe day')).toEqual([]);
});
