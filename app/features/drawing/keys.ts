import type { KeyboardEvent } from 'react';
import { HAND_TOOLS, type HandTool } from './tools.ts';

/** What the keys of a drawing do; each that is pressed does one. */
export interface DrawingActs {
  readonly choose: (tool: HandTool) => void;
  readonly widen: (by: 1 | -1) => void;
  readonly colour: (index: number) => void;
  readonly undo: (redo: boolean) => void;
  readonly toggleOnion: () => void;
  readonly togglePicture: () => void;
  readonly fit: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly selectAll: () => void;
  readonly removeSelected: () => void;
  /** In frame heights; false when nothing is selected. */
  readonly nudge: (dx: number, dy: number) => boolean;
  readonly grow: (by: 1 | -1) => boolean;
  /** Opens the text that is selected, or begins one in the middle; false when there is nothing to write. */
  readonly write: () => boolean;
  readonly renameLayer: () => void;
  /** One step back: calls off what is under way, lets the selection go, or leaves. */
  readonly back: () => void;
}

const NUDGE = 0.005;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Keys pressed in a field are that field's. */
export function onDrawingKey(event: KeyboardEvent, acts: DrawingActs, canDraw: boolean): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing || isField(event.target)) return;
  const chord = event.ctrlKey || event.metaKey;
  const handled = chord
    ? withModifier(event, acts, canDraw)
    : looking(event, acts) || (canDraw && drawing(event, acts));
  if (!handled) return;
  event.preventDefault();
  event.stopPropagation();
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea, select');
}

function withModifier(event: KeyboardEvent, acts: DrawingActs, canDraw: boolean): boolean {
  const key = event.key.toLowerCase();
  if (!canDraw || event.altKey) return false;
  if (key === 'z') acts.undo(event.shiftKey);
  else if (key === 'y') acts.undo(true);
  else if (key === 'a') acts.selectAll();
  else return false;
  return true;
}

function looking(event: KeyboardEvent, acts: DrawingActs): boolean {
  const key = event.key.toLowerCase();
  if (event.key === 'Escape') acts.back();
  else if (event.key === 'PageUp' || key === ',') acts.step(-1);
  else if (event.key === 'PageDown' || key === '.') acts.step(1);
  else if (key === 'o') acts.toggleOnion();
  else if (key === 'i') acts.togglePicture();
  else if (event.shiftKey && key === 'h') acts.fit();
  else return false;
  return true;
}

function drawing(event: KeyboardEvent, acts: DrawingActs): boolean {
  const key = event.key.toLowerCase();
  const tool = HAND_TOOLS.find((facts) => facts.key.toLowerCase() === key)?.tool;
  const arrow = ARROWS[event.key];
  const far = event.shiftKey ? 10 : 1;
  if (tool) acts.choose(tool);
  else if (key === '[' || key === ']') acts.widen(key === ']' ? 1 : -1);
  else if (/^\d$/.test(key)) acts.colour(key === '0' ? 9 : Number(key) - 1);
  else if (event.key === 'F2') acts.renameLayer();
  else if (event.key === 'Delete' || event.key === 'Backspace') acts.removeSelected();
  else if (arrow && onStage(event)) return acts.nudge(arrow[0] * NUDGE * far, arrow[1] * NUDGE * far);
  else if (event.key === 'Enter' && isTable(event.target)) return acts.write();
  else if (key === '+' || key === '=') return acts.grow(1);
  else if (key === '-') return acts.grow(-1);
  else return false;
  return true;
}

/** Enter pressed on a button is the button's. */
function isTable(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'application';
}

/** Arrows pressed on a group of radio buttons choose among them. */
function onStage({ target }: KeyboardEvent): boolean {
  return !(target instanceof HTMLInputElement);
}
