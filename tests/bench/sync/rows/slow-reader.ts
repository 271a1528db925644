import { CLOSE } from '#shared/protocol/index.ts';
import { overwriteFields } from '../content.ts';
import { atMost, median, megabytes, read } from '../figures.ts';
import type { Stage } from '../stage.ts';
import type { Row } from './row.ts';

const OTHERS = 199;
const PACE = { seconds: 2, warmUp: 0.5, wordsPerSecond: 0.5, cursorsPerSecond: 0, inFlight: 0 };
/** A field of this size is set again and again, so that a socket that is not read fills up: the kernel's part first. */
const FIELD_BYTES = 32 * 1024;
const FIELDS_PER_SECOND = 20;
const LONGEST_MS = 30_000;
/** Of the fields that are set before anybody stops reading, too. */
const ALL_MS = LONGEST_MS + 15_000;

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
  unpaced: true,
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
  const { prepare, overwrites } = overwriteFields((FIELDS_PER_SECOND * ALL_MS) / 1000, FIELD_BYTES, seed);
  const documents = await stage.makeDocuments('beatboard', 1);
  const { id } = await stage.open('beatboard', documents, { windowsPerDocument: OTHERS });
  await load.ask('begin', id);
  await load.ask('write', { id, updates: [prepare] });
  await load.ask('acked', id);
  const stop = keepSetting(stage, id, overwrites);
  const p99 = async () => (await load.ask('type', { id, ...PACE })).words.p99;
  const before: number[] = [];
  while (before.length < 4) before.push(await p99());
  await beatboard.ask('begin');
  const { rss } = await beatboard.ask('usage', { collect: true });

  // A window of its own, and new: the kernel keeps tens of megabytes for a socket that was read fast for a while.
  const { id: slow } = await stage.open('beatboard', documents, { windowsPerDocument: 1 });
  await load.ask('read', { id: slow, again: false });
  const began = performance.now();
  const during: number[] = [];
  let sentOff = false;
  while (!sentOff && performance.now() - began < LONGEST_MS) {
    during.push(await p99());
    sentOff = (await beatboard.ask('connections')) <= OTHERS;
  }
  const afterMs = performance.now() - began;
  await stop();
  const { peakRss } = await beatboard.ask('usage', { collect: false });
  await load.ask('read', { id: slow, again: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [code = NaN] = await load.ask('closedCodes', slow);
  for (const session of [slow, id]) await load.ask('close', session);
  return { change: median(during) / median(before), code, afterMs, memory: megabytes(peakRss - rss) };
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
