import * as Y from 'yjs';
import {
  defineRoots,
  deletePanels,
  readPanels,
  scriptRoot,
  updatePanel,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { revisionWorkInThread, type RevisionWork } from '#server/revisions/index.ts';
import { makeFilm } from '#tests/bench/boards-page/film.ts';
import { atMost, read } from '../figures.ts';
import { besideTheLoop, type BesideTheLoop } from './beside-the-loop.ts';
import type { Row } from './row.ts';

const FILM = { scenes: 800, panels: 10_000 };

interface Restored extends BesideTheLoop {
  /** Reading the same state into an empty document. */
  readonly readMs: number;
}

/** R13: a large project brought back to a revision, after a third of it was written anew and a tenth deleted. */
export const restore: Row = {
  name: 'restore',
  servers: ['beatboard'],
  async measure({ options: { seed, rounds } }) {
    const { doc } = makeFilm(FILM.scenes, FILM.panels, seed);
    const revision = Y.encodeStateAsUpdate(doc);
    doc.transact(() => {
      workOn(doc);
    });
    const now = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    const work = revisionWorkInThread();
    const runs: Restored[] = [];
    for (let round = 0; round <= Math.max(rounds, 10); round++) runs.push(await run(work, revision, now));
    await work.close();
    // The first makes the engine warm.
    const restored = new Map([['beatboard', runs.slice(1)] as const]);
    const of = {
      ms: ({ ms }: Restored) => ms,
      ratio: ({ ms, readMs }: Restored) => ms / readMs,
      stall: ({ stallMs }: Restored) => stallMs,
    };
    const [ms, ratio, stall] = [[atMost(500)], [atMost(3)], [atMost(50)]];
    return [
      read(restored, { title: 'R13: restore of 10,000 panels', unit: 'ms', goals: ms, of: of.ms }, 'worst'),
      read(restored, { title: 'R13: the same ÷ reading that state', unit: '×', goals: ratio, of: of.ratio }),
      read(
        restored,
        { title: 'R13: the loop stands still meanwhile', unit: 'ms', goals: stall, of: of.stall },
        'worst',
      ),
    ];
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

async function run(work: RevisionWork, revision: Uint8Array, now: Uint8Array): Promise<Restored> {
  const start = performance.now();
  Y.applyUpdate(projectDoc(), revision);
  const readMs = performance.now() - start;
  const live = projectDoc();
  Y.applyUpdate(live, now);
  const restored = await besideTheLoop(async () => {
    const change = await work.wayBack(revision, now);
    live.transact(() => {
      Y.applyUpdate(live, change);
    });
  });
  return { ...restored, readMs };
}

function projectDoc(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  return doc;
}
