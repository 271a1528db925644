import { monitorEventLoopDelay } from 'node:perf_hooks';
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
  /** The frames that took most of the processor since the last report, slowest first. */
  readonly slow: readonly Slow[];
}

export interface Slow {
  readonly ms: number;
  /** Processor time of the whole process meanwhile, which a busy machine does not stretch. */
  readonly cpuMs: number;
  readonly session: string;
  readonly bytes: number;
}

const SLOW_ONES = 50;
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

/* eslint-disable @typescript-eslint/unbound-method -- called on the connection below */
const receive = Connection.prototype.receive;
/* eslint-enable @typescript-eslint/unbound-method */
Connection.prototype.receive = function (this: Connection, frame) {
  const before = performance.now();
  const cpu = process.cpuUsage();
  try {
    receive.call(this, frame);
  } finally {
    const ms = performance.now() - before;
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1000;
    if (cpuMs > 5) slow.push({ ms, cpuMs, session: this.ticket.actor.sessionId, bytes: frame.length });
  }
};

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
    ...{ delay: stalls, slow: slow.sort((a, b) => b.cpuMs - a.cpuMs).slice(0, SLOW_ONES) },
  };
  wrote = new Set();
  slow = [];
  process.send?.(report);
  delay.reset();
  setImmediate(() => delay.enable());
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });
