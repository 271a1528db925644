import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import type { PGlite } from '@electric-sql/pglite';
import { record, type Act } from '#tests/chaos/power/recorder.ts';
import { openEngine } from './engine.ts';

const root = await mkdtemp(join(tmpdir(), 'beatboard-engine-'));
const folder = join(root, 'database');
const opened: PGlite[] = [];

afterEach(async () => {
  for (const client of opened.splice(0)) if (!client.closed) await client.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<PGlite> {
  const onLost = (reason: string) => expect.unreachable(reason);
  const client = await openEngine(folder, { template: inject('pgliteTemplate'), onLost });
  opened.push(client);
  return client;
}

/** Segments of the write-ahead log that were written to since they were last synced. */
function unsyncedLog(acts: readonly Act[]): string[] {
  const paths = new Map<number, string>();
  const waiting = new Set<string>();
  for (const act of acts) {
    if (act.kind === 'open') paths.set(act.handle, act.path);
    if (act.kind === 'write') waiting.add(paths.get(act.handle)!);
    if (act.kind === 'sync') waiting.delete(paths.get(act.handle)!);
  }
  return [...waiting].filter((path) => /pg_wal\/[0-9A-F]{24}$/.test(path));
}

test('a query and a transaction are answered when the log is on the disk, not before', async () => {
  const recorder = record(root);
  try {
    const client = await open();
    await client.exec('CREATE TABLE t (n int)');
    expect(unsyncedLog(recorder.acts)).toEqual([]);
    for (let n = 0; n < 5; n++) {
      const before = recorder.acts.length;
      await client.query('INSERT INTO t VALUES ($1)', [n]);
      expect(unsyncedLog(recorder.acts)).toEqual([]);
      await client.transaction((tx) => tx.query('INSERT INTO t VALUES ($1)', [n]));
      expect(unsyncedLog(recorder.acts)).toEqual([]);
      // Without this the two above would hold for an engine that writes nothing.
      expect(recorder.acts.slice(before).filter(({ kind }) => kind === 'sync').length).toBeGreaterThanOrEqual(2);
    }
  } finally {
    recorder.stop();
  }
});

test('the log is cut by itself: after two segments the start after a crash reads from there', async () => {
  const client = await open();
  await client.exec('CREATE TABLE t (n int)');
  const redo = async () =>
    (await client.query<{ redo_lsn: string }>('SELECT redo_lsn FROM pg_control_checkpoint()')).rows[0]?.redo_lsn;
  const first = await redo();
  for (let n = 0; n < 2; n++) {
    await client.exec(`INSERT INTO t VALUES (${String(n)})`);
    await client.exec('SELECT pg_switch_wal()');
    await client.exec(`INSERT INTO t VALUES (${String(n)})`);
  }
  await expect.poll(redo).not.toBe(first);
});

test('settings in the folder do not turn the promise off', async () => {
  const client = await open();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.exec(`ALTER SYSTEM SET ${setting} = off`);
  }
  await client.close();
  const again = await open();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    expect((await again.query(`SHOW ${setting}`)).rows).toEqual([{ [setting]: 'on' }]);
  }
});

test('what an engine that was never closed had answered is there for the next, over many segments', async () => {
  const killed = await open();
  await killed.exec('CREATE TABLE t (n int)');
  for (let n = 0; n < 5; n++) await killed.exec('SELECT pg_switch_wal(); TRUNCATE t; INSERT INTO t VALUES (7)');
  const next = await open();
  expect((await next.query('SELECT n FROM t')).rows).toEqual([{ n: 7 }]);
  // Closing the first would write over what the second has done since.
  opened.splice(opened.indexOf(killed), 1);
});
