import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { SHEET_FRAMES } from '#tests/builders/previz-specs.ts';
import { cameraAt, markOf, project } from '../camera.ts';
import { lookOf } from '../cast-look.ts';
import { composeScene } from '../compose-scene.ts';
import { headCentre } from '../figure/head.ts';
import { renderFrame } from '../render-frame.ts';
import type { PrevizSpec } from '../spec.ts';
import { blockingOf, withBlocking } from './automatic.ts';
import { NOTHING_BLOCKED, PROP_KINDS, partsOf, readBlocking, type Blocking } from './blocking.ts';
import { crossesLine, lineOfAction } from './line-of-action.ts';

const two = frameOf('Full shot · Eye level · 35 mm · room, day');
const talk = frameOf('Close-up · Eye level · 85 mm · room, day');

function frameOf(caption: string): PrevizSpec {
  const found = must(SHEET_FRAMES.find((frame) => frame.caption.startsWith(caption)));
  return { ...found.spec, width: 160 };
}

/** The frame with everything said outright, and with this changed. */
function blocked(spec: PrevizSpec, change: (blocking: Blocking) => Partial<Blocking>): PrevizSpec {
  const blocking = blockingOf(spec);
  return { ...spec, blocking: { ...blocking, ...change(blocking) } };
}

function moved(spec: PrevizSpec, name: string, change: Partial<Blocking['figures'][number]>): PrevizSpec {
  return blocked(spec, ({ figures }) => ({
    figures: figures.map((mark) => (mark.name === name ? { ...mark, ...change } : mark)),
  }));
}

test('a frame whose blocking is said outright is the same frame, byte for byte', { timeout: 60_000 }, () => {
  for (const { caption, spec } of SHEET_FRAMES) {
    const small = { ...spec, width: 128 };
    const written = readBlocking(JSON.parse(JSON.stringify(partsOf(blockingOf(small)))) as Record<string, unknown>);
    expect(renderFrame({ ...small, blocking: written }).gray, caption).toEqual(renderFrame(small).gray);
  }
});

test('a camera that is put where it stood sees what it saw', () => {
  const { camera } = composeScene(two).framing;
  const again = cameraAt(markOf(camera), two.shot.lens, two.aspectRatio);
  const { actors } = composeScene(blocked(two, () => ({ camera: markOf(camera) })));
  for (const { skeleton } of actors) {
    const [a, b] = [project(camera, skeleton.chin), project(again, skeleton.chin)];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(0.012);
  }
});

test('who is moved stands there, the others stay, and who looks at somebody turns the head there', () => {
  const { actors } = composeScene(moved(two, 'ANNA', { x: 1.5, z: -1, gaze: 'BEN' }));
  const [anna, ben] = [must(actors[0]), must(actors[1])];
  const [, before] = composeScene(two).actors;
  expect([anna.at.x, anna.at.z]).toEqual([1.5, -1]);
  expect(ben.skeleton.pelvis).toEqual(before?.skeleton.pelvis);
  const face = headCentre(anna.skeleton).sub(anna.skeleton.chin).normalize();
  const to = headCentre(ben.skeleton).sub(headCentre(anna.skeleton)).setY(0).normalize();
  // A head that looks at somebody is upright, with its front that way.
  expect(Math.abs(face.dot(to))).toBeLessThan(0.75);
  const away = composeScene(moved(two, 'ANNA', { x: 1.5, z: -1, gaze: '@ahead' })).actors[0];
  expect(away?.skeleton.headFrame).not.toEqual(anna.skeleton.headFrame);
});

test('a hand reaches the place it was given, and goes along with who is moved', () => {
  for (const x of [-0.58, 2]) {
    const { actors } = composeScene(moved(two, 'ANNA', { x, z: 0, yaw: 0, rightHand: [-0.25, 1.2, 0.3] }));
    const { wrist } = must(actors[0]).skeleton.arms[1];
    expect([wrist.x, wrist.y, wrist.z].map((n) => Math.round(n * 100) / 100)).toEqual([
      Math.round((x - 0.25) * 100) / 100,
      1.2,
      0.3,
    ]);
  }
});

test('pose, light and things of the library change the picture; each thing is built', () => {
  const base = renderFrame(two).gray;
  expect(renderFrame(moved(two, 'BEN', { pose: 'wave' })).gray).not.toEqual(base);
  expect(renderFrame(blocked(two, () => ({ light: { azimuth: 2, elevation: 0.6 } }))).gray).not.toEqual(base);
  for (const kind of PROP_KINDS) {
    const props = [{ id: 'a', kind, x: 0, z: -1, yaw: 0.4 }];
    expect(renderFrame(blocked(two, () => ({ props }))).gray, kind).not.toEqual(base);
  }
});

test('who was put nowhere does not stand in somebody or in a thing', () => {
  const figures = blockingOf(two).figures.filter(({ name }) => name === 'ANNA');
  const there = { ...must(figures[0]), x: 0.72, z: 0 };
  const props = [{ id: 't', kind: 'table' as const, x: 0.72, z: -0.9, yaw: 0 }];
  const [anna, ben] = composeScene({ ...two, blocking: { figures: [there], props } }).actors.map(({ at }) => [
    at.x,
    at.z,
  ]);
  expect(Math.hypot(must(anna)[0]! - must(ben)[0]!, must(anna)[1]! - must(ben)[1]!)).toBeGreaterThan(0.59);
  expect(Math.abs(must(ben)[0]! - 0.72) > 0.6 || Math.abs(must(ben)[1]! + 0.9) > 0.37).toBe(true);
});

test('the end of a move is boxed in the frame where it begins', () => {
  const camera = markOf(composeScene(two).framing.camera);
  const still = renderFrame(blocked(two, () => ({ camera }))).gray;
  const end = { ...camera, z: camera.z - 1.5, lens: 35 };
  const boxed = renderFrame(blocked(two, () => ({ camera, end }))).gray;
  expect(boxed.filter((value, i) => value !== still[i]).length).toBeGreaterThan(200);
  expect(readBlocking({ end }).end).toBeUndefined();
});

const newcomer = (name: string) => ({ name, look: lookOf(name, []), pose: 'stand', facing: 'partner' }) as const;

test('who is brought in is there and who is taken out is not, whoever the script has; the others keep their places', () => {
  const { figures } = blockingOf(two);
  const [first, second] = two.figures.map(({ name }) => name);
  const waiter = { ...must(figures[0]), name: 'WAITER', x: 0, z: -1, added: true } as const;
  const spec = withBlocking(
    two,
    { ...NOTHING_BLOCKED, figures: [...figures, waiter], absent: [must(first)] },
    newcomer,
  );
  expect(spec.figures.map(({ name }) => name)).toEqual([second, 'WAITER']);
  expect(spec.focus).toBe(0);
  expect(composeScene(spec).actors).toHaveLength(2);
  expect(blockingOf(spec).figures).toEqual([figures[1], waiter]);
  // What is said is read again as it was, and said again with the next change.
  expect(readBlocking(partsOf(blockingOf(spec)))).toEqual({ ...blockingOf(spec) });
  const crowd = Array.from({ length: 9 }, (_, i) => ({ ...waiter, name: `EXTRA ${String(i)}` }));
  expect(withBlocking(two, { ...NOTHING_BLOCKED, figures: crowd }, newcomer).figures).toHaveLength(4);
  const nobody = withBlocking(two, { ...NOTHING_BLOCKED, absent: [must(first), must(second)] }, newcomer);
  expect(composeScene(nobody).actors).toEqual([]);
});

test('marks of people who are not in a panel are no part of its spec', () => {
  const extra = { ...must(blockingOf(two).figures[0]), name: 'NOBODY' };
  expect(withBlocking(two, { ...NOTHING_BLOCKED, figures: [extra] }, newcomer)).toEqual(two);
  expect(withBlocking(two, { ...NOTHING_BLOCKED, set: 'forest' }, newcomer).set).toMatchObject({
    kind: 'forest',
    interior: false,
  });
});

test('what nobody can mean is passed over, and the rest is read', () => {
  const good = { x: 1, z: 2, yaw: 0.5, stance: 1 };
  const hostile: readonly unknown[] = [
    ...[null, 7, 'x', [], {}, { ...good, x: Number.NaN }, { ...good, z: 1e9 }, { ...good, yaw: '0' }],
    ...[{ ...good, stance: 4 }, { ...good, x: Infinity }, new Map()],
  ];
  for (const value of hostile) expect(readBlocking({ 'f:ANNA': value, 'p:a': value })).toEqual(NOTHING_BLOCKED);
  const odd = { ...good, pose: 'fly', gaze: 9, leftHand: [1, 2], rightHand: [0, Number.NaN, 0], more: 1 };
  expect(readBlocking({ 'f:ANNA': odd }).figures).toEqual([{ name: 'ANNA', ...good }]);
  expect(readBlocking({ 'f:': good, 'f:A\0B': good, 'f:\ud800': good, 'p:x': { ...good, kind: 'anvil' } })).toEqual(
    NOTHING_BLOCKED,
  );
  expect(readBlocking({ light: { azimuth: 1, elevation: 9 }, camera: { x: 0 }, set: 'moon' })).toEqual(NOTHING_BLOCKED);
});

test('ten thousand things are as many as a room holds, whatever the order they are named in', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `p:${String(i).padStart(5, '0')}`);
  const thing = { kind: 'chair', x: 0, z: 0, yaw: 0 };
  const read = (keys: readonly string[]) => readBlocking(Object.fromEntries(keys.map((key) => [key, thing])));
  expect(read(names).props).toHaveLength(24);
  expect(read(names.toReversed())).toEqual(read(names));
});

test('a camera on the other side of two who talk crosses their line, one on the same side does not', () => {
  const side = (z: number) => {
    const scene = composeScene(
      blocked(talk, () => ({ camera: { x: 0, y: 1.5, z, pan: z > 0 ? Math.PI : 0, tilt: 0, roll: 0 } })),
    );
    return { line: lineOfAction(scene.actors, talk.focus), camera: scene.framing.camera };
  };
  expect(crossesLine(side(3), side(2))).toBe(false);
  expect(crossesLine(side(3), side(-3))).toBe(true);
  expect(crossesLine(side(3), side(0))).toBe(false);
  expect(crossesLine({ ...side(3), line: null }, side(-3))).toBe(false);
});
