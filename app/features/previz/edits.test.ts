import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import {
  RENDERER_VERSION,
  PROP_KINDS,
  lookOf,
  partsOf,
  readBlocking,
  type Blocking,
  type PrevizSpec,
} from '#shared/previz/index.ts';
import {
  addFigure,
  addProp,
  framedByShot,
  moveHand,
  moveItem,
  removeFigure,
  removeProp,
  turnItem,
  withEnd,
  withoutEnd,
} from './edits.ts';
import { stageOf, type Item } from './stage.ts';

const SPEC: PrevizSpec = {
  ...{ renderer: RENDERER_VERSION, aspectRatio: 16 / 9, width: 160, seed: 5, focus: 0 },
  shot: { size: 'MS', angle: 'eye', movement: 'static', lens: 35 },
  set: { kind: 'room', interior: true, time: 'day' },
  figures: ['ANNA', 'BEN'].map((name) => ({ name, look: lookOf(name, []), pose: 'stand', facing: 'partner' })),
};

const stage = (blocking?: Blocking) => stageOf({ ...SPEC, ...(blocking && { blocking }) });
const items: readonly Item[] = [
  ...[{ kind: 'figure', name: 'ANNA' } as const, { kind: 'prop', id: 'a' } as const],
  ...[{ kind: 'camera' } as const, { kind: 'end' } as const, { kind: 'light' } as const],
];

test('whatever is moved and turned is something that is read again as it was written', () => {
  let blocking = addProp(stage(), 'chair', 'a');
  for (const item of items) blocking = turnItem(stage(moveItem(stage(blocking), item, 70, -0.123)), item, 9);
  expect(readBlocking(partsOf(blocking))).toEqual(blocking);
  expect(must(blocking.figures[0]).x).toBe(50);
});

test('somebody comes where nobody stands and looks to the others, as often as there is room; who goes may come again', () => {
  const one = addFigure(stage(), 'WAITER');
  const waiter = must(one.figures.at(-1));
  for (const mark of stage().blocking.figures)
    expect(Math.hypot(mark.x - waiter.x, mark.z - waiter.z)).toBeGreaterThan(0.5);
  expect(one.figures.slice(0, -1)).toEqual(stage().blocking.figures);
  expect(addFigure({ ...stage(), blocking: one }, 'WAITER')).toBe(one);
  const four = addFigure({ ...stage(), blocking: one }, 'COOK');
  expect(addFigure({ ...stage(), blocking: four }, 'GUEST')).toBe(four);
  const gone = removeFigure({ ...stage(), blocking: four }, 'ANNA');
  expect(gone.figures.map(({ name }) => name)).toEqual(['BEN', 'WAITER', 'COOK']);
  expect(readBlocking(partsOf(gone)).absent).toEqual(['ANNA']);
  const back = readBlocking(partsOf(addFigure({ ...stage(), blocking: gone }, 'ANNA')));
  expect([back.absent, back.figures.length]).toEqual([undefined, 4]);
});

test('a thing comes where nobody stands, each beside the others, and goes again', () => {
  let blocking = stage().blocking;
  for (const kind of PROP_KINDS.slice(0, 4)) {
    blocking = addProp(stage(blocking), kind, kind);
    const { x, z } = must(blocking.props.at(-1));
    for (const mark of blocking.figures) expect(Math.hypot(mark.x - x, mark.z - z)).toBeGreaterThan(0.5);
  }
  expect(new Set(blocking.props.map(({ x, z }) => `${String(x)} ${String(z)}`)).size).toBe(4);
  expect(removeProp(stage(blocking), 'table').props.map(({ id }) => id)).toEqual(['chair', 'stool', 'round_table']);
});

test('a hand is moved over the ground, whichever way its owner faces', () => {
  const anna = must(stage().blocking.figures[0]);
  const figures = [{ ...anna, yaw: Math.PI / 2, rightHand: [-0.3, 1, 0.4] as const }];
  const moved = moveHand(stage({ figures, props: [] }), 'ANNA', 'rightHand', 0.2, 0.1);
  expect(moved.figures[0]?.rightHand).toEqual([-0.4, 1, 0.6]);
  expect(moveHand(stage(), 'ANNA', 'leftHand', 1, 1)).toEqual(stage().blocking);
});

test('a move begins where the camera stands, and ends when the shot frames itself again', () => {
  const moved = withEnd(stage(), (mark) => ({ ...mark, z: mark.z - 1 }));
  expect(moved.camera).toEqual(stage().camera);
  expect(moved.end?.lens).toBe(35);
  expect(withoutEnd(stage(moved))).toMatchObject({ camera: moved.camera });
  expect(withoutEnd(stage(moved))).not.toHaveProperty('end');
  expect(framedByShot(stage(moved))).toEqual(stage().blocking);
});
