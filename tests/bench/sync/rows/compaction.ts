import type { DocumentName } from '#shared/lib/ids.ts';
import { WorkerCompactor } from '#server/sync/compactor.ts';
import { typeScript } from '../content.ts';
import { atMost, read } from '../figures.ts';
import { besideTheLoop, type BesideTheLoop } from './beside-the-loop.ts';
import type { Row } from './row.ts';

const SCRIPT = { pages: 120, edits: 120_000 };
const NAME = 'benchdocument001' as DocumentName;

/** R12: a whole log made one checkpoint, checked by reading it back, beside an event loop that has to go on. */
export const compaction: Row = {
  name: 'compaction',
  servers: ['beatboard'],
  async measure({ options: { seed, rounds } }) {
    const { updates } = typeScript(SCRIPT.pages, SCRIPT.edits, seed);
    const runs: BesideTheLoop[] = [];
    for (let round = 0; round < Math.max(rounds, 3); round++) {
      // Each in a worker of its own, as after a while without work.
      const compactor = new WorkerCompactor();
      runs.push(await besideTheLoop(() => compactor.compact({ name: NAME, checkpoint: null, updates })));
      await compactor.close();
    }
    const compacted = new Map([['beatboard', runs] as const]);
    const of = { ms: ({ ms }: BesideTheLoop) => ms, stall: ({ stallMs }: BesideTheLoop) => stallMs };
    const goals = { ms: [atMost(2000)], stall: [atMost(20)] };
    return [
      read(compacted, { title: 'R12: compaction of 120,000 edits', unit: 'ms', goals: goals.ms, of: of.ms }, 'worst'),
      read(
        compacted,
        { title: 'R12: the loop stands still meanwhile', unit: 'ms', goals: goals.stall, of: of.stall },
        'worst',
      ),
    ];
  },
};
