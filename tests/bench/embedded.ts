import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { createDocumentStore, migrate, openDatabase, type Database, type Db } from '#db/index.ts';
import * as schema from '#db/schema/index.ts';
import { startWorker, system } from '#server/config/index.ts';
import { Journal } from '#server/sync/journal.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { silentLog } from '#tests/factories/silent-log.ts';

/*
 * The embedded database under the journal's group commit: 2,000 rows/s of 200 B over 100 documents, in a thread and synced,
 * against PGlite as it comes (on the server's own thread, never synced), in turn and in one run. Then a checkpoint, and the
 * start after a crash.
 */
const ROWS_PER_SECOND = 2000;
const DOCUMENTS = 100;
const USER = 'user000000000001' as UserId;
const PROJECT = 'project000000001' as ProjectId;
const AT = new Date('2026-01-01T00:00:00Z');

type Figures = Readonly<Record<string, number>>;

/** `npm run bench -- embedded [seconds] [rounds]` */
export async function bench([seconds = '10', rounds = '2']: readonly string[]): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), 'beatboard-bench-'));
  const variants = {
    'as it comes': await openBare(join(home, 'bare')),
    'thread, synced': await openOurs(join(home, 'ours')),
  };
  for (const { db } of Object.values(variants)) await prepare(db);
  for (let round = 1; round <= Number(rounds); round++) {
    for (const [name, { db }] of Object.entries(variants)) print(name, await typing(db, Number(seconds)));
  }
  for (const [name, { db }] of Object.entries(variants)) print(`${name}: checkpoint`, await checkpoint(db));
  for (const variant of Object.values(variants)) await variant.close();
  print('thread, synced: start', await starts(join(home, 'ours')));
  await rm(home, { recursive: true });
  return true;
}

function print(name: string, figures: Figures): void {
  const columns = Object.entries(figures).map(([label, figure]) => `${label} ${figure.toFixed(1).padStart(7)}`);
  console.log(`${name.padEnd(28)} ${columns.join('   ')}`);
}

async function openBare(folder: string): Promise<Pick<Database, 'db' | 'close'>> {
  const client = await PGlite.create(folder);
  const db: Db = drizzle(client, { schema });
  await migrate({ db });
  return { db, close: () => client.close() };
}

async function openOurs(folder: string, onThread: (worker: Worker) => void = () => undefined): Promise<Database> {
  const database = await openDatabase({
    ...{ kind: 'pglite', folder, template: null },
    startThread: (...thread) => {
      const worker = startWorker(...thread);
      onThread(worker);
      return worker;
    },
    onLost: () => undefined,
  });
  await migrate(database);
  return database;
}

async function prepare(db: Db): Promise<void> {
  await db.insert(schema.users).values({ id: USER, email: 'a', name: 'A', passwordHash: '-', createdAt: AT });
  const workspaceId = 'workspace0000001' as WorkspaceId;
  await db.insert(schema.workspaces).values({ id: workspaceId, name: 'W', createdAt: AT });
  await db.insert(schema.projects).values({ id: PROJECT, workspaceId, title: 'P', createdBy: USER, createdAt: AT });
  const store = createDocumentStore(db);
  for (let i = 0; i < DOCUMENTS; i++) {
    await store.create({ name: nameOf(i), project: PROJECT, schemaVersion: 1, seed: null, by: USER, at: 0 });
  }
}

function nameOf(i: number): DocumentName {
  return `document${String(i % DOCUMENTS).padStart(8, '0')}` as DocumentName;
}

async function typing(db: Db, seconds: number): Promise<Figures> {
  const journal = new Journal(createDocumentStore(db), system.clock, silentLog);
  const bytes = new Uint8Array(200).fill(7);
  const row = { bytes, userId: USER, sessionId: 's', at: 0, newClients: [] };
  const acks: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const start = performance.now();
  loop.enable();
  let sent = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - start;
      for (; sent < (elapsed / 1000) * ROWS_PER_SECOND; sent++) {
        const at = performance.now();
        journal.push({ name: nameOf(sent), epoch: 1, fence: 0 }, row, () => acks.push(performance.now() - at));
      }
      if (elapsed < seconds * 1000) return;
      clearInterval(timer);
      void journal.idle().then(resolve);
    }, 2);
  });
  loop.disable();
  const took = (performance.now() - start) / 1000;
  return { 'rows/s': acks.length / took, ...quantiles('ack', acks), ...loopOf(loop) };
}

async function checkpoint(db: Db): Promise<Figures> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  await db.execute(sql`CHECKPOINT`);
  const ms = performance.now() - start;
  // The delay is noted by the next turn of the loop.
  await new Promise((resolve) => setTimeout(resolve, 5));
  loop.disable();
  return { ms, ...loopOf(loop) };
}

/** Opening after a close, and after the thread was ended with a segment's worth of log to read: at most it is two. */
async function starts(folder: string): Promise<Figures> {
  const closed = await timed(() => openOurs(folder));
  await closed.result.close();
  const threads: Worker[] = [];
  const { db } = await openOurs(folder, (worker) => threads.push(worker));
  const written = async () => {
    const lag = sql<string>`pg_current_wal_lsn() - redo_lsn`;
    const [row] = await db.select({ lag }).from(sql`pg_control_checkpoint()`);
    return Number(row?.lag ?? 0) / 2 ** 20;
  };
  while ((await written()) < 15) {
    await db.execute(sql`SELECT pg_logical_emit_message(false, 'bench', repeat('x', 1000000))`);
    await db.execute(sql`UPDATE documents SET head_seq = head_seq`);
  }
  const mb = await written();
  await threads[0]?.terminate();
  const crashed = await timed(() => openOurs(folder));
  await crashed.result.close();
  return { 'after a close, ms': closed.ms, 'after a crash, ms': crashed.ms, 'log read, MB': mb };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

function loopOf(loop: ReturnType<typeof monitorEventLoopDelay>): Figures {
  return { 'loop p99': loop.percentile(99) / 1e6, 'loop max': loop.max / 1e6 };
}

function quantiles(label: string, values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { [`${label} p50`]: at(0.5), [`${label} p99`]: at(0.99) };
}
