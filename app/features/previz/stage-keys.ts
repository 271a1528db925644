import type { KeyboardEvent } from 'react';
import type { Blocking } from '#shared/previz/index.ts';
import { moveItem, removeFigure, removeProp, turnItem, withCamera, withEnd } from './edits.ts';
import type { Item, Stage } from './stage.ts';
import { nameOf } from './words.ts';

/** Metres by an arrow key, with Shift; degrees by Q and E. */
const STEP = { near: 0.1, far: 0.5, turn: 15, fine: 3 };
const ARROWS: Readonly<Record<string, readonly [x: number, z: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyedEdit {
  readonly label: string;
  readonly blocking: Blocking;
}

/** What a key does to the thing in hand, as the plan shows it; null where it does nothing. */
export function editOfKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>, stage: Stage, item: Item): KeyedEdit | null {
  const name = nameOf(item, stage.blocking);
  const arrow = ARROWS[event.key];
  if (arrow) {
    const by = event.shiftKey ? STEP.far : STEP.near;
    return { label: `move of ${name}`, blocking: moveItem(stage, item, arrow[0] * by, arrow[1] * by) };
  }
  const key = event.key.toLowerCase();
  const degrees = ((event.shiftKey ? STEP.fine : STEP.turn) * Math.PI) / 180;
  if (key === 'q') return { label: `turn of ${name}`, blocking: turnItem(stage, item, degrees) };
  if (key === 'e') return { label: `turn of ${name}`, blocking: turnItem(stage, item, -degrees) };
  if (key === 'delete' || key === 'backspace') return takenOut(stage, item);
  if (item.kind === 'camera' || item.kind === 'end') return ofCamera(key, stage, item.kind, name);
  return null;
}

/** People and things can be taken out; the camera and the light can't. */
export function takenOut(stage: Stage, item: Item): KeyedEdit | null {
  const name = nameOf(item, stage.blocking);
  if (item.kind === 'figure') return { label: `taking out ${name}`, blocking: removeFigure(stage, item.name) };
  if (item.kind !== 'prop') return null;
  return { label: `taking out ${name.toLowerCase()}`, blocking: removeProp(stage, item.id) };
}

const LENS_KEYS: Readonly<Record<string, readonly [dy: number, roll: number]>> = {
  ...{ r: [0.1, 0], f: [-0.1, 0] },
  ...{ '[': [0, -0.05], ']': [0, 0.05] },
};

/** R and F raise and lower, [ and ] tip the horizon. */
function ofCamera(key: string, stage: Stage, kind: 'camera' | 'end', name: string): KeyedEdit | null {
  const step = LENS_KEYS[key];
  if (!step) return null;
  const [dy, roll] = step;
  const change = <T extends { readonly y: number; readonly roll: number }>(mark: T): T => ({
    ...mark,
    y: mark.y + dy,
    roll: mark.roll + roll,
  });
  const blocking = kind === 'end' ? withEnd(stage, change) : withCamera(stage, change);
  return { label: `move of ${name}`, blocking };
}
