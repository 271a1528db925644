import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DocumentName } from '#shared/lib/ids.ts';
import { WorkerCompactor } from '#server/sync/compactor.ts';
import { typeScript } from '../content.ts';
import { atMost, read } from '../figures.ts';
import type { Row } from './row.ts';

const SCRIPT = { pages: 120, edits: 60_000 };
const NAME = 'benchdocument001' as DocumentName;

/** R12: a whole log made one checkpoint, checked by reading it back, beside an event loop that has to go on. */
export const compaction: Row = {
  name: 'compaction',
  servers: ['beatboard'],
  async measure({ options: { seed, rounds } }) {
    const { updates } = typeScript(SCRIPT.pages, SCRIPT.edits, seed);
    const times: number[] = [];
    const stalls: number[] = [];
    for (let round = 0; round < Math.max(rounds, 3); round++) {
      // Each in a worker of its own, as after a while without work.
      const compactor = new WorkerCompactor();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const before = performance.now();
      await compactor.compact({ name: NAME, checkpoint: null, updates });
      times.push(performance.now() - before);
      delay.disable();
      stalls.push(delay.max / 1e6);
      await compactor.close();
    }
    const of = (value: number) => value;
    const goals = { time: [atMost(2000)], stall: [atMost(20)] };
    return [
      read(
        new Map([['beatboard', times] as const]),
        { title: 'R12: compaction of 60,000 edits', unit: 'ms', goals: goals.time, of },
        'worst',
      ),
      read(
        new Map([['beatboard', stalls] as const]),
        { title: 'R12: the loop stands still meanwhile', unit: 'ms', goals: goals.stall, of },
        'worst',
      ),
    ];
  },
};
