import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Append, DocumentStore } from '#db/index.ts';
import { Connection } from '#server/sync/connection.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { listen } from '#tests/sync/listen.ts';
import { setPanel, startWorld, typeLine, userId } from '#tests/sync/network.ts';

/*
 * The server under attack, a process of its own: the real sockets, guard, rooms and journal over a store that counts and
 * checks rows instead of keeping them. Answers `report` over IPC.
 */

export interface Report {
  /** Rows so far. */
  readonly rows: number;
  /** Sessions that wrote rows since the last report. */
  readonly wrote: readonly string[];
  /** Rows that name somebody else than the session's user. */
  readonly misnamed: number;
  readonly errors: readonly string[];
  readonly connections: number;
  /** Megabytes. */
  readonly rss: number;
  readonly heap: number;
  /** Delay of the event loop since the last report, in milliseconds. */
  readonly delay: { readonly p99: number; readonly max: number };
  /** The turn of the event loop that took most of the processor since the last report. */
  readonly turn: Turn;
  /** The frames that took most of the processor since the last report, most first. */
  readonly slow: readonly Slow[];
}

export interface Turn {
  /** Processor time, as of a frame. */
  readonly ms: number;
  /** Frames that were handled in it, and their bytes. */
  readonly frames: number;
  readonly bytes: number;
  /** Of the time, what the collection of garbage took. */
  readonly garbageMs: number;
}

export interface Slow {
  /**
   * Processor time of the serving thread, at most: the shorter of the time that passed, which a busy machine stretches,
   * and that of all threads of the process.
   */
  readonly ms: number;
  readonly session: string;
  /** The how manyth frame of its socket it is, from 0. */
  readonly number: number;
  readonly bytes: number;
}

interface Meter {
  readonly at: number;
  readonly cpu: NodeJS.CpuUsage;
}

const SLOW_ONES = 50;
/** Frames that take less, in milliseconds, are not told of. */
const SLOW_MS = 3;
/** In bytes. */
const SMALL = 256;
const TURN_MS = 5;
const MB = 1024 * 1024;

let rows = 0;
let misnamed = 0;
let wrote = new Set<string>();
let slow: Slow[] = [];

function countingStore(inner: DocumentStore): DocumentStore {
  let seq = 1;
  const count = ({ rows: added }: Append) => {
    const seqFrom = seq + 1;
    seq += added.length;
    rows += added.length;
    for (const row of added) {
      wrote.add(row.sessionId);
      const name = /^session-(\w+)/.exec(row.sessionId)?.[1] ?? '';
      if (row.userId !== userId(name)) misnamed += 1;
    }
    return { kind: 'committed' as const, seqFrom };
  };
  return { ...inner, append: (batch) => Promise.resolve(batch.map(count)) };
}

function startMeter(): Meter {
  return { at: performance.now(), cpu: process.cpuUsage() };
}

function readMeter({ at, cpu }: Meter): number {
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.now() - at, (user + system) / 1000);
}

/** Both ends of a stretch of time, as of `performance.now()`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const QUIET: Omit<Turn, 'garbageMs'> & Stretch = { ms: 0, frames: 0, bytes: 0, from: 0, to: 0 };

let worstTurn = QUIET;
let garbage: Stretch[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) garbage.push({ from: startTime, to: startTime + duration });
}).observe({ entryTypes: ['gc'] });

/** Known a moment later only, so that it is asked for when a turn is told of. */
function withGarbage({ ms, frames, bytes, from, to }: typeof worstTurn): Turn {
  const shared = garbage.map((each) => Math.min(to, each.to) - Math.max(from, each.from));
  return { ms, frames, bytes, garbageMs: shared.reduce((sum, each) => sum + Math.max(0, each), 0) };
}

let turnMeter = startMeter();
const numbers = new WeakMap<Connection, number>();
let inTurn = { frames: 0, bytes: 0 };

/* eslint-disable @typescript-eslint/unbound-method -- called on the connection below */
const handle = Connection.prototype.handle;
/* eslint-enable @typescript-eslint/unbound-method */
Connection.prototype.handle = function (this: Connection, frame) {
  const number = numbers.get(this) ?? 0;
  numbers.set(this, number + 1);
  inTurn = { frames: inTurn.frames + 1, bytes: inTurn.bytes + frame.length };
  // Asking for the processor's time costs more than a small frame: that of its whole turn is an upper bound, too.
  const meter = frame.length < SMALL ? { ...turnMeter, at: performance.now() } : startMeter();
  try {
    handle.call(this, frame);
  } finally {
    const ms = readMeter(meter);
    if (ms > SLOW_MS) slow.push({ ms, number, session: this.ticket.actor.sessionId, bytes: frame.length });
  }
};

setInterval(() => {
  const ms = readMeter(turnMeter);
  if (ms > worstTurn.ms) worstTurn = { ms, ...inTurn, from: turnMeter.at, to: performance.now() };
  inTurn = { frames: 0, bytes: 0 };
  turnMeter = startMeter();
}, TURN_MS);

const world = await startWorld(
  { ana: 'writer', ben: 'writer', wendy: 'writer', dirk: 'director', vic: 'viewer', olaf: 'viewer' },
  {
    store: countingStore(createMemoryStore()),
    limits: { idleMs: 3_600_000, checkpointRows: Infinity },
    seed: (doc) => {
      typeLine(doc, 'INT. KITCHEN - DAY');
      setPanel(doc, 'panel', 'the kitchen');
    },
  },
);
const { url } = await listen(world);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', () => {
  const stalls = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
  // Counting is no part of what is counted.
  delay.disable();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  const report: Report = {
    ...{ rows, wrote: [...wrote], misnamed, errors: world.errors.splice(0) },
    ...{ connections: world.server.stats().connections, rss: rss / MB, heap: heapUsed / MB },
    ...{ delay: stalls, turn: withGarbage(worstTurn), slow: slow.sort((a, b) => b.ms - a.ms).slice(0, SLOW_ONES) },
  };
  worstTurn = QUIET;
  garbage = [];
  wrote = new Set();
  slow = [];
  process.send?.(report);
  delay.reset();
  turnMeter = startMeter();
  setImmediate(() => delay.enable());
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });
