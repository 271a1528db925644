import { box, cylinder, fan, quad, stroke, vec } from '../geometry/shapes.ts';
import type { SetKind } from '../spec.ts';
import { buildLighthouse, buildWater } from './water.ts';
import { buildBridge, buildPier } from './deck.ts';
import { crate, door, opening, table } from './furniture.ts';
import { ground, horizon, marks } from './land.ts';
import { bush, rock, tree } from './nature.ts';
import { car } from './vehicles.ts';
import { line, piece, put, type Piece, type Stage } from './stage.ts';

export function buildExterior(stage: Stage): void {
  (DRESSING[stage.set.kind] ?? street)(stage);
}

type Dressing = (stage: Stage) => void;

const isNight = (stage: Stage) => stage.set.time === 'night';

function facade(p: Piece, jitter: () => number, night: boolean, width: number, height: number, shop: boolean): void {
  box(p.pen(0.92 + jitter() * 0.08, { unshadowing: true }), 0, height / 2, -3, width, height, 6);
  const out = vec(0, 0, 1);
  const storey = 3.1;
  for (let y = shop ? storey + 0.3 : 0.2; y + 2.3 < height; y += storey) {
    for (let x = -width / 2 + 1; x < width / 2 - 0.6; x += 1.75) {
      const lit = night && jitter() < 0.3;
      fan(p.pen(0.8), opening(1.05, 1.65, false, y + 0.7, 0.012), out);
      fan(
        p.pen(lit ? 1 : 0.42, lit ? { glow: true } : {}),
        shifted(opening(0.85, 1.45, false, y + 0.8, 0.025), x),
        out,
      );
      quad(
        p.pen(0.8),
        [
          vec(x - 0.55, y + 0.68, 0.1),
          vec(x + 0.55, y + 0.68, 0.1),
          vec(x + 0.55, y + 0.75, 0.1),
          vec(x - 0.55, y + 0.75, 0.1),
        ],
        out,
      );
    }
  }
  if (shop) {
    fan(
      p.pen(night ? 0.95 : 0.55, night ? { glow: true } : {}),
      shifted(opening(width * 0.5, 1.8, false, 0.6, 0.03), -width * 0.16),
      out,
    );
    box(p.pen(0.5), 0, 2.85, 0.12, width - 0.4, 0.5, 0.24);
  }
  line(p, vec(-width / 2, height - 0.35, 0.03), vec(width / 2, height - 0.35, 0.03), out, 0.05, 0.5);
  for (let i = 0; i < width * 2; i++) {
    const [x, y] = [(jitter() - 0.5) * width * 0.94, 0.4 + jitter() * (height - 0.8)];
    line(p, vec(x, y, 0.02), vec(x + 0.28, y, 0.02), out, 0.014, 0.22);
  }
}

function shifted(points: ReturnType<typeof opening>, x: number): ReturnType<typeof opening> {
  return points.map((p) => p.setX(p.x + x));
}

/** A row of houses along a line, fronts towards `yaw`. */
function row(stage: Stage, x: number, z: number, yaw: number, count: number, heights: number): void {
  const along = vec(Math.cos(yaw), 0, -Math.sin(yaw));
  let s = -count * 3.4;
  for (let i = 0; i < count; i++) {
    const width = 5.5 + stage.rng.next() * 3;
    const height = heights * (0.75 + stage.rng.next() * 0.6);
    s += width / 2;
    put(
      stage,
      { x: x + along.x * s, z: z + along.z * s, yaw, radius: 0, top: 0 },
      (p, jitter, matrix) => {
        facade(p, jitter, isNight(stage), width, height, jitter() < 0.5);
        const entrance = matrix.clone();
        door(
          piece(
            stage,
            'set',
            entrance.setPosition(
              matrix.elements[12] + along.x * width * 0.33,
              0,
              matrix.elements[14] + along.z * width * 0.33,
            ),
          ),
          1,
          2.2,
        );
      },
      'set',
    );
    s += width / 2 + 0.05;
  }
}

function streetLamp(stage: Stage, x: number, z: number): void {
  const night = isNight(stage);
  const there = put(stage, { x, z, radius: 0.1, top: 4 }, (p) => {
    const pen = p.pen(0.35);
    cylinder(pen, 0, 0, 0, 0.11, 0.5, 0.07);
    cylinder(pen, 0, 0.5, 0, 0.05, 3.3, 0.04);
    box(pen, 0.3, 3.8, 0, 0.65, 0.05, 0.05);
    box(p.pen(night ? 1 : 0.7, night ? { glow: true } : {}), 0.6, 3.74, 0, 0.34, 0.1, 0.18);
  });
  if (there && night) stage.lamps.push({ at: vec(x + 0.6, 3.4, z + 0.3), strength: 0.95, reach: 2.6 });
}

const street: Dressing = (stage) => {
  ground(stage, 0.95);
  const kerb = piece(stage, 'set');
  box(kerb.pen(0.99), 0, 0.05, -4.4, 60, 0.1, 3.6);
  row(stage, 0, -6.2, 0, 5, 9);
  row(stage, -15, 6, Math.PI / 2, 4, 9);
  row(stage, 15, 6, -Math.PI / 2, 4, 9);
  for (const x of [-7.2, -2.2, 3.1, 8.3]) streetLamp(stage, x, -2.9);
  put(stage, { x: 3.9, z: -1.75, yaw: Math.PI / 2, radius: 1.6, top: 1.4 }, (p) =>
    car(p, { tone: 0.78, glazed: true }),
  );
  put(stage, { x: -5, z: -1.75, yaw: -Math.PI / 2, radius: 1.6, top: 1.4 }, (p) => car(p, { tone: 0.5, glazed: true }));
  put(stage, { x: 1.4, z: -3.4, radius: 0.3, top: 1 }, (p) => cylinder(p.pen(0.55), 0, 0.1, 0, 0.24, 0.85, 0.27));
  put(stage, { x: -5.8, z: -3.3, radius: 0.4, top: 5 }, (p, jitter) => tree(p, jitter, 5.2, 'leaf'));
  const road = piece(stage, 'far');
  for (let x = -20; x < 20; x += 2.4) line(road, vec(x, 0.006, 2.2), vec(x + 1.2, 0.006, 2.2), vec(0, 1, 0), 0.1, 0.22);
};

const alley: Dressing = (stage) => {
  ground(stage, 0.92);
  for (const k of [-1, 1]) row(stage, k * Math.max(2.4, stage.span * 0.42), -2, (-k * Math.PI) / 2, 4, 10);
  row(stage, 0, -11, 0, 2, 8);
  put(stage, { x: -1.7, z: -1.6, radius: 0.5, top: 1.1 }, (p) => {
    box(p.pen(0.45), 0, 0.55, 0, 0.9, 1.1, 1.5);
    box(p.pen(0.4), 0, 1.12, 0.05, 0.95, 0.06, 1.55);
  });
  for (const [x, z, s] of [
    [1.6, -1.2, 0.55],
    [1.75, -2, 0.7],
    [-1.8, -4, 0.6],
  ] as const)
    put(stage, { x, z, yaw: z, radius: s / 2, top: s }, (p) => crate(p, s));
  streetLamp(stage, -1.9, -3.2);
};

function woods(stage: Stage, kind: 'leaf' | 'pine' | 'bare'): void {
  ground(stage, 0.97);
  horizon(stage, 46, 9, 0.5, 0.9);
  const jitter = () => stage.rng.next();
  for (let i = 0; i < 58; i++) {
    const a = i * 2.39996 + jitter() * 0.5;
    const d = 3 + Math.sqrt(i / 58) * 24;
    put(
      stage,
      { x: Math.sin(a) * d, z: Math.cos(a) * d, yaw: a, radius: 0.4, top: 5 },
      (p, jitter) => tree(p, jitter, 5.5 + jitter() * 5, kind),
      d > 13 ? 'far' : d > 7 ? 'set' : 'prop',
    );
  }
  for (let i = 0; i < 12; i++) {
    const a = i * 1.7 + jitter();
    const d = 2.4 + jitter() * 7;
    put(
      stage,
      { x: Math.sin(a) * d, z: Math.cos(a) * d, radius: 0.4, top: 0.6 },
      (p, jitter) => bush(p, jitter, 0.5 + jitter() * 0.6),
      'set',
    );
  }
  marks(stage, 90, 1.5, 26, 'grass');
}

const field: Dressing = (stage) => {
  ground(stage, 0.98);
  horizon(stage, 80, 9, 0.12, 0.9);
  put(stage, { x: -5.5, z: -9, radius: 0.5, top: 6 }, (p, jitter) => tree(p, jitter, 6.5, 'leaf'), 'set');
  put(stage, { x: 16, z: -22, radius: 0.5, top: 6 }, (p, jitter) => tree(p, jitter, 7, 'leaf'), 'far');
  for (let i = -9; i < 10; i++)
    put(
      stage,
      { x: i * 2.2, z: -5.2, radius: 0.1, top: 1.1 },
      (p) => {
        const pen = p.pen(0.6);
        box(pen, 0, 0.55, 0, 0.1, 1.1, 0.1);
        box(pen, 1.1, 0.9, 0.02, 2.2, 0.09, 0.04);
        box(pen, 1.1, 0.5, 0.02, 2.2, 0.09, 0.04);
      },
      'set',
    );
  marks(stage, 240, 1.5, 40, 'grass');
};

const garden: Dressing = (stage) => {
  field(stage);
  for (const x of [-4.2, -2.4, 2.2, 3.9, 5.6])
    put(stage, { x, z: -3.6, radius: 0.5, top: 0.9 }, (p, jitter) => bush(p, jitter, 1 + jitter() * 0.5), 'set');
  put(stage, { x: 3.6, z: -5.8, radius: 0.5, top: 6 }, (p, jitter) => tree(p, jitter, 5, 'leaf'), 'set');
  put(stage, { x: 1.1, z: -1.8, radius: 0.6, top: 0.9 }, (p) => {
    table(p, 1.6, 0.42, 0.45);
    box(p.pen(0.8), 0, 0.75, -0.2, 1.6, 0.3, 0.05);
  });
};

const beach: Dressing = (stage) => {
  ground(stage, 1);
  const sea = piece(stage, 'set');
  quad(
    sea.pen(0.8, { unshadowing: true }),
    [vec(-120, 0.015, -120), vec(120, 0.015, -120), vec(120, 0.015, -7), vec(-120, 0.015, -6)],
    vec(0, 1, 0),
  );
  const foam = sea.pen(0.1, { ink: 0.45, unshadowing: true });
  for (const [z, w] of [
    [-7.2, 0.1],
    [-8.6, 0.06],
    [-11, 0.06],
    [-15, 0.05],
    [-22, 0.06],
  ] as const)
    for (let k = -6; k < 6; k++) {
      const x = k * 6 + stage.rng.next() * 4;
      stroke(
        foam,
        [0, 1, 2, 3].map((i) => vec(x + i * 1.3, 0.03, z + Math.sin(i * 2 + k) * 0.25)),
        [0.01, w, w, 0.01],
        vec(0, 1, 0),
      );
    }
  for (const [x, z, s] of [
    [-4.4, -5.2, 1.3],
    [-5.8, -5.9, 2],
    [5.2, -6.4, 1.1],
  ] as const)
    put(stage, { x, z, radius: s / 2, top: s / 2 }, (p, jitter) => rock(p, jitter, s), 'set');
  marks(stage, 60, 1.5, 16, 'pebble');
};

const desert: Dressing = (stage) => {
  ground(stage, 1);
  horizon(stage, 70, 10, 0.35, 0.88);
  const jitter = () => stage.rng.next();
  for (let i = 0; i < 10; i++) {
    const a = i * 2.4 + jitter();
    const d = 4 + jitter() * 14;
    put(
      stage,
      { x: Math.sin(a) * d, z: Math.cos(a) * d, radius: 0.5, top: 0.6 },
      (p, jitter) => rock(p, jitter, 0.4 + jitter()),
      'set',
    );
  }
  marks(stage, 90, 1.5, 30, 'pebble');
};

const rooftop: Dressing = (stage) => {
  const deck = piece(stage, 'set');
  quad(
    deck.pen(0.96, { unshadowing: true }),
    [vec(-14, 0, -4.2), vec(14, 0, -4.2), vec(14, 0, 16), vec(-14, 0, 16)],
    vec(0, 1, 0),
  );
  box(piece(stage, 'prop').pen(0.84), 0, 0.5, -4.3, 28, 1, 0.3);
  for (let i = 0; i < 46; i++) {
    const a = Math.PI + (i / 46 - 0.5) * Math.PI * 1.9;
    const d = 26 + stage.rng.next() * 26;
    const [w, h] = [5 + stage.rng.next() * 5, -6 + stage.rng.next() * 18];
    const tower = piece(stage, 'far', null);
    const [x, z] = [Math.sin(a) * d, Math.cos(a) * d];
    box(tower.pen(0.84 + stage.rng.next() * 0.1, { unshadowing: true }), x, h - 30, z, w, 60, w);
    for (let y = h - 2; y > h - 22; y -= 2.6)
      line(tower, vec(x - w * 0.42, y, z + w / 2 + 0.1), vec(x + w * 0.42, y, z + w / 2 + 0.1), vec(0, 0, 1), 0.1, 0.3);
    if (isNight(stage))
      for (let k = 0; k < 7; k++)
        box(
          tower.pen(1, { glow: true }),
          x + (stage.rng.next() - 0.5) * w * 0.8,
          h - 1 - stage.rng.next() * 8,
          z + w / 2 + 0.05,
          0.5,
          0.7,
          0.05,
        );
  }
  put(stage, { x: -2.6, z: -2.9, radius: 0.7, top: 1.3 }, (p) => {
    box(p.pen(0.72), 0, 0.65, 0, 1.5, 1.1, 1);
    cylinder(p.pen(0.5), 0, 1.2, 0, 0.36, 0.12);
  });
  put(
    stage,
    { x: 4.4, z: -2.6, radius: 0.8, top: 3.4 },
    (p) => {
      for (const x of [-0.6, 0.6]) for (const z of [-0.6, 0.6]) box(p.pen(0.5), x, 0.7, z, 0.1, 1.4, 0.1);
      cylinder(p.pen(0.66), 0, 1.4, 0, 0.95, 1.7);
      cylinder(p.pen(0.5), 0, 3.1, 0, 1, 0.6, 0.05);
    },
    'set',
  );
  if (isNight(stage)) stage.lamps.push({ at: vec(-1.6, 2.6, 1), strength: 0.5, reach: 2.6 });
};

const DRESSING: Partial<Record<SetKind, Dressing>> = {
  street,
  alley,
  forest: (stage) => woods(stage, stage.rng.next() < 0.5 ? 'pine' : 'bare'),
  field,
  garden,
  beach,
  desert,
  rooftop,
  water: buildWater,
  lighthouse: buildLighthouse,
  bridge: buildBridge,
  pier: buildPier,
};
