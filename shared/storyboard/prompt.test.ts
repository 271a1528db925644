import { expect, test } from 'vitest';
import type { PictureBrief } from './picture-brief.ts';
import { promptOf } from './prompt.ts';

const KITCHEN: PictureBrief = {
  ...{ heading: 'INT. KITCHEN - NIGHT', setting: 'INT', location: 'KITCHEN', time: 'NIGHT', before: [], cast: ['ZOË'] },
  shot: { size: 'CU', angle: 'low', movement: 'dolly_in', lens: 85 },
  ...{ aspectRatio: 16 / 9, seed: 1 },
  lines: [
    { type: 'action', text: 'ZOË waits at\nthe sink.' },
    { type: 'character', text: 'ZOË (CONT’D)' },
    { type: 'parenthetical', text: '(barely heard)' },
    { type: 'dialogue', text: 'I wait.' },
    { type: 'character', text: 'RENE (V.O.)' },
    { type: 'dialogue', text: 'Wait.' },
  ],
};

test('a prompt says how the panel is shot, where, and what happens, and quotes nothing that could be lettered', () => {
  expect(promptOf(KITCHEN)).toBe(
    'Storyboard frame, black and white pencil drawing. Close-up, low angle, 85 mm lens. Camera: dolly in. ' +
      'Interior: kitchen, night. ZOË waits at the sink. ZOË speaks, barely heard. ' +
      'No lettering, no captions, no frame border.',
  );
});

test('a project’s style stands in place of the drawing', () => {
  expect(promptOf(KITCHEN, ' Oil on wood, 1890s. ')).toMatch(/^Oil on wood, 1890s\. Close-up/);
});

test('a panel without a scene and lines has a prompt still, and an endless one ends', () => {
  const bare = { ...KITCHEN, heading: '', setting: null, location: '', time: '', lines: [] };
  expect(promptOf(bare)).toMatch(/^Storyboard frame.*dolly in\. No lettering/);
  const endless = { ...KITCHEN, lines: [{ type: 'action', text: 'rain and rain '.repeat(500) }] };
  expect(promptOf(endless).length).toBeLessThan(1300);
  expect(promptOf(endless)).toMatch(/(rain|and) … No lettering/);
});

test('a cue of very many spaces or brackets is read in one go', () => {
  for (const sign of [' ', '(']) {
    const text = `Z${sign.repeat(150_000)}A`;
    expect(promptOf({ ...KITCHEN, lines: [{ type: 'character', text }] })).toMatch(/^Storyboard frame/);
  }
});
