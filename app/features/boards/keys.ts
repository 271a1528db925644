import type { KeyboardEvent } from 'react';
import type { PanelId, TakeId } from '#shared/lib/ids.ts';
import type { Commands, Stage } from './commands.ts';
import { neighbourOf, type Direction } from './layout.ts';
import { NOTHING, extendTo, selectAll, selectOnly, toggle } from './selection.ts';

export interface KeyTarget {
  readonly stage: Stage;
  readonly commands: Commands;
  readonly generate: () => void;
  /** Shows only what models have made, or everything again. */
  readonly onlyAi: () => void;
  readonly duplicate: () => void;
  readonly choosePictures: () => void;
  readonly cancelUpload: (take: TakeId) => void;
  readonly editCaption: (id: PanelId) => void;
  readonly inspect: () => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
};

/** The grid's keys. Keys pressed on a control inside a card are that control's. */
export function onGridKey(event: KeyboardEvent, target: KeyTarget): void {
  const onCard =
    event.target instanceof HTMLElement &&
    ['gridcell', 'rowheader', 'option'].includes(event.target.getAttribute('role') ?? '');
  if (!onCard && event.key !== 'Escape') return;
  const handled = navigate(event, target) || command(event, target) || edit(event, target);
  if (!handled) return;
  event.preventDefault();
  event.stopPropagation();
}

function navigate(event: KeyboardEvent, { stage, commands }: KeyTarget): boolean {
  const { layout, selection, choose, props } = stage;
  const direction = ARROWS[event.key];
  if (!direction || !selection.active) return false;
  if (event.altKey) {
    if (props.canEdit) commands.nudge(direction);
    return true;
  }
  const next = neighbourOf(layout, selection.active, direction);
  if (event.shiftKey) choose(extendTo(selection, next, layout.order), true);
  else if (event.ctrlKey || event.metaKey) choose({ ...selection, active: next }, true);
  else choose(selectOnly(next), true);
  return true;
}

function command(event: KeyboardEvent, { stage, commands, generate, duplicate, onlyAi }: KeyTarget): boolean {
  const { layout, selection, choose, props } = stage;
  const chord = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (chord && key === 'a') choose(selectAll(layout.order, selection.active), false);
  else if (chord && key === 'z' && props.canEdit) commands.undo(event.shiftKey);
  else if (chord && key === 'y' && props.canEdit) commands.undo(true);
  else if (chord && key === 'd' && props.canEdit) duplicate();
  else if (event.key === ' ' && selection.active) choose(toggle(selection, selection.active), false);
  else if (event.key === 'Escape' && selection.selected.size > 0)
    choose({ ...NOTHING, active: selection.active }, true);
  else if (key === 'a' && !chord && !event.altKey) onlyAi();
  else if (key === 'g' && event.shiftKey && !chord && props.canGenerate) props.onOrder?.(stage.ids, null);
  else if (key === 'g' && !chord && props.canGenerate) generate();
  else if (key === 'd' && !chord && selection.active && props.onDraw) props.onDraw(selection.active);
  else if (key === 'v' && !chord && selection.active && props.onBlock) props.onBlock(selection.active);
  else return false;
  return true;
}

function edit(event: KeyboardEvent, { stage, commands, editCaption, inspect, choosePictures }: KeyTarget): boolean {
  const { selection, props } = stage;
  if (!props.canEdit || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Delete' || event.key === 'Backspace') commands.remove();
  else if (event.key === 'F2' && selection.active) editCaption(selection.active);
  else if (event.key === 'Enter') inspect();
  else if (event.key.toLowerCase() === 'n') commands.addAfterActive();
  else if (event.key.toLowerCase() === 'u') choosePictures();
  else return false;
  return true;
}
