import { expect, test } from 'vitest';
import { RENDERER_VERSION, lookOf, type PrevizSpec } from '#shared/previz/index.ts';
import { addProp, moveItem, turnItem, withEnd } from './edits.ts';
import { movedParts, withParts } from './moved-parts.ts';
import { stageOf } from './stage.ts';

const LONG = 'Ø'.repeat(78);
const SPEC: PrevizSpec = {
  ...{ renderer: RENDERER_VERSION, aspectRatio: 16 / 9, width: 160, seed: 5, focus: 0 },
  shot: { size: 'MS', angle: 'eye', movement: 'static', lens: 35 },
  set: { kind: 'room', interior: true, time: 'day' },
  figures: ['ANNA', LONG].map((name) => ({ name, look: lookOf(name, []), pose: 'stand', facing: 'partner' })),
};
const anna = { kind: 'figure', name: 'ANNA' } as const;

test('a hand says what it moves and nothing else, and lays it over what others have moved meanwhile', () => {
  const from = stageOf(SPEC);
  const parts = movedParts(from.blocking, moveItem(from, anna, 1, 0.5));
  expect(Object.keys(parts)).toEqual(['f:ANNA']);

  const meanwhile = addProp(
    { ...from, blocking: moveItem(from, { kind: 'figure', name: LONG }, -1, -1) },
    'crate',
    'a',
  );
  const both = withParts(meanwhile, parts);
  expect(both.props).toEqual(meanwhile.props);
  expect(both.figures[1]).toEqual(meanwhile.figures[1]);
  expect(both.figures[0]).toEqual(moveItem(from, anna, 1, 0.5).figures[0]);
});

test('the camera’s two ends are laid over a frame that follows its shot', () => {
  const from = stageOf(SPEC);
  const moved = withEnd(from, (mark) => ({ ...mark, x: mark.x + 1 }));
  expect(withParts(from.blocking, movedParts(from.blocking, moved))).toEqual(moved);
});

test('who was taken out meanwhile stays out, and what no hand says is passed over', () => {
  const { blocking } = stageOf(SPEC);
  const without = { ...blocking, figures: blocking.figures.slice(1) };
  const parts = { 'f:ANNA': { x: 1, z: 1, yaw: 0, stance: 0 }, 'f:BOB': { x: 1, z: 1, yaw: 0, stance: 0 } };
  expect(withParts(without, parts)).toEqual(without);
  for (const value of [null, 7, [], { x: 'far' }, { x: 1e9, z: 0, yaw: 0, stance: 0 }])
    expect(withParts(blocking, { 'f:ANNA': value, camera: value, light: value, unknown: value })).toEqual(blocking);
});

test('the longest that a hand says is less than half of what presence may be', () => {
  const from = stageOf(SPEC);
  const item = { kind: 'figure', name: LONG } as const;
  const mark = { leftHand: [1.23, 1.23, 1.23], rightHand: [1.23, 1.23, 1.23], gaze: LONG, added: true } as const;
  const held = {
    ...from,
    blocking: { ...from.blocking, figures: from.blocking.figures.map((f) => ({ ...f, ...mark })) },
  };
  const parts = movedParts(held.blocking, turnItem(held, item, 1));
  expect(Buffer.byteLength(JSON.stringify(parts))).toBeLessThan(1024);
});
