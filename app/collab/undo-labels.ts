import type * as Y from 'yjs';
import { EDIT } from '#shared/collab/index.ts';
import type { ProjectConnection } from './connection.ts';

/*
 * An undo that names what it undoes ("Undo move of 3 panels"). The name travels on the stack item, over to the redo
 * stack and back. Text typed in the script carries none.
 */

const LABEL = 'label';
const followed = new WeakSet<Y.UndoManager>();

type Stack = Pick<ProjectConnection, 'doc' | 'undo'>;

/** One step of undo: an act outside the text editor, in one transaction, never merged with what is typed around it. */
export function editAs<T>({ doc, undo }: Stack, label: string, change: () => T): T {
  followLabels(undo);
  undo.stopCapturing();
  const before = undo.undoStack.at(-1);
  const result = doc.transact(change, EDIT);
  const item = undo.undoStack.at(-1);
  if (item !== before) item?.meta.set(LABEL, label);
  undo.stopCapturing();
  return result;
}

/** A step of undo that was made, to be gone on with. */
export type UndoStep = Y.UndoManager['undoStack'][number];

/** The step made last; null when there is none. */
export function lastStep({ undo }: Pick<Stack, 'undo'>): UndoStep | null {
  return undo.undoStack.at(-1) ?? null;
}

/**
 * Goes on with a step that `editAs` made, though other steps may have followed: one undo takes all of it back. Returns
 * false, having changed nothing, when the step was undone meanwhile.
 */
export function continueStep({ doc, undo }: Stack, step: UndoStep, change: () => void): boolean {
  const { undoStack } = undo;
  const at = undoStack.indexOf(step);
  if (at === -1) return false;
  // Yjs adds what is done now to the step on top, as long as that is young enough.
  undoStack.push(...undoStack.splice(at, 1));
  undo.lastChange = Date.now();
  doc.transact(change, EDIT);
  undo.stopCapturing();
  undoStack.splice(at, 0, ...undoStack.splice(-1));
  return true;
}

/** What `undo()` would take back, as a noun phrase; null for text or nothing. */
export function undoLabel(undo: Y.UndoManager): string | null {
  return labelOf(undo.undoStack.at(-1));
}

export function redoLabel(undo: Y.UndoManager): string | null {
  return labelOf(undo.redoStack.at(-1));
}

/** Calls back whenever the stacks change. Returns the way to stop. */
export function onUndoChange(undo: Y.UndoManager, listener: () => void): () => void {
  const events = ['stack-item-added', 'stack-item-updated', 'stack-item-popped', 'stack-cleared'] as const;
  for (const event of events) undo.on(event, listener);
  return () => {
    for (const event of events) undo.off(event, listener);
  };
}

function labelOf(item: Y.UndoManager['undoStack'][number] | undefined): string | null {
  const label: unknown = item?.meta.get(LABEL);
  return typeof label === 'string' ? label : null;
}

function followLabels(undo: Y.UndoManager): void {
  if (followed.has(undo)) return;
  followed.add(undo);
  undo.on('stack-item-added', ({ stackItem }) => {
    // Set only while something is undone or redone: the item it came from.
    const label = labelOf(undo.currStackItem ?? undefined);
    if (label !== null) stackItem.meta.set(LABEL, label);
  });
}
