import * as Y from 'yjs';
import type { DeviceStore } from './device-store.ts';
import type { SaveFacts } from './save-state.ts';

/** Rows above which a copy is rewritten as one when it is opened. */
const COMPACT_ROWS = 200;
/** A browser whose storage hangs must not keep the document shut, in milliseconds. */
const OPEN_MS = 3000;

export interface DeviceCopy {
  /** Resolves when the document holds what this device had, or it turned out that it has nothing to give. */
  readonly loaded: Promise<void>;
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
  let store: DeviceStore | null = null;
  let queue: Uint8Array[] = [];
  let writing = false;
  let destroyed = false;
  const origin = {};

  const onUpdate = (update: Uint8Array, from: unknown) => {
    if (from === origin) return;
    queue.push(update);
    void pump();
  };

  // One transaction at a time, with all that gathered during the one before.
  async function pump(): Promise<void> {
    if (writing || !store) return;
    writing = true;
    onState('writing');
    try {
      while (queue.length > 0) {
        const updates = queue;
        queue = [];
        await store.append(updates);
      }
      onState('written');
    } catch {
      // Storage is full or was taken away. What is in memory is tried again with the next change.
      queue = [Y.encodeStateAsUpdate(doc)];
      onState('failed');
    } finally {
      writing = false;
    }
  }

  async function load(): Promise<void> {
    const opened = await inTime(open(), OPEN_MS);
    if (destroyed) {
      opened.close();
      return;
    }
    doc.transact(() => {
      for (const update of opened.updates) Y.applyUpdate(doc, update);
    }, origin);
    store = opened;
    if (opened.updates.length > COMPACT_ROWS) await opened.compact(Y.encodeStateAsUpdate(doc));
    await pump();
  }

  doc.on('update', onUpdate);
  return {
    loaded: load().catch(() => onState('failed')),
    setAside: async () => {
      await store?.setAside();
    },
    destroy: () => {
      destroyed = true;
      doc.off('update', onUpdate);
      store?.close();
    },
  };
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
