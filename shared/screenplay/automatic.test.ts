import { expect, test } from 'vitest';
import { automaticAt } from './automatic.ts';
import type { ElementType, ScriptParagraph } from './element.ts';

const script = (...lines: readonly [ElementType, string][]): ScriptParagraph[] =>
  lines.map(([type, text]) => ({ type, text }));
const line = (text: string, type: ElementType = 'action') => automaticAt(script([type, text]), 0, true);

test.each(['CUT TO:', 'cut to:', 'FADE IN:', 'TITLES OVER BLACK TO:'])('%s becomes a transition', (text) => {
  expect(line(text)).toEqual({ type: 'transition' });
  expect(line(text, 'dialogue')).toBeNull();
});

test.each(['ANA', 'DR. ZOË KRZYWICKA', 'MAN #2', "ANA'S VOICE (O.S.)", 'R2D2', 'BOY/GIRL'])(
  '%s becomes a cue',
  (text) => {
    expect(line(text)).toEqual({ type: 'character' });
  },
);

test.each([
  'Ana',
  'BANG!',
  'THE END',
  'SUPER:',
  'A DOOR. A WINDOW.',
  'FIVE WORDS ARE NO NAME',
  '1942',
  '',
  'SHE RUNS --',
  'The list he clings to:',
])('"%s" stays what it is', (text) => {
  expect(line(text)).toBeNull();
});

test('who spoke last in the scene goes on, whatever happened meanwhile', () => {
  const before = script(['scene_heading', 'INT. A'], ['character', 'ANA (V.O.)'], ['dialogue', 'x'], ['action', 'y']);
  const at = (type: ElementType, text: string, continues = true) =>
    automaticAt([...before, { type, text }], before.length, continues);
  expect(at('character', 'Ana')).toEqual({ added: " (CONT'D)" });
  expect(at('action', 'ANA')).toEqual({ type: 'character', added: " (CONT'D)" });
  expect(at('character', 'ANA (CONT’D)')).toBeNull();
  expect(at('character', 'BEN')).toBeNull();
  expect(at('character', 'ANA', false)).toBeNull();
  const next = [...before, ...script(['scene_heading', 'INT. B'], ['character', 'ANA'])];
  expect(automaticAt(next, next.length - 1, true)).toBeNull();
});
