import { Quaternion } from 'three';
import { lookAlong, type Camera } from './camera.ts';
import { addHand } from './figure/limbs.ts';
import type { Arm } from './figure/skeleton.ts';
import { newObject, penFor, type Model } from './geometry/model.ts';
import { box, cylinder, ellipse, ellipsoid, fan, quad, stroke, tube, vec } from './geometry/shapes.ts';
import { piece, type Piece } from './set/stage.ts';
import type { Stage } from './set/stage.ts';
import type { Look, PrevizSpec, PropName } from './spec.ts';

/** Metres across the frame, by prop. */
const SPAN: Readonly<Record<PropName, number>> = {
  phone: 0.42,
  letter: 0.5,
  gun: 0.5,
  cup: 0.44,
  glass: 0.42,
  key: 0.34,
  book: 0.52,
  photo: 0.42,
  knife: 0.5,
  watch: 0.36,
  bag: 0.9,
  box: 0.7,
  hand: 0.44,
};

/** An insert: a thing on a table top, close, with the hand of the one it belongs to. */
export function frameInsert(spec: PrevizSpec): { camera: Camera; distance: number } {
  const span = SPAN[spec.prop ?? 'hand'] * Math.min(1, Math.max(0.7, spec.aspectRatio / 1.78));
  const tanX = 0.0249 / 2 / (spec.shot.lens / 1000);
  const distance = span / 2 / tanX;
  const pitch = { eye: 0.72, high: 0.95, low: 0.28, birds_eye: 1.45, worms_eye: 0.12, dutch: 0.72 }[spec.shot.angle];
  const middle = vec(0.01, 0.03, 0.005);
  const back = vec(0.12, Math.sin(pitch), Math.cos(pitch)).normalize();
  const eye = middle.clone().addScaledVector(back, distance);
  return {
    camera: lookAlong(eye, back.negate(), spec.shot.angle === 'dutch' ? 0.22 : 0.03, spec.shot.lens, spec.aspectRatio),
    distance,
  };
}

export function buildInsert(stage: Stage, prop: PropName, look: Look | null): void {
  const top = piece(stage, 'set');
  quad(
    top.pen(0.9, { unshadowing: true }),
    [vec(-2, 0, -1.2), vec(2, 0, -1.2), vec(2, 0, 2), vec(-2, 0, 2)],
    vec(0, 1, 0),
  );
  const grain = piece(stage, 'far').pen(0.2, { ink: 0.3, unshadowing: true });
  for (let i = 0; i < 26; i++) {
    const [x, z] = [(stage.rng.next() - 0.5) * 1.4, (stage.rng.next() - 0.5) * 0.9];
    stroke(
      grain,
      [vec(x, 0.001, z), vec(x + 0.1 + stage.rng.next() * 0.2, 0.001, z + 0.004)],
      [0.0012, 0.0006],
      vec(0, 1, 0),
    );
  }
  DRAW[prop](piece(stage, 'figure'));
  if (look && stage.set.time === 'night') stage.lamps.push({ at: vec(-0.3, 0.5, 0.1), strength: 0.8, reach: 0.6 });
  if (look) addForearm(stage.model, look, prop);
}

/** Comes in from the lower right and holds, or points at, the thing. */
function addForearm(model: Model, look: Look, prop: PropName): void {
  const h = look.height;
  const holding = prop === 'cup' || prop === 'glass' || prop === 'gun' || prop === 'phone';
  const tip = prop === 'hand' ? vec(-0.02, 0.04, 0.02) : holding ? vec(0.05, 0.05, 0.035) : vec(0.085, 0.032, 0.065);
  const elbow = vec(0.34, 0.1, 0.36);
  const along = tip.clone().sub(elbow).normalize();
  const arm: Arm = { side: -1, shoulder: elbow, elbow, wrist: tip.clone().addScaledVector(along, -0.085 * h) };
  const object = newObject(model);
  const skin = penFor(model, { object, tone: look.skinTone, layer: 'figure' });
  addHand(skin, arm, h, holding ? 'grip' : prop === 'hand' ? 'relaxed' : 'point', vec(-0.45, -1, 0), true);
  const sleeve = penFor(model, { object, tone: look.tone, layer: 'figure' });
  const cuff = arm.wrist.clone().addScaledVector(along, -0.02);
  tube(
    skin,
    [arm.wrist.clone().addScaledVector(along, 0.01), cuff.clone().addScaledVector(along, -0.06)].map((at) => ({
      at,
      radius: 0.0135 * h,
    })),
  );
  tube(
    sleeve,
    [0, 0.02, 0.3, 0.6].map((d, i) => ({
      at: cuff.clone().addScaledVector(along, -d),
      radius: (0.02 + i * 0.004) * h,
    })),
  );
}

const up = vec(0, 1, 0);

function sheetOf(p: Piece, width: number, depth: number, tone: number, turn: number, y = 0.002) {
  const spin = new Quaternion().setFromAxisAngle(up, turn);
  const at = (x: number, z: number) => vec(x, y, z).applyQuaternion(spin);
  const [a, b] = [width / 2, depth / 2];
  quad(p.pen(tone), [at(-a, -b), at(a, -b), at(a, b), at(-a, b)], up);
  return (from: [number, number], to: [number, number], width2 = 0.0016, dark = 0.75) =>
    stroke(
      p.pen(0.1, { ink: dark, unshadowing: true }),
      [at(...from), at(...to)].map((v) => v.setY(y + 0.0008)),
      [width2, width2 * 0.7],
      up,
    );
}

const DRAW: Readonly<Record<PropName, (p: Piece) => void>> = {
  hand: () => undefined,
  letter: (p) => {
    const write = sheetOf(p, 0.15, 0.21, 0.99, 0.25);
    for (let i = 0; i < 9; i++) write([-0.055, -0.07 + i * 0.017], [0.055 - (i % 3) * 0.018, -0.07 + i * 0.017]);
  },
  photo: (p) => {
    sheetOf(p, 0.13, 0.16, 0.99, -0.2);
    const draw = sheetOf(p, 0.11, 0.11, 0.7, -0.2, 0.004);
    const spin = new Quaternion().setFromAxisAngle(up, -0.2);
    for (const x of [-0.02, 0.022]) {
      fan(
        p.pen(0.95),
        ellipse(vec(x, 0.006, -0.015).applyQuaternion(spin), vec(1, 0, 0), vec(0, 0, 1), 0.012, 0.015, 14),
        up,
      );
      fan(
        p.pen(0.35),
        ellipse(vec(x, 0.005, 0.022).applyQuaternion(spin), vec(1, 0, 0), vec(0, 0, 1), 0.02, 0.024, 14),
        up,
      );
    }
    draw([-0.055, 0.045], [0.055, 0.045]);
  },
  phone: (p) => {
    box(p.pen(0.25), 0, 0.006, 0, 0.075, 0.012, 0.15);
    box(p.pen(0.97), 0, 0.013, 0, 0.066, 0.002, 0.132);
    for (let i = 0; i < 5; i++)
      stroke(
        p.pen(0.1, { ink: 0.7 }),
        [vec(-0.024, 0.0146, -0.045 + i * 0.016), vec(0.02 - (i % 2) * 0.014, 0.0146, -0.045 + i * 0.016)],
        [0.004, 0.004],
        up,
      );
  },
  book: (p) => {
    const write = sheetOf(p, 0.28, 0.2, 0.98, 0.1, 0.016);
    box(p.pen(0.4), 0, 0.007, 0, 0.29, 0.013, 0.21);
    write([0, -0.098], [0, 0.098], 0.003);
    for (let i = 0; i < 8; i++)
      for (const k of [-1, 1]) write([k * 0.02, -0.07 + i * 0.018], [k * 0.115, -0.07 + i * 0.018]);
  },
  key: (p) => {
    const pen = p.pen(0.45);
    const ring = Array.from({ length: 15 }, (_, i) => ({
      at: vec(-0.035 + Math.cos((i / 14) * 6.283) * 0.017, 0.005, Math.sin((i / 14) * 6.283) * 0.017),
      radius: 0.0042,
    }));
    tube(pen, ring, 8, up);
    tube(
      pen,
      [vec(-0.018, 0.005, 0), vec(0.05, 0.005, 0)].map((at) => ({ at, radius: 0.0042 })),
      8,
    );
    for (const x of [0.036, 0.047]) box(pen, x, 0.005, 0.009, 0.006, 0.005, 0.016);
  },
  cup: (p) => {
    const pen = p.pen(0.97);
    cylinder(pen, 0, 0, 0, 0.075, 0.008, 0.08);
    cylinder(pen, 0, 0.008, 0, 0.03, 0.075, 0.046);
    fan(p.pen(0.3), ellipse(vec(0, 0.084, 0), vec(1, 0, 0), vec(0, 0, 1), 0.04, 0.04, 18), up);
    tube(
      pen,
      Array.from({ length: 9 }, (_, i) => ({
        at: vec(-0.042 - Math.sin((i / 8) * 3.14) * 0.025, 0.025 + (i / 8) * 0.042, 0),
        radius: 0.005,
      })),
      7,
    );
  },
  glass: (p) => {
    cylinder(p.pen(0.93), 0, 0, 0, 0.034, 0.1, 0.042);
    fan(p.pen(0.55), ellipse(vec(0, 0.101, 0), vec(1, 0, 0), vec(0, 0, 1), 0.038, 0.038, 18), up);
    box(p.pen(0.98), 0.008, 0.1, 0.004, 0.022, 0.014, 0.022);
  },
  knife: (p) => {
    box(p.pen(0.3), 0.06, 0.01, 0, 0.11, 0.018, 0.024);
    fan(
      p.pen(0.95),
      [vec(0.005, 0.012, -0.014), vec(-0.15, 0.012, -0.01), vec(-0.18, 0.012, 0.012), vec(0.005, 0.012, 0.016)],
      up,
    );
  },
  gun: (p) => {
    const pen = p.pen(0.32);
    box(pen, -0.06, 0.014, -0.03, 0.19, 0.026, 0.034);
    box(pen, 0.02, 0.013, 0.03, 0.045, 0.025, 0.1);
    tube(
      pen,
      Array.from({ length: 7 }, (_, i) => ({
        at: vec(
          -0.03 - Math.sin((i / 6) * 3.14) * 0.006 + (i / 6) * 0.03,
          0.013,
          -0.012 + Math.sin((i / 6) * 3.14) * 0.03,
        ),
        radius: 0.004,
      })),
      6,
    );
  },
  watch: (p) => {
    fan(p.pen(0.45), ellipse(vec(0, 0.01, 0), vec(1, 0, 0), vec(0, 0, 1), 0.04, 0.04, 24), up);
    fan(p.pen(0.99), ellipse(vec(0, 0.012, 0), vec(1, 0, 0), vec(0, 0, 1), 0.034, 0.034, 24), up);
    const hand = p.pen(0.1, { ink: 0.9 });
    stroke(hand, [vec(0, 0.014, 0), vec(0.012, 0.014, -0.016)], [0.004, 0.003], up);
    stroke(hand, [vec(0, 0.014, 0), vec(-0.006, 0.014, -0.028)], [0.003, 0.002], up);
    for (const k of [-1, 1]) box(p.pen(0.4), k * 0.002, 0.005, k * 0.08, 0.036, 0.008, 0.085);
  },
  bag: (p) => {
    box(p.pen(0.45), 0, 0.13, -0.08, 0.4, 0.26, 0.16);
    box(p.pen(0.4), 0, 0.2, 0.002, 0.41, 0.012, 0.012);
    tube(
      p.pen(0.35),
      Array.from({ length: 9 }, (_, i) => ({
        at: vec(-0.08 + i * 0.02, 0.26 + Math.sin((i / 8) * 3.14) * 0.07, -0.08),
        radius: 0.009,
      })),
      8,
      vec(0, 0, 1),
    );
  },
  box: (p) => {
    box(p.pen(0.8), 0, 0.07, -0.05, 0.26, 0.14, 0.2);
    stroke(p.pen(0.1, { ink: 0.5 }), [vec(0, 0.141, -0.15), vec(0, 0.141, 0.05)], [0.03, 0.03], up);
    ellipsoid(p.pen(0.6), vec(0, 0.145, -0.05), vec(0.03, 0.012, 0.02), 10, 6);
  },
};
