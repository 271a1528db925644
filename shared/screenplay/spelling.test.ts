import { expect, test } from 'vitest';
import type { ElementType } from './element.ts';
import { bareWord, namesIn, spelledWords } from './spelling.ts';

const words = (text: string, type: ElementType = 'action') => spelledWords({ type, text }).map(({ word }) => word);

test('words are found with their places, by the letters of any language', () => {
  expect(spelledWords({ type: 'action', text: 'Zoë’s café, rain-soaked.' })).toEqual([
    { from: 0, to: 5, word: "Zoë's" },
    { from: 6, to: 10, word: 'café' },
    { from: 12, to: 16, word: 'rain' },
    { from: 17, to: 23, word: 'soaked' },
  ]);
});

test('what no dictionary can know is not asked', () => {
  expect(words('A BANG in 1940s Room12, I w-w-wait.')).toEqual(['in', 'wait']);
  expect(words('See http://example.org/naem or me@exampel.org now')).toEqual(['See', 'or', 'now']);
});

test('speech is spelled as it is spoken', () => {
  expect(words('Nothin’ doin\' with \'em. I was go-- No, wai— "Hush."', 'dialogue')).toEqual([
    'Nothing',
    'doing',
    'with',
    'was',
    'No',
    'Hush',
  ]);
});

test('names stand in cues and headings, which are not checked themselves', () => {
  expect(words('ANA MARÍA (V.O.)', 'character')).toEqual([]);
  expect(namesIn({ type: 'character', text: 'Ana María (V.O.)' })).toEqual(['ana', 'maría']);
  expect(namesIn({ type: 'scene_heading', text: 'INT. FO’C’SLE / BRIDGE - NIGHT' })).toEqual(["fo'c'sle", 'bridge']);
  expect(namesIn({ type: 'action', text: 'Ana' })).toEqual([]);
  expect(['Zoë’s', "Ross'", 'Ana'].map(bareWord)).toEqual(['zoë', 'ross', 'ana']);
});
