import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { textHash } from '#shared/lib/hash.ts';
import { pick, seededRng } from '#shared/lib/rng.ts';
import { ANGLES, LENSES, MOVEMENTS, SHOT_SIZES, type ShotSize } from '#shared/shots/index.ts';
import { block } from './blocking.ts';
import { project } from './camera.ts';
import { lookOf } from './cast-look.ts';
import { composeScene } from './compose-scene.ts';
import { headSpace } from './figure/head.ts';
import { frameShot } from './framing.ts';
import { vec } from './geometry/shapes.ts';
import { renderFrame } from './render-frame.ts';
import { POSES, RENDERER_VERSION, SET_KINDS, type PoseName, type PrevizSpec, type SetKind } from './spec.ts';
import { INTERIORS } from './kinds.ts';

const CAST = ['ANNA', 'BEN', 'CARLA', 'DMITRI', 'ELENA', 'FRANK', 'GRETA', 'HUGO', 'INES', 'JOSÉ', 'KARIN', 'LEO'];

type Wish = Partial<Omit<PrevizSpec, 'shot'>> & { shot?: Partial<PrevizSpec['shot']> };

function specOf(wish: Wish = {}, names = ['ANNA'], pose: PoseName = 'stand'): PrevizSpec {
  return {
    renderer: RENDERER_VERSION,
    aspectRatio: 16 / 9,
    width: 240,
    seed: 5,
    set: setOf('room'),
    figures: names.map((name) => ({ name, look: lookOf(name, CAST), pose, facing: 'partner' })),
    focus: 0,
    ...wish,
    shot: { size: 'MS', angle: 'eye', movement: 'static', lens: 35, ...wish.shot },
  };
}

function setOf(kind: SetKind, time: 'day' | 'night' | 'dusk' = 'day') {
  return { kind, interior: INTERIORS.has(kind), time };
}

/** Who stands where and what the camera sees, without building anything. */
function frame(spec: PrevizSpec) {
  const actors = block(spec, seededRng(spec.seed));
  return { actors, framing: frameShot(spec, actors) };
}

function mean(gray: Uint8Array): number {
  return gray.reduce((sum, value) => sum + value, 0) / gray.length;
}

test('the same spec gives the same bytes', () => {
  const spec = specOf({ set: setOf('bar', 'night') }, ['ANNA', 'BEN'], 'talk');
  expect(renderFrame(spec).gray).toEqual(renderFrame(structuredClone(spec)).gray);
});

test('a version of the renderer gives the bytes it always gave, on every Node', () => {
  const frames = [
    specOf({ set: setOf('bar', 'night') }, ['ANNA', 'BEN'], 'talk'),
    specOf({ set: setOf('forest', 'dusk'), shot: { size: 'LS', angle: 'high' } }, ['CARLA'], 'walk'),
    specOf({ set: setOf('street'), shot: { size: 'OTS', lens: 50 } }, ['HUGO', 'INES'], 'talk'),
  ];
  // Whoever changes these raises RENDERER_VERSION, and draws docs/previz.md anew.
  expect(frames.map((spec) => textHash([...renderFrame(spec).gray].join()))).toEqual([
    '10d3c639428726',
    '0cfc5110165d76',
    '0662a483362c64',
  ]);
});

test('another character, pose or set gives another picture', () => {
  const base = renderFrame(specOf()).gray;
  expect(renderFrame(specOf({}, ['BEN'])).gray).not.toEqual(base);
  expect(renderFrame(specOf({}, ['ANNA'], 'point')).gray).not.toEqual(base);
  expect(renderFrame(specOf({ set: setOf('forest') })).gray).not.toEqual(base);
});

test('a frame has the width asked for and the height of its aspect ratio', () => {
  for (const aspectRatio of [2.39, 1.85, 16 / 9, 4 / 3, 1, 9 / 16]) {
    const frame = renderFrame(specOf({ aspectRatio, width: 120 }));
    expect(frame.width).toBe(120);
    expect(frame.height).toBe(Math.round(120 / aspectRatio));
    expect(frame.gray).toHaveLength(frame.width * frame.height);
  }
});

test('night is darker than day in every set', () => {
  for (const kind of SET_KINDS) {
    const shot = { size: 'FS' as const };
    const day = mean(renderFrame(specOf({ set: setOf(kind), width: 160, shot })).gray);
    const night = mean(renderFrame(specOf({ set: setOf(kind, 'night'), width: 160, shot })).gray);
    expect(night, kind).toBeLessThan(day - 15);
  }
});

/** Least share of the frame's height that a standing head takes, by size. */
const HEAD_SHARE: Partial<Record<ShotSize, number>> = {
  ECU: 0.8,
  VCU: 0.6,
  CU: 0.5,
  MCU: 0.28,
  MS: 0.2,
  MLS: 0.14,
  FS: 0.09,
  LS: 0.05,
  EWS: 0.02,
  EST: 0.02,
};

test('every size and angle shows the head of the one the frame is about, large enough', () => {
  for (const size of SHOT_SIZES) {
    if (size === 'INSERT' || size === 'POV') continue;
    for (const angle of ANGLES)
      for (const people of [1, 2, 3, 4])
        for (const lens of [18, 35, 85]) {
          const spec = specOf({ shot: { size, angle, lens } }, CAST.slice(0, people), 'talk');
          const { framing, actors } = frame(spec);
          const space = headSpace(must(actors[framing.subject]).skeleton);
          const [chin, crown] = [0, 1].map((y) => project(framing.camera, vec(0, y, 0).applyMatrix4(space.matrix)));
          const face = project(framing.camera, vec(0, 0.5, 0.2).applyMatrix4(space.matrix));
          const label = `${size} ${angle} ${people} people ${lens} mm`;
          expect(face.depth, label).toBeGreaterThan(0);
          expect(Math.abs(face.x), label).toBeLessThan(0.95);
          expect(Math.abs(face.y), label).toBeLessThan(0.95);
          const share = Math.hypot((must(crown).x - must(chin).x) * spec.aspectRatio, must(crown).y - must(chin).y) / 2;
          if (angle === 'eye') expect(share, label).toBeGreaterThan(HEAD_SHARE[size] ?? 0.1);
        }
  }
});

test('sizes from extreme close-up to extreme wide show the figure ever smaller', () => {
  const distances = (['ECU', 'VCU', 'CU', 'MCU', 'MS', 'MLS', 'FS', 'LS', 'EWS'] as const).map(
    (size) => frame(specOf({ shot: { size } })).framing.distance,
  );
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
});

test('over the shoulder shows the listener at the edge, nearer than the one who speaks', () => {
  for (const focus of [0, 1]) {
    const { framing, actors } = frame(specOf({ shot: { size: 'OTS' }, focus }, ['ANNA', 'BEN'], 'talk'));
    const at = (i: number) =>
      project(framing.camera, vec(0, 0.5, 0).applyMatrix4(headSpace(must(actors[i]).skeleton).matrix));
    expect(framing.hidden.size).toBe(0);
    expect(at(1 - focus).depth).toBeLessThan(at(focus).depth);
    expect(Math.abs(at(1 - focus).x)).toBeGreaterThan(0.35);
    expect(Math.sign(at(0).x - at(1).x)).toBe(-1);
  }
});

test('over a left shoulder the listener stands at the right of the frame, over a right one at the left', () => {
  for (const focus of [0, 1])
    for (const size of ['OTS_L', 'OTS_R'] as const) {
      const { framing, actors } = frame(specOf({ shot: { size }, focus }, ['ANNA', 'BEN'], 'talk'));
      const listener = must(actors[1 - focus]);
      const at = project(framing.camera, vec(0, 0.5, 0).applyMatrix4(headSpace(listener.skeleton).matrix));
      expect(Math.sign(at.x), `${size} on ${focus}`).toBe(size === 'OTS_L' ? 1 : -1);
      expect(Math.abs(at.x)).toBeGreaterThan(0.35);
    }
});

test('two people keep their sides of the frame in every size, so that the line is never crossed', () => {
  for (const size of ['MS', 'MLS', 'FS', 'LS', 'EWS', '2S'] as const)
    for (const focus of [0, 1]) {
      const { framing, actors } = frame(specOf({ shot: { size }, focus }, ['ANNA', 'BEN'], 'talk'));
      const [a, b] = actors.map((actor) => project(framing.camera, actor.skeleton.chin).x);
      expect(must(a), `${size} on ${focus}`).toBeLessThan(must(b));
    }
});

test('any spec renders: no pixel is left out and nothing is not a number', { timeout: 30_000 }, () => {
  const seed = 20_261_121;
  console.info(`seed ${seed}`);
  const rng = seededRng(seed);
  for (let i = 0; i < 60; i++) {
    const people = Math.floor(rng.next() * 5);
    const names = CAST.slice(0, people);
    const spec = specOf(
      {
        width: 128,
        seed: Math.floor(rng.next() * 1e6),
        aspectRatio: pick(rng, [2.39, 16 / 9, 4 / 3, 1, 9 / 16]),
        set: setOf(pick(rng, SET_KINDS), pick(rng, ['day', 'night', 'dusk'])),
        focus: people === 0 ? 0 : Math.floor(rng.next() * people),
        shot: {
          size: pick(rng, SHOT_SIZES),
          angle: pick(rng, ANGLES),
          movement: pick(rng, MOVEMENTS),
          lens: pick(rng, LENSES),
        },
      },
      names,
      pick(rng, POSES),
    );
    const label = JSON.stringify({ ...spec, figures: spec.figures.map(({ pose }) => pose) });
    const scene = composeScene(spec);
    expect(scene.model.positions.every(Number.isFinite), label).toBe(true);
    expect(scene.model.normals.every(Number.isFinite), label).toBe(true);
    const { gray } = renderFrame(spec);
    expect(new Set(gray).size, label).toBeGreaterThan(12);
  }
});
