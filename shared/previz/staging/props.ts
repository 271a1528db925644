import { seededRng } from '#shared/lib/rng.ts';
import { placed, type Layer } from '../geometry/model.ts';
import { vec } from '../geometry/shapes.ts';
import * as f from '../set/furniture.ts';
import { bush, rock, tree } from '../set/nature.ts';
import { piece, type Piece, type Stage } from '../set/stage.ts';
import { car } from '../set/vehicles.ts';
import type { PropKind, PropMark } from './blocking.ts';

interface Prop {
  readonly label: string;
  /** Metres across and deep, as in a plan. */
  readonly plan: readonly [width: number, depth: number];
  readonly build: (piece: Piece, jitter: () => number, lit: boolean) => void;
  /** One can sit on it, so that nobody brings a chair of their own. */
  readonly seat?: true;
  /** Height of the bulb. */
  readonly lamp?: number;
}

/** What can be put into a set. */
export const PROP_LIBRARY: Readonly<Record<PropKind, Prop>> = {
  chair: { label: 'Chair', plan: [0.44, 0.44], build: (p) => f.chair(p), seat: true },
  stool: { label: 'Stool', plan: [0.36, 0.36], build: (p) => f.stool(p), seat: true },
  table: { label: 'Table', plan: [1.2, 0.75], build: (p) => f.table(p) },
  round_table: { label: 'Round table', plan: [0.84, 0.84], build: (p) => f.roundTable(p) },
  desk: { label: 'Desk', plan: [1.5, 0.75], build: (p) => f.desk(p) },
  sofa: { label: 'Sofa', plan: [1.9, 0.9], build: (p) => f.sofa(p), seat: true },
  bed: { label: 'Bed', plan: [1.5, 2.05], build: (p) => f.bed(p), seat: true },
  counter: { label: 'Counter', plan: [2, 0.6], build: (p) => f.counter(p, 2) },
  shelf: { label: 'Bookshelf', plan: [1.1, 0.3], build: (p, jitter) => f.shelf(p, 'books', jitter) },
  floor_lamp: { label: 'Floor lamp', plan: [0.4, 0.4], build: (p, _, lit) => f.floorLamp(p, lit), lamp: 1.5 },
  plant: { label: 'Plant', plan: [0.6, 0.6], build: (p, jitter) => f.plant(p, jitter) },
  crate: { label: 'Crate', plan: [0.7, 0.7], build: (p) => f.crate(p, 0.7) },
  fridge: { label: 'Fridge', plan: [0.7, 0.65], build: (p) => f.fridge(p) },
  pew: { label: 'Bench', plan: [2.6, 0.5], build: (p) => f.pew(p), seat: true },
  car: { label: 'Car', plan: [1.8, 4.2], build: (p) => car(p, { tone: 0.6, glazed: true }) },
  tree: { label: 'Tree', plan: [0.5, 0.5], build: (p, jitter) => tree(p, jitter, 5.5, 'leaf') },
  bush: { label: 'Bush', plan: [1.2, 1.2], build: (p, jitter) => bush(p, jitter, 1) },
  rock: { label: 'Rock', plan: [1, 1], build: (p, jitter) => rock(p, jitter, 0.8) },
};

/** Builds what was put there by hand, whatever it hides. */
export function addProps(stage: Stage, props: readonly PropMark[], layer: Layer = 'prop'): void {
  const night = stage.set.time === 'night';
  props.forEach(({ kind, x, z, yaw }, i) => {
    const { build, lamp } = PROP_LIBRARY[kind];
    const rng = seededRng(0x9d0 + i);
    build(piece(stage, layer, placed(x, 0, z, yaw)), () => rng.next(), night);
    if (lamp !== undefined && night) stage.lamps.push({ at: vec(x, lamp, z), strength: 0.85, reach: 1.5 });
  });
}

/** Whether something to sit on stands here. */
export function isSeatAt(props: readonly PropMark[], x: number, z: number): boolean {
  return props.some((prop) => PROP_LIBRARY[prop.kind].seat && Math.hypot(...planOffset(prop, x, z)) < 0.2);
}

/** How far a place lies outside of a prop, across and deep, in its own directions: 0, 0 in it. Metres. */
export function planOffset(prop: PropMark, x: number, z: number): [number, number] {
  const [width, depth] = PROP_LIBRARY[prop.kind].plan;
  const [dx, dz] = [x - prop.x, z - prop.z];
  const [c, s] = [Math.cos(prop.yaw), Math.sin(prop.yaw)];
  return [Math.max(0, Math.abs(dx * c - dz * s) - width / 2), Math.max(0, Math.abs(dx * s + dz * c) - depth / 2)];
}
