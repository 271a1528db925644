import type { PanelId, ShotId } from '#shared/lib/ids.ts';
import { observeBoards, readPanel, readPanels, readShot, readShots, type ProjectDoc } from '#shared/collab/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import type { Panel } from '#shared/storyboard/index.ts';

/** Every panel and setup of the document. What did not change is the same object as before. */
export interface BoardsSnapshot {
  readonly panels: ReadonlyMap<PanelId, Panel>;
  readonly shots: ReadonlyMap<ShotId, Shot>;
}

export interface BoardsStore {
  readonly get: () => BoardsSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
}

const stores = new WeakMap<ProjectDoc, BoardsStore>();

/** The one store of a document: the grid, the script's margin and the navigator read the same objects. */
export function boardsStore(doc: ProjectDoc): BoardsStore {
  const known = stores.get(doc);
  if (known) return known;
  // Called as functions: as methods of another object than the window browsers refuse them.
  const store = createBoardsStore(doc, {
    now: (flush) => queueMicrotask(flush),
    nextFrame: (flush) => requestAnimationFrame(flush),
  });
  stores.set(doc, store);
  return store;
}

export interface Turns {
  readonly now: (flush: () => void) => void;
  readonly nextFrame: (flush: () => void) => void;
}

/**
 * Reads the whole once and afterwards only what a transaction touched: what comes from elsewhere at most once a frame
 * however much arrives, what is done here at once, since the next key may come before the frame does and acts on what it
 * sees. It lives as long as the document.
 */
export function createBoardsStore(doc: ProjectDoc, turns: Turns): BoardsStore {
  let snapshot: BoardsSnapshot = {
    panels: new Map(readPanels(doc).map((panel) => [panel.id, panel])),
    shots: readShots(doc),
  };
  const dirtyPanels = new Set<PanelId>();
  const dirtyShots = new Set<ShotId>();
  const listeners = new Set<() => void>();
  let awaited: keyof Turns | null = null;

  function flush() {
    if (awaited === null) return;
    awaited = null;
    snapshot = {
      panels: reread(snapshot.panels, dirtyPanels, (id) => readPanel(doc, id)),
      shots: reread(snapshot.shots, dirtyShots, (id) => readShot(doc, id)),
    };
    for (const listener of listeners) listener();
  }

  observeBoards(doc, ({ panels, shots, local }) => {
    for (const id of panels) dirtyPanels.add(id);
    for (const id of shots) dirtyShots.add(id);
    const turn = local ? 'now' : 'nextFrame';
    if (awaited === 'now' || awaited === turn) return;
    awaited = turn;
    turns[turn](flush);
  });

  return {
    get: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function reread<Id, T>(known: ReadonlyMap<Id, T>, dirty: Set<Id>, read: (id: Id) => T | undefined): ReadonlyMap<Id, T> {
  if (dirty.size === 0) return known;
  const next = new Map(known);
  for (const id of dirty) {
    const value = read(id);
    if (value === undefined) next.delete(id);
    else next.set(id, value);
  }
  dirty.clear();
  return next;
}
