import { assetHashes, forgetAsset, removeIfUnowned, unusedAssets, type AssetRow, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { hashOfName, type FileStore, type StoredFile } from './file-store.ts';

export interface ClearOptions {
  readonly db: Db;
  readonly store: FileStore;
  readonly clock: Clock;
  /** What was put later than so long ago stays whatever names it: an upload on its way, a tab that comes back. */
  readonly graceMs: number;
  /**
   * Why files whose rows are gone must stay for now, in a sentence; null when they need not. Rows that a restore has
   * replaced may be put back, and their files were never copied.
   */
  readonly keepFiles: () => Promise<string | null>;
}

/** What nothing needs any more. */
export interface Unused {
  /** Files of a project that no take, job, revision, log row or state of it names. */
  readonly rows: readonly AssetRow[];
  /** Stored files, sizes of pictures among them, that belong to no project. */
  readonly files: readonly StoredFile[];
  /** Bytes of both in the store. */
  readonly bytes: number;
  /** Why files without rows are left out, or null. */
  readonly kept: string | null;
}

/** Looks, and changes nothing. */
export async function findUnused(options: ClearOptions): Promise<Unused> {
  const { db, store } = options;
  const before = cutOff(options);
  const kept = await options.keepFiles();
  const rows = await unusedAssets(db, before);
  const files: StoredFile[] = [];
  // The store before the rows: a file that comes in between has its row by then, and is too young besides.
  const stored = kept === null ? await all(store.list()) : [];
  const owned = await assetHashes(db);
  for (const file of stored) {
    if (file.writtenAt < before.getTime() && !owned.has(hashOfName(file.name) as AssetHash)) files.push(file);
  }
  const bytes = sum([...rows.map((row) => row.bytes), ...files.map((file) => file.bytes)]);
  return { rows, files, bytes, kept };
}

/** Removes what is unused at the moment of its removal. Answers with what went. */
export async function clearUnused(options: ClearOptions): Promise<Unused> {
  const { db, store } = options;
  const before = cutOff(options);
  const found = await findUnused(options);
  const rows: AssetRow[] = [];
  for (const row of found.rows) if (await forgetAsset(db, row, before)) rows.push(row);
  // Whose last row went just now is found with the next round: its file is as safe as those of others until then.
  const files: StoredFile[] = [];
  for (const [hash, ofHash] of byHash(found.files)) {
    const remove = async () => {
      for (const { name } of ofHash) await store.remove(name);
    };
    if (await removeIfUnowned(db, hash, remove)) files.push(...ofHash);
  }
  return { ...found, rows, files, bytes: sum(files.map((file) => file.bytes)) };
}

function cutOff({ clock, graceMs }: ClearOptions): Date {
  return new Date(clock.now() - graceMs);
}

function byHash(files: readonly StoredFile[]): Map<AssetHash, StoredFile[]> {
  const groups = new Map<AssetHash, StoredFile[]>();
  for (const file of files) {
    const hash = hashOfName(file.name) as AssetHash;
    groups.set(hash, [...(groups.get(hash) ?? []), file]);
  }
  return groups;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
