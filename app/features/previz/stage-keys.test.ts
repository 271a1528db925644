import { expect, test } from 'vitest';
import { RENDERER_VERSION, lookOf, type Blocking, type PrevizSpec } from '#shared/previz/index.ts';
import { editOfKey } from './stage-keys.ts';
import { stageOf, type Item } from './stage.ts';

const SPEC: PrevizSpec = {
  ...{ renderer: RENDERER_VERSION, aspectRatio: 16 / 9, width: 160, seed: 5, focus: 0 },
  shot: { size: 'MS', angle: 'eye', movement: 'static', lens: 35 },
  set: { kind: 'street', interior: false, time: 'day' },
  figures: [{ name: 'ANNA', look: lookOf('ANNA', []), pose: 'stand', facing: 'camera' }],
};
const ANNA: Item = { kind: 'figure', name: 'ANNA' };
const BLOCKING: Blocking = {
  figures: [{ name: 'ANNA', x: 0, z: 0, yaw: 0, stance: 0 }],
  props: [{ id: 'a', kind: 'crate', x: 2, z: -1, yaw: 0 }],
  camera: { x: 0, y: 1.5, z: 3, pan: Math.PI, tilt: 0, roll: 0 },
};

function press(key: string, item: Item, shiftKey = false) {
  return editOfKey({ key, shiftKey }, stageOf({ ...SPEC, blocking: BLOCKING }), item);
}

test('arrows move as the plan lies, with Shift farther; Q turns to one’s own left, E to the right', () => {
  expect(press('ArrowRight', ANNA)?.blocking.figures[0]).toMatchObject({ x: 0.1, z: 0 });
  expect(press('ArrowUp', ANNA, true)?.blocking.figures[0]).toMatchObject({ x: 0, z: -0.5 });
  // Whoever faces the camera has their left at the right of the frame.
  expect(press('q', ANNA)?.blocking.figures[0]?.yaw).toBeCloseTo(Math.PI / 12, 2);
  expect(press('E', ANNA, true)?.blocking.figures[0]?.yaw).toBeCloseTo(-Math.PI / 60, 2);
});

test('the camera is raised, lowered and tipped, and what has no meaning does nothing', () => {
  expect(press('r', { kind: 'camera' })?.blocking.camera?.y).toBe(1.6);
  expect(press('f', { kind: 'camera' })?.blocking.camera?.y).toBe(1.4);
  expect(press(']', { kind: 'camera' })?.blocking.camera?.roll).toBeGreaterThan(0);
  expect([press('r', ANNA), press('x', ANNA), press('Delete', { kind: 'light' })]).toEqual([null, null, null]);
});

test('a thing is taken out by Delete, and the step says which', () => {
  const edit = press('Delete', { kind: 'prop', id: 'a' });
  expect(edit?.blocking.props).toEqual([]);
  expect(edit?.label).toBe('taking out crate');
});
