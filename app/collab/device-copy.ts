import * as Y from 'yjs';
import { applyState } from '#shared/collab/index.ts';
import type { RowMark } from '#shared/protocol/index.ts';
import type { DeviceStore } from './device-store.ts';
import type { SaveFacts } from './save-state.ts';

/** Rows above which a copy is rewritten as one when it is opened. */
const COMPACT_ROWS = 200;
/** A browser whose storage hangs must not keep the document shut, in milliseconds. */
const OPEN_MS = 3000;

export interface DeviceCopy {
  /** Resolves when the document holds what this device had, or it turned out that it has nothing to give. */
  readonly loaded: Promise<void>;
  /** The last row that this device was told is durable; null before it is loaded, and when it was told of none. */
  readonly row: RowMark | null;
  keepRow(row: RowMark): void;
  /** Hands over at once what waits for an earlier write: the page is being put away. */
  flush(): void;
  /** Never opens this copy again; its content stays. */
  setAside(): Promise<void>;
  destroy(): void;
}

/**
 * Keeps a copy of the document in this browser, written through at every change, from here or from others: after a crash
 * of the tab the window opens with all that it showed. `onState` hears `written` only when everything is.
 */
export function keepDeviceCopy(
  doc: Y.Doc,
  open: () => Promise<DeviceStore>,
  onState: (state: SaveFacts['device']) => void,
): DeviceCopy {
  return new OpenCopy(doc, open, onState);
}

class OpenCopy implements DeviceCopy {
  readonly loaded: Promise<void>;
  readonly #doc: Y.Doc;
  readonly #onState: (state: SaveFacts['device']) => void;
  #store: DeviceStore | null = null;
  #row: RowMark | null = null;
  #queue: Uint8Array[] = [];
  /** Transactions that are under way. */
  #writing = 0;
  /** One of them did not end well, and none has carried everything since. */
  #failed = false;
  #destroyed = false;

  constructor(doc: Y.Doc, open: () => Promise<DeviceStore>, onState: (state: SaveFacts['device']) => void) {
    this.#doc = doc;
    this.#onState = onState;
    doc.on('update', this.#onUpdate);
    this.loaded = this.#load(open).catch(() => this.#tell('failed'));
  }

  get row(): RowMark | null {
    return this.#row;
  }

  keepRow(row: RowMark): void {
    this.#row = row;
    // Without it a later window could not prove what this one has seen; nothing that anybody made is lost.
    void this.#store?.keepRow(row).catch(() => undefined);
  }

  flush(): void {
    if (this.#queue.length > 0) void this.#write();
  }

  async setAside(): Promise<void> {
    await this.#store?.setAside();
  }

  destroy(): void {
    this.flush();
    this.#destroyed = true;
    this.#doc.off('update', this.#onUpdate);
    // Waits for the transactions that are under way.
    this.#store?.close();
  }

  #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#queue.push(update);
    // One transaction at a time, with all that gathered during the one before.
    if (this.#writing === 0) void this.#write();
  };

  async #load(open: () => Promise<DeviceStore>): Promise<void> {
    const store = await inTime(open(), OPEN_MS);
    if (this.#destroyed) {
      store.close();
      return;
    }
    this.#doc.transact(() => {
      for (const update of store.updates) applyState(this.#doc, update);
    }, this);
    this.#row = store.row;
    this.#store = store;
    if (store.updates.length > COMPACT_ROWS) await store.compact(Y.encodeStateAsUpdate(this.#doc));
    await this.#write();
  }

  async #write(): Promise<void> {
    if (!this.#store) return;
    // After a failure nobody knows what is there: everything goes out once more.
    const updates = this.#failed ? [Y.encodeStateAsUpdate(this.#doc)] : this.#queue;
    this.#queue = [];
    this.#failed = false;
    this.#writing += 1;
    this.#tell('writing');
    try {
      if (updates.length > 0) await this.#store.append(updates);
    } catch {
      // Storage is full or was taken away. The next change tries again.
      this.#failed = true;
    }
    this.#writing -= 1;
    if (this.#writing > 0) return;
    if (this.#queue.length > 0 && !this.#failed) await this.#write();
    else this.#tell(this.#failed ? 'failed' : 'written');
  }

  #tell(state: SaveFacts['device']): void {
    if (!this.#destroyed) this.#onState(state);
  }
}

function inTime<T extends { close(): void }>(opening: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error('The browser’s storage does not answer.'));
    }, ms);
    opening.then(
      (opened) => {
        clearTimeout(timer);
        if (late) opened.close();
        else resolve(opened);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
