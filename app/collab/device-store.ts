import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import type { RowMark } from '#shared/protocol/index.ts';

/** One document's updates in this browser's storage. */
export interface DeviceStore {
  /** What was there when it was opened, in order. */
  readonly updates: readonly Uint8Array[];
  /** The row that was last kept. */
  readonly row: RowMark | null;
  /** Resolves when the update is written, not merely handed over. */
  append(updates: readonly Uint8Array[]): Promise<void>;
  /** Keeps the last row of the document that the server called durable. */
  keepRow(row: RowMark): Promise<void>;
  /** Replaces what was there when it was opened by one update that holds the same. */
  compact(state: Uint8Array): Promise<void>;
  /** Keeps the content and never opens it again under its name: the server will not take it. */
  setAside(): Promise<void>;
  close(): void;
}

/** A copy that no window opens by itself any more. */
export interface KeptStore {
  readonly updates: readonly Uint8Array[];
  readonly isPutOff: boolean;
  /** Remembers that the person was told of it. */
  putOff(): Promise<void>;
  remove(): Promise<void>;
  close(): void;
}

const UPDATES = 'updates';
const META = 'meta';
const ASIDE = 'aside';
const ROW = 'row';
const PUT_OFF = 'put-off';
/** Copies that were set aside keep their name; the next one gets a number. Nobody has this many. */
const MAX_ASIDE = 20;

/** Copies of two people, of two documents and of two epochs are never mixed. */
export function deviceStoreName(user: UserId, document: DocumentName, epoch: number): string {
  return `beatboard/${user}/${document}/${String(epoch)}`;
}

/** Opens the store of this name. Rejects when the browser has no storage, or none left. */
export async function openDeviceStore(name: string): Promise<DeviceStore> {
  for (let n = 0; n < MAX_ASIDE; n++) {
    const db = await openDatabase(n === 0 ? name : `${name}~${String(n)}`);
    const aside = await done<unknown>(db.transaction(META).objectStore(META).get(ASIDE));
    if (aside === undefined) return load(db);
    db.close();
  }
  throw new Error('Too many copies were set aside.');
}

/** The copies beside the one of this name: of earlier epochs, and those that were set aside. Newest epoch first. */
export async function keptStoreNames(current: string): Promise<string[]> {
  const [folder, epoch] = [current.slice(0, current.lastIndexOf('/') + 1), current.slice(current.lastIndexOf('/') + 1)];
  const found = await indexedDB.databases();
  const names = found.flatMap(({ name }) => (name?.startsWith(folder) ? [name.slice(folder.length)] : []));
  const copies = names.filter((name) => /^\d+(~\d+)?$/.test(name)).sort((a, b) => parseInt(b) - parseInt(a));
  const kept: string[] = [];
  for (const copy of copies) {
    const isOfEpoch = copy.split('~')[0] === epoch;
    if (!isOfEpoch || (await isAside(folder + copy))) kept.push(folder + copy);
  }
  return kept;
}

async function isAside(name: string): Promise<boolean> {
  const db = await openDatabase(name);
  const aside = await done<unknown>(db.transaction(META).objectStore(META).get(ASIDE));
  db.close();
  return aside !== undefined;
}

export async function openKeptStore(name: string): Promise<KeptStore> {
  const db = await openDatabase(name);
  // Another window removes it.
  db.onversionchange = () => db.close();
  const [updates, putOff] = await Promise.all([
    done(db.transaction(UPDATES).objectStore(UPDATES).getAll() as IDBRequest<Uint8Array[]>),
    done<unknown>(db.transaction(META).objectStore(META).get(PUT_OFF)),
  ]);
  return {
    updates,
    isPutOff: putOff !== undefined,
    putOff: () => write(db, (_updates, meta) => meta.put(true, PUT_OFF)),
    remove: async () => {
      db.close();
      await done(indexedDB.deleteDatabase(name));
    },
    close: () => db.close(),
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(UPDATES, { autoIncrement: true });
    request.result.createObjectStore(META);
  };
  return done(request);
}

async function load(db: IDBDatabase): Promise<DeviceStore> {
  const store = db.transaction(UPDATES).objectStore(UPDATES);
  const [updates, keys] = await Promise.all([
    done(store.getAll() as IDBRequest<Uint8Array[]>),
    done(store.getAllKeys()),
  ]);
  const lastKey = keys.at(-1);
  const row = await done(db.transaction(META).objectStore(META).get(ROW) as IDBRequest<RowMark | undefined>);

  return {
    updates,
    row: row ?? null,
    keepRow: (kept) => write(db, (_store, meta) => meta.put(kept, ROW)),
    append: (added) =>
      write(db, (store) => {
        for (const update of added) store.add(update);
      }),
    compact: (state) =>
      write(db, (store) => {
        // Only what was read: another tab of the same person may have added more.
        if (lastKey !== undefined) store.delete(IDBKeyRange.upperBound(lastKey));
        store.add(state);
      }),
    setAside: () => write(db, (_store, meta) => meta.put(Date.now(), ASIDE)),
    close: () => db.close(),
  };
}

type Change = (updates: IDBObjectStore, meta: IDBObjectStore) => void;

function write(db: IDBDatabase, change: Change): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction([UPDATES, META], 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser gave up a write.'));
    change(transaction.objectStore(UPDATES), transaction.objectStore(META));
    // Not left to the browser, which would wait for this page to answer: the page may be gone by then.
    transaction.commit();
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser refused its storage.'));
  });
}
