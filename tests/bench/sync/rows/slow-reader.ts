import { CLOSE } from '#shared/protocol/index.ts';
import { overwriteFields } from '../content.ts';
import { atMost, megabytes, read } from '../figures.ts';
import type { Stage } from '../stage.ts';
import type { Row } from './row.ts';

const WINDOWS = { documents: 1, windowsPerDocument: 200 };
const PACE = { seconds: 2, warmUp: 0.5, wordsPerSecond: 0.5, cursorsPerSecond: 0, inFlight: 0 };
/** A field of this size is set again and again, so that a socket that is not read fills up: the kernel's part first. */
const FIELD_BYTES = 64 * 1024;
const FIELDS_PER_SECOND = 20;
const LONGEST_MS = 30_000;

interface Outcome {
  /** The others' p99 with the slow one, in parts of what it was without. */
  readonly change: number;
  readonly code: number;
  readonly afterMs: number;
  readonly memory: number;
}

/** P8: one of 200 windows stops reading. It is sent off, and nobody else notices. */
export const p8: Row = {
  name: 'p8',
  servers: ['beatboard'],
  async measure(stage) {
    const outcomes = await stage.inTurns((_server, round) => slowReader(stage, stage.options.seed + round));
    return [
      read(outcomes, {
        ...{ title: 'P8, one of 200 stops reading: p99 of the others', unit: '×', goals: [atMost(1.1)] },
        of: ({ change }: Outcome) => change,
      }),
      read(outcomes, {
        ...{ title: 'P8: close code', unit: '', goals: [{ kind: 'exactly', value: CLOSE.tryLater }] },
        of: ({ code }: Outcome) => code,
      }),
      read(outcomes, { title: 'P8: sent off after', unit: 'ms', of: ({ afterMs }: Outcome) => afterMs }),
      read(outcomes, {
        ...{ title: 'P8: memory on top', unit: 'MB', goals: [atMost(16)] },
        of: ({ memory }: Outcome) => memory,
      }),
    ];
  },
};

async function slowReader(stage: Stage, seed: number): Promise<Outcome> {
  const { load, beatboard } = stage;
  const { prepare, overwrites } = overwriteFields((FIELDS_PER_SECOND * LONGEST_MS) / 1000, FIELD_BYTES, seed);
  const { id } = await stage.open('beatboard', await stage.makeDocuments('beatboard', 1), WINDOWS);
  await load.ask('begin', id);
  await load.ask('write', { id, updates: [prepare] });
  await load.ask('acked', id);
  const stop = keepSetting(stage, id, overwrites);
  const before = await load.ask('type', { id, ...PACE });
  await beatboard.ask('begin');
  const { rss } = await beatboard.ask('usage', { collect: true });

  await load.ask('read', { id, again: false });
  const began = performance.now();
  const during: number[] = [];
  let sentOff = false;
  while (!sentOff && performance.now() - began < LONGEST_MS) {
    during.push((await load.ask('type', { id, ...PACE })).words.p99);
    sentOff = (await beatboard.ask('connections')) < WINDOWS.windowsPerDocument;
  }
  const afterMs = performance.now() - began;
  await stop();
  const { peakRss } = await beatboard.ask('usage', { collect: false });
  await load.ask('read', { id, again: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [code = NaN] = await load.ask('closedCodes', id);
  await load.ask('close', id);
  return { change: Math.max(...during) / before.words.p99, code, afterMs, memory: megabytes(peakRss - rss) };
}

function keepSetting({ load }: Stage, id: number, updates: readonly Uint8Array[]): () => Promise<void> {
  const stopping = new AbortController();
  const done = (async () => {
    for (const update of updates) {
      if (stopping.signal.aborted) return;
      await load.ask('write', { id, updates: [update] });
      await new Promise((resolve) => setTimeout(resolve, 1000 / FIELDS_PER_SECOND));
    }
  })();
  return () => {
    stopping.abort();
    return done;
  };
}
