import type { Matrix4, Vector3 } from 'three';
import { quad, vec } from '../geometry/shapes.ts';
import type { SetKind } from '../spec.ts';
import * as f from './furniture.ts';
import { line, onWall, piece, put, type Piece, type Stage } from './stage.ts';

/** A room around the people and the camera. Walls are seen from inside only. */
interface Room {
  readonly left: number;
  readonly right: number;
  readonly back: number;
  readonly front: number;
  readonly ceiling: number;
}

export function buildInterior(stage: Stage): void {
  const room = measure(stage);
  walls(stage, room);
  const night = stage.set.time === 'night';
  if (night || stage.set.kind === 'bar') stage.lamps.push({ at: vec(-1.2, 2.1, 0.9), strength: 0.5, reach: 2.6 });
  DRESSING[stage.set.kind]?.(stage, room);
}

function measure(stage: Stage): Room {
  const { eye } = stage.camera;
  const kind = stage.set.kind;
  const narrow = kind === 'corridor';
  const half = Math.max(narrow ? 1.25 : 2.9, narrow ? 0 : stage.span * 0.58);
  const tall = kind === 'church' || kind === 'warehouse' ? 5.6 : 2.75;
  const outermost = stage.people.reduce((far, p) => Math.max(far, Math.abs(p.x)), 0) + 0.55;
  return {
    left: -Math.max(half, outermost, -eye.x + 0.8),
    right: Math.max(half, outermost, eye.x + 0.8),
    back: Math.min(-Math.max(kind === 'corridor' || kind === 'church' ? 8 : 2.3, stage.span * 0.3), eye.z - 1),
    front: Math.max(2.6, eye.z + 1.2),
    ceiling: Math.max(tall, stage.span > 9 ? stage.span * 0.3 : 0),
  };
}

function walls(stage: Stage, room: Room): void {
  const { left, right, back, front, ceiling } = room;
  const face = (tone: number, origin: Vector3, u: Vector3, v: Vector3, normal: Vector3) => {
    const pen = piece(stage, 'set').pen(tone, { oneSided: true, unshadowing: true });
    const opposite = origin.clone().add(u).add(v);
    quad(pen, [origin, origin.clone().add(u), opposite, origin.clone().add(v)], normal);
  };
  const across = vec(right - left, 0, 0);
  const deep = vec(0, 0, front - back);
  const tall = vec(0, ceiling, 0);
  const corner = vec(left, 0, back);
  face(0.95, corner, across, deep, vec(0, 1, 0));
  face(0.98, vec(left, ceiling, back), across, deep, vec(0, -1, 0));
  face(1, corner, across, tall, vec(0, 0, 1));
  face(0.97, corner, deep, tall, vec(1, 0, 0));
  face(0.98, vec(right, 0, back), deep, tall, vec(-1, 0, 0));
  face(0.98, vec(left, 0, front), across, tall, vec(0, 0, -1));
  const trim = piece(stage, 'far');
  const y = 0.12;
  line(trim, vec(left, y, back + 0.01), vec(right, y, back + 0.01), vec(0, 0, 1), 0.014, 0.3);
  line(trim, vec(left + 0.01, y, back), vec(left + 0.01, y, front), vec(1, 0, 0), 0.014, 0.3);
  line(trim, vec(right - 0.01, y, back), vec(right - 0.01, y, front), vec(-1, 0, 0), 0.014, 0.3);
  if (stage.set.kind !== 'hospital' && stage.set.kind !== 'office') boards(stage, room);
}

function boards(stage: Stage, room: Room): void {
  const p = piece(stage, 'far');
  for (let x = Math.ceil(room.left / 0.62) * 0.62; x < room.right; x += 0.62)
    line(p, vec(x, 0.004, room.back), vec(x, 0.004, Math.min(room.front, 3.5)), vec(0, 1, 0), 0.008, 0.2);
}

type Side = 'back' | 'left' | 'right';

/** Hangs something on a wall, `u` metres to the right of the wall's middle as seen from the room's. */
function hang(stage: Stage, room: Room, side: Side, u: number, build: (p: Piece) => void, z0 = 0): void {
  const matrix: Matrix4 =
    side === 'back'
      ? onWall(u, room.back, 0)
      : side === 'left'
        ? onWall(room.left, z0 - u, Math.PI / 2)
        : onWall(room.right, z0 + u, -Math.PI / 2);
  build(piece(stage, 'set', matrix));
}

function daylight(stage: Stage, x: number, z: number): void {
  if (stage.set.time === 'night') stage.lamps.push({ at: vec(x, 1.6, z), strength: 0.22, reach: 1.6 });
}

type Dressing = (stage: Stage, room: Room) => void;

const isNight = (stage: Stage) => stage.set.time === 'night';

function lamp(stage: Stage, x: number, z: number): void {
  const night = isNight(stage);
  const there = put(stage, { x, z, radius: 0.2, top: 1.7 }, (p) => f.floorLamp(p, night));
  if (there && night) stage.lamps.push({ at: vec(x, 1.5, z + 0.1), strength: 0.85, reach: 1.5 });
}

/** What every room has somewhere, so that reverse angles are not bare. */
function sides(stage: Stage, room: Room): void {
  const night = isNight(stage);
  hang(stage, room, 'right', -0.4, (p) => f.door(p), -0.2);
  hang(stage, room, 'right', 1.4, (p) => f.picture(p, 0.6, 0.8, 1.55), -0.2);
  hang(stage, room, 'left', 0.2, (p) => f.pane(p, 1.15, 1.25, 0.95, night));
  hang(stage, room, 'left', -1.5, (p) => f.picture(p, 0.8, 0.55, 1.6));
  daylight(stage, room.left + 0.4, 0);
}

const livingRoom: Dressing = (stage, room) => {
  const night = isNight(stage);
  sides(stage, room);
  const flip = stage.rng.next() < 0.5 ? 1 : -1;
  hang(stage, room, 'back', flip * 0.75, (p) => {
    f.pane(p, 1.35, 1.25, 0.92, night);
  });
  for (const k of [-1, 1]) hang(stage, room, 'back', flip * 0.75 + k * 0.92, (p) => f.curtain(p, 0.42, 2.38, 0.3));
  hang(stage, room, 'back', flip * -0.85, (p) => f.picture(p, 0.72, 0.52, 1.66));
  daylight(stage, flip * 0.75, room.back + 0.5);
  put(stage, { x: flip * -1.1, z: room.back + 0.55, radius: 0.75, top: 0.85 }, (p) => f.sofa(p));
  put(stage, { x: flip * 1.95, z: room.back + 0.4, radius: 0.3, top: 1.3 }, (p, jitter) => f.plant(p, jitter));
  lamp(stage, flip * -2.3, room.back + 0.45);
  put(stage, { x: 0, z: 0, radius: 0, top: 0 }, (p) => f.rug(p, 2.6, 1.8), 'set');
  if (stage.people.length === 0) put(stage, { x: 0, z: -0.2, radius: 0.6, top: 0.8 }, (p) => f.roundTable(p));
};

const DRESSING: Partial<Record<SetKind, Dressing>> = {
  room: livingRoom,
  kitchen: (stage, room) => {
    sides(stage, room);
    const z = room.back + 0.32;
    put(stage, { x: -0.2, z, radius: 0.4, top: 0.95 }, (p) => f.counter(p, 3.4));
    put(stage, { x: 1.9, z, radius: 0.4, top: 1.8 }, (p) => f.fridge(p));
    hang(stage, room, 'back', -0.15, (p) => f.pane(p, 1.1, 0.85, 1.2, isNight(stage)));
    for (const u of [-1.35, 1.0])
      hang(stage, room, 'back', u, (p) => {
        f.picture(p, 0.95, 0.7, 1.85);
      });
    put(stage, { x: -1.1, z, radius: 0.1, top: 1.2 }, (p) => f.tableLamp(p, 0.94, false));
    put(stage, { x: 0.55, z: -1.05, radius: 0.6, top: 0.8 }, (p) => f.table(p, 1.3, 0.8));
    put(stage, { x: -0.3, z: -1.05, yaw: Math.PI / 2, radius: 0.3, top: 0.95 }, (p) => f.chair(p));
    put(stage, { x: 0.5, z: -0.7, radius: 0, top: 0 }, (p) => f.pendant(p, 1.85, room.ceiling, isNight(stage)), 'prop');
    if (isNight(stage)) stage.lamps.push({ at: vec(0.5, 1.8, -0.6), strength: 0.6, reach: 1.7 });
    daylight(stage, 0, room.back + 0.5);
  },
  bedroom: (stage, room) => {
    sides(stage, room);
    const night = isNight(stage);
    put(stage, { x: -0.9, z: room.back + 1.12, radius: 0.9, top: 1, isBed: true }, (p) => f.bed(p));
    put(stage, { x: 0.22, z: room.back + 0.3, radius: 0.25, top: 1.1 }, (p) => {
      f.table(p, 0.45, 0.4, 0.55);
      f.tableLamp(p, 0.57, night);
    });
    if (night) stage.lamps.push({ at: vec(0.22, 1.05, room.back + 0.5), strength: 0.9, reach: 1.3 });
    hang(stage, room, 'back', 1.35, (p) => f.pane(p, 1.05, 1.3, 0.9, night));
    for (const k of [-1, 1]) hang(stage, room, 'back', 1.35 + k * 0.75, (p) => f.curtain(p, 0.38, 2.4, 0.1));
    hang(stage, room, 'back', -0.9, (p) => f.picture(p, 0.9, 0.5, 1.75));
    put(stage, { x: 2.5, z: room.back + 0.35, radius: 0.5, top: 2 }, (p, jitter) =>
      f.shelf(p, 'books', jitter, 0.9, 1.6),
    );
    daylight(stage, 1.35, room.back + 0.6);
  },
  office: (stage, room) => {
    sides(stage, room);
    hang(stage, room, 'back', 0.9, (p) => {
      f.pane(p, 2.1, 1.35, 0.95, isNight(stage));
      f.blinds(p, 2.1, 2.3, 1.5);
    });
    put(stage, { x: -1.45, z: room.back + 0.22, radius: 0.5, top: 2 }, (p, jitter) =>
      f.shelf(p, 'books', jitter, 1.2, 2),
    );
    put(stage, { x: 0.6, z: -1.15, radius: 0.7, top: 0.8 }, (p) => {
      f.desk(p);
      f.monitor(p);
    });
    put(stage, { x: 0.6, z: -1.75, radius: 0.3, top: 0.95 }, (p) => f.chair(p));
    put(stage, { x: 2.4, z: room.back + 0.4, radius: 0.3, top: 1.3 }, (p, jitter) => f.plant(p, jitter));
    lamp(stage, -2.4, room.back + 0.4);
    daylight(stage, 0.9, room.back + 0.6);
  },
  bathroom: (stage, room) => {
    sides(stage, room);
    const tiles = 0.3;
    for (let y = tiles; y < 1.6; y += tiles)
      hang(stage, room, 'back', 0, (p) => line(p, vec(-3, y, 0.01), vec(3, y, 0.01), vec(0, 0, 1), 0.007, 0.22));
    for (let x = -2.7; x < 2.8; x += tiles)
      hang(stage, room, 'back', x, (p) => line(p, vec(0, 0, 0.01), vec(0, 1.5, 0.01), vec(0, 0, 1), 0.007, 0.22));
    put(stage, { x: -1.1, z: room.back + 0.5, radius: 0.6, top: 0.6 }, (p) => f.bathtub(p));
    put(stage, { x: 0.85, z: room.back + 0.24, radius: 0.25, top: 1 }, (p) => f.basin(p));
    hang(stage, room, 'back', 0.85, (p) => f.pane(p, 0.6, 0.8, 1.25, isNight(stage)));
    daylight(stage, 0.85, room.back + 0.5);
  },
  cabin: (stage, room) => {
    const night = isNight(stage);
    sides(stage, room);
    for (let x = Math.ceil(room.left / 0.24) * 0.24; x < room.right; x += 0.24)
      hang(stage, room, 'back', x, (p) =>
        line(p, vec(0, 0.12, 0.008), vec(0, room.ceiling, 0.008), vec(0, 0, 1), 0.009, 0.34),
      );
    hang(stage, room, 'back', 0.5, (p) => f.pane(p, 1.7, 0.95, 1.1, night));
    hang(stage, room, 'back', -0.68, (p) => f.clock(p));
    put(stage, { x: -2.2, z: room.back + 0.28, radius: 0.4, top: 1.8 }, (p, jitter) =>
      f.shelf(p, 'books', jitter, 0.9, 1.7),
    );
    put(stage, { x: 0.5, z: room.back + 0.36, radius: 0.5, top: 0.8 }, (p) => {
      f.table(p, 1.5, 0.6);
      if (night) f.tableLamp(p, 0.77, true);
    });
    put(stage, { x: -1.3, z: room.back + 0.5, radius: 0.4, top: 1 }, (p) => f.stove(p, room.ceiling));
    if (night) stage.lamps.push({ at: vec(0.5, 1.3, room.back + 0.6), strength: 0.9, reach: 1.8 });
    daylight(stage, 0.5, room.back + 0.6);
  },
  corridor: (stage, room) => {
    for (const z of [-6, -3.4, -0.9, 1.6]) {
      hang(stage, room, 'left', 0, (p) => f.door(p), z);
      hang(stage, room, 'right', 0, (p) => f.door(p), z - 0.8);
    }
    hang(stage, room, 'back', 0, (p) => f.pane(p, 1, 1.3, 0.9, isNight(stage)));
    for (const z of [-5, -2.5, 0])
      put(stage, { x: 0, z, radius: 0, top: 0 }, (p) =>
        f.pendant(p, room.ceiling - 0.35, room.ceiling, isNight(stage)),
      );
    if (isNight(stage))
      for (const z of [-5, -2.5, 0]) stage.lamps.push({ at: vec(0, 2.3, z), strength: 0.5, reach: 1.2 });
  },
  bar: (stage, room) => {
    sides(stage, room);
    for (const u of [-1.35, 0, 1.35]) {
      put(
        stage,
        { x: u, z: room.back + 0.18, radius: 0.2, top: 2.3 },
        (p, jitter) => f.shelf(p, 'bottles', jitter, 1.25, 2.1),
        'set',
      );
    }
    put(stage, { x: 0, z: room.back + 1.05, radius: 0.3, top: 1.1 }, (p) => f.counter(p, 4.6, 1.08, 0.5, 0.75));
    for (const x of [-1.5, -0.75, 0.05, 0.8, 1.55])
      put(stage, { x, z: room.back + 1.62, radius: 0.2, top: 0.78 }, (p) => f.stool(p, 0.76));
    for (const x of [-1.4, 0, 1.4]) {
      put(stage, { x, z: room.back + 1.1, radius: 0, top: 0 }, (p) => f.pendant(p, 1.85, room.ceiling, true));
      stage.lamps.push({ at: vec(x, 1.8, room.back + 1.2), strength: 0.55, reach: 1.1 });
    }
  },
  hospital: (stage, room) => {
    sides(stage, room);
    put(stage, { x: -0.95, z: room.back + 1.15, radius: 0.8, top: 0.95, isBed: true }, (p) => f.hospitalBed(p));
    put(stage, { x: -1.75, z: room.back + 0.5, radius: 0.25, top: 1.9 }, (p) => f.dripStand(p));
    hang(stage, room, 'back', 1.1, (p) => {
      f.pane(p, 1.5, 1.2, 1, isNight(stage));
      f.blinds(p, 1.5, 2.2, 1.4);
    });
    hang(stage, room, 'back', -2.3, (p) => f.curtain(p, 1, 2.3, 0.25));
    put(stage, { x: -0.1, z: room.back + 0.35, radius: 0.3, top: 1.3 }, (p) => {
      f.table(p, 0.5, 0.4, 0.85);
      f.monitor(p);
    });
    daylight(stage, 1.1, room.back + 0.6);
  },
  church: (stage, room) => {
    for (const u of [-2.4, 2.4]) hang(stage, room, 'back', u, (p) => f.pane(p, 0.9, 2.6, 1.3, isNight(stage), true));
    hang(stage, room, 'back', 0, (p) => f.cross(p, 3.1, 1.7));
    for (const z of [-5, -2.4, 0.2]) {
      hang(stage, room, 'left', 0, (p) => f.pane(p, 0.8, 2.4, 1.5, isNight(stage), true), z);
      hang(stage, room, 'right', 0, (p) => f.pane(p, 0.8, 2.4, 1.5, isNight(stage), true), z);
    }
    put(stage, { x: 0, z: room.back + 1.1, radius: 0.6, top: 1 }, (p) => f.table(p, 1.8, 0.7, 0.95, 0.97));
    for (const z of [-4.8, -3.7, -2.6, -1.5])
      for (const x of [-2.1, 2.1]) put(stage, { x, z, yaw: Math.PI, radius: 0.5, top: 0.95 }, (p) => f.pew(p));
    if (isNight(stage)) stage.lamps.push({ at: vec(0, 2, room.back + 1.4), strength: 0.8, reach: 2.5 });
  },
  warehouse: (stage, room) => {
    sides(stage, room);
    for (const x of [-2.6, 2.2])
      put(stage, { x, z: room.back + 0.4, radius: 0.6, top: 2.4 }, (p, jitter) =>
        f.shelf(p, 'boxes', jitter, 1.7, 2.4),
      );
    for (const [x, z, s] of [
      [-1.3, -1.5, 0.8],
      [-0.6, -1.8, 0.6],
      [1.1, -1.7, 0.9],
      [2.3, -0.6, 0.7],
    ] as const)
      put(stage, { x, z, yaw: x, radius: s * 0.6, top: s }, (p) => f.crate(p, s));
    for (const u of [-1.5, 0, 1.5]) hang(stage, room, 'back', u, (p) => f.pane(p, 1, 0.7, 3.4, isNight(stage)));
  },
};
