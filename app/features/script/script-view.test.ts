import { expect, test } from 'vitest';
import { PLAIN_VIEW, nextZoom, parseScriptView } from './script-view.ts';

test('a kept view comes back', () => {
  const view = {
    sheets: false,
    zoom: 1.25,
    typewriter: true,
    focus: true,
    spelling: 'en-GB',
    coverage: false,
    continues: false,
  };
  expect(parseScriptView(JSON.stringify(view))).toEqual(view);
});

test.each([null, '', 'nonsense', '7', '{"zoom":"big","sheets":1,"focus":"yes"}', '{"zoom":17,"spelling":"xx"}'])(
  'storage that holds %j gives the plain view',
  (json) => {
    expect(parseScriptView(json)).toEqual(PLAIN_VIEW);
  },
);

test('zoom goes step by step and ends at its ends', () => {
  expect(nextZoom(1, 1)).toBe(1.1);
  expect(nextZoom(1, -1)).toBe(0.9);
  expect(nextZoom(2, 1)).toBe(2);
  expect(nextZoom(0.5, -1)).toBe(0.5);
});
