import type { Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import type { Pen } from '../geometry/model.ts';
import { ellipsoid, loft, quad, stroke, vec } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import { facePoint, headPoint, headSection } from './head.ts';
import { smooth } from './torso.ts';

/** Hair of any length: a shell over the skull down to a hairline that depends on the angle. */
export interface HairCut {
  /** Volume over the skull at the crown and at the sides, in head heights. */
  readonly crown: number;
  readonly sides: number;
  /** Levels where the hair ends: over the forehead, before the ear, behind the ear, at the nape. */
  readonly ends: readonly [number, number, number, number];
  /** How much wider the hanging hair gets below the ears. */
  readonly flare?: number;
  readonly waves?: number;
  /** Unevenness of the ends. */
  readonly locks?: number;
  readonly knot?: 'bun' | 'tail';
}

const CUTS: Readonly<Record<Exclude<Look['hair'], 'bald'>, HairCut>> = {
  crop: { crown: 0.02, sides: 0.014, ends: [0.83, 0.6, 0.42, 0.26], locks: 0.006 },
  short: { crown: 0.065, sides: 0.03, ends: [0.8, 0.5, 0.36, 0.17] },
  parted: { crown: 0.09, sides: 0.045, ends: [0.77, 0.47, 0.33, 0.12] },
  curly: { crown: 0.19, sides: 0.16, ends: [0.76, 0.46, 0.26, 0.06], waves: 0.035 },
  bob: { crown: 0.09, sides: 0.085, ends: [0.75, 0.06, 0.04, 0.02], flare: 0.14, locks: 0.03 },
  long: { crown: 0.085, sides: 0.09, ends: [0.81, -0.42, -0.62, -0.75], flare: 0.05, waves: 0.012, locks: 0.05 },
  ponytail: { crown: 0.04, sides: 0.025, ends: [0.82, 0.52, 0.4, 0.24], knot: 'tail' },
  bun: { crown: 0.045, sides: 0.03, ends: [0.81, 0.53, 0.4, 0.24], knot: 'bun' },
};

export function addHair(hair: Pen, strands: Pen, look: Look, hatted: boolean, pixel: number): void {
  if (look.hair === 'bald') {
    if (look.age === 'old' && !hatted) fringe(hair);
    return;
  }
  const cut = CUTS[look.hair];
  const volume = hatted ? 0.35 : 1;
  const columns = 52;
  const rows = 12;
  const top = 1 + cut.crown * volume;
  const at = (column: number, row: number, lift = 0): Vector3 => {
    const angle = (column / columns) * Math.PI * 2;
    const lock = (cut.locks ?? 0.014) * Math.sin(column * 2.6) * Math.cos(column * 0.9);
    const end = hairEnd(cut, angle, look.hair === 'parted') + lock;
    const level = end + (top - end) * Math.cos((row / rows) * (Math.PI / 2)) ** 0.9;
    // The shell is the skull from the ears up, stretched to the hair's own height.
    const { width, front, back } = headSection(level < 0.5 ? 0.5 : 0.5 + ((level - 0.5) * 0.5) / (top - 0.5));
    const rise = smooth((level - 0.5) / (top - 0.5));
    const drop = Math.max(0, 0.5 - level);
    const wave = (cut.waves ?? 0) * (Math.sin(column * 2.1 + level * 13) + Math.sin(column * 1.3 - level * 17));
    const ease = (cut.sides * (1 - 0.55 * rise) + wave) * volume + (cut.flare ?? 0) * Math.sqrt(drop) * 0.7 + lift;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    const x = Math.sign(s) * Math.abs(s) ** 0.92 * (width + ease);
    const z = c > 0 ? c ** 0.8 * (front + ease) : -(Math.abs(c) ** 0.92) * (back + ease);
    return vec(x, level, z - drop * 0.06);
  };
  const rings = Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns }, (__, column) => at(column, row)),
  );
  loft(hair, rings, 'none');
  if (cut.knot === 'bun') ellipsoid(hair, vec(0, 0.8, -0.52), vec(0.17, 0.16, 0.15));
  if (cut.knot === 'tail') ponytail(hair);
  if (pixel < 0.06) {
    for (let column = 1; column < columns; column += 3) {
      const path = Array.from({ length: 7 }, (_, i) =>
        at(column + Math.sin(column) * 0.6, 2.5 + i * 1.45 + Math.sin(column * 3) * 0.6, 0.006),
      );
      const out = must(path[3])
        .clone()
        .sub(vec(0, 0.5, 0))
        .normalize();
      stroke(
        strands,
        path,
        [0.003, 0.011, 0.015, 0.013, 0.01, 0.007, 0.003].map((w) => Math.max(w, pixel * 0.7)),
        out,
      );
    }
  }
}

function hairEnd(cut: HairCut, angle: number, parted: boolean): number {
  const turn = Math.abs(angle > Math.PI ? angle - Math.PI * 2 : angle) / (Math.PI / 180);
  const signed = angle > Math.PI ? angle - Math.PI * 2 : angle;
  const [forehead, temple, ear, nape] = cut.ends;
  const sweep = parted ? -0.05 * Math.sin(signed * 1.4) : 0;
  if (turn < 48) return forehead + sweep - 0.03 * (turn / 48) ** 2;
  if (turn < 78)
    return forehead - 0.03 + (temple - forehead + 0.03) * smooth((turn - 48) / 30) + sweep * (1 - (turn - 48) / 30);
  if (turn < 115) return temple + (ear - temple) * smooth((turn - 78) / 37);
  return ear + (nape - ear) * smooth((turn - 115) / 50);
}

function ponytail(hair: Pen): void {
  const nodes = [
    [0.82, -0.44, 0.06],
    [0.84, -0.56, 0.1],
    [0.66, -0.68, 0.13],
    [0.35, -0.68, 0.12],
    [0.05, -0.62, 0.09],
    [-0.15, -0.6, 0.025],
  ] as const;
  const rings = nodes.map(([y, z, r]) =>
    Array.from({ length: 12 }, (_, j) => {
      const a = (j / 12) * Math.PI * 2;
      return vec(Math.cos(a) * r, y + (y > 0.7 ? Math.sin(a) * r : 0), z + Math.sin(a) * r * 0.8);
    }),
  );
  loft(hair, rings);
}

function fringe(hair: Pen): void {
  const ring = (level: number, ease: number) =>
    Array.from({ length: 15 }, (_, j) => headPoint(level, Math.PI * (0.48 + (j / 14) * 1.04), ease));
  const rows = [0.32, 0.42, 0.52, 0.62].map((level, i) => ring(level, i === 3 ? 0.004 : 0.03));
  sheet(hair, rows);
}

export function addBeard(hair: Pen): void {
  const angles = Array.from({ length: 17 }, (_, j) => (-1 + j / 8) * 1.5);
  const top = (a: number) => 0.17 + 0.27 * smooth((Math.abs(a) - 0.35) / 1.0) - (Math.abs(a) < 0.3 ? 0.03 : 0);
  const rows = [0, 0.25, 0.5, 0.75, 1].map((t) =>
    angles.map((a) => {
      const level = -0.03 + (top(a) + 0.03) * t;
      return headPoint(Math.max(0.001, level), a, 0.03 * Math.sin(Math.PI * (0.12 + t * 0.84))).setY(level);
    }),
  );
  sheet(hair, rows);
  const lip = [-0.7, -0.35, 0, 0.35, 0.7].map((a) => a);
  sheet(hair, [
    lip.map((a) => facePoint(a * 0.17, 0.225 - Math.abs(a) * 0.05, 0.03)),
    lip.map((a) => facePoint(a * 0.14, 0.285 - Math.abs(a) * 0.06, 0.02)),
  ]);
}

/** An open patch of surface from rows of points, lit as if it bulged from the head's axis. */
function sheet(pen: Pen, rows: readonly (readonly Vector3[])[]): void {
  for (let i = 0; i + 1 < rows.length; i++) {
    const [lower, upper] = [must(rows[i]), must(rows[i + 1])];
    for (let j = 0; j + 1 < lower.length; j++) {
      const corners = [must(lower[j]), must(lower[j + 1]), must(upper[j + 1]), must(upper[j])] as const;
      quad(pen, corners, corners[0].clone().add(corners[2]).setY(0).normalize());
    }
  }
}
