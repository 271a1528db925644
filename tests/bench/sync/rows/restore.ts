import * as Y from 'yjs';
import {
  defineRoots,
  deletePanels,
  readPanels,
  restoreState,
  scriptRoot,
  updatePanel,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { makeFilm } from '#tests/bench/boards-page/film.ts';
import { atMost, read } from '../figures.ts';
import type { Row } from './row.ts';

const FILM = { scenes: 800, panels: 10_000 };

interface Restored {
  readonly ms: number;
  /** Reading the same state into an empty document. */
  readonly readMs: number;
}

/** R13: a large project brought back to a revision, after a third of it was written anew and a tenth deleted. */
export const restore: Row = {
  name: 'restore',
  servers: ['beatboard'],
  measure({ options: { seed, rounds } }) {
    const { doc } = makeFilm(FILM.scenes, FILM.panels, seed);
    const revision = Y.encodeStateAsUpdate(doc);
    doc.transact(() => {
      workOn(doc);
    });
    const now = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    // The first makes the engine warm.
    const runs = Array.from({ length: 1 + Math.max(rounds, 10) }, () => run(revision, now)).slice(1);
    const restored = new Map([['beatboard', runs] as const]);
    const of = { ms: ({ ms }: Restored) => ms, ratio: ({ ms, readMs }: Restored) => ms / readMs };
    const [ms, ratio] = [[atMost(500)], [atMost(3)]];
    return Promise.resolve([
      read(restored, { title: 'R13: restore of 10,000 panels', unit: 'ms', goals: ms, of: of.ms }, 'worst'),
      read(restored, { title: 'R13: the same ÷ reading that state', unit: '×', goals: ratio, of: of.ratio }),
    ]);
  },
};

function workOn(doc: ProjectDoc): void {
  const panels = readPanels(doc).map(({ id }) => id);
  panels.forEach((id, i) => {
    if (i % 3 === 0) updatePanel(doc, id, { caption: 'Another caption' });
  });
  deletePanels(
    doc,
    panels.filter((_, i) => i % 10 === 0),
  );
  const script = scriptRoot(doc);
  script.delete(0, Math.floor(script.length / 10));
}

function run(revision: Uint8Array, now: Uint8Array): Restored {
  const readMs = timed(() => {
    Y.applyUpdate(projectDoc(), revision);
  });
  const live = projectDoc();
  Y.applyUpdate(live, now);
  const ms = timed(() => {
    live.transact(() => {
      restoreState(live, revision);
    });
  });
  return { ms, readMs };
}

function projectDoc(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  return doc;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
