import { expect, test } from 'vitest';
import { parsePaneStates } from './pane-sizes.ts';

test('a kept arrangement comes back', () => {
  expect(parsePaneStates('{"navigator":{"size":280,"folded":true}}')).toEqual({
    navigator: { size: 280, folded: true },
  });
});

test.each([null, '', 'nonsense', '7', 'null'])('storage that holds %j gives the plain arrangement', (json) => {
  expect(parsePaneStates(json)).toEqual({});
});

test('what is not a size is left out', () => {
  expect(parsePaneStates('{"boards":{"size":"wide","folded":1},"x":null}')).toEqual({ boards: {}, x: {} });
});
