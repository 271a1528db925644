import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';

export interface TypistOrder {
  /** The script as it is now. */
  readonly state: Uint8Array;
  readonly name: string;
  /** The index of the element that is typed in. */
  readonly line: number;
  /** Milliseconds between two letters. */
  readonly interval: number;
}

/** What travels between two windows. */
export interface Sent {
  readonly kind: 'doc' | 'awareness';
  readonly update: Uint8Array;
}

/** Sets somebody to work in a worker, joined to this window as by a network. They leave when it is terminated. */
export function startTypist(order: TypistOrder, { doc, awareness }: ProjectConnection): Worker {
  const typist = new Worker(new URL('./typist.ts', import.meta.url), { type: 'module' });
  const post = (sent: Sent | TypistOrder) => typist.postMessage(sent);
  post(order);
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== typist) post({ kind: 'doc', update });
  });
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin !== typist) post({ kind: 'awareness', update: encodeAwarenessUpdate(awareness, [doc.clientID]) });
  });
  typist.onmessage = ({ data: { kind, update } }: MessageEvent<Sent>) => {
    if (kind === 'doc') Y.applyUpdate(doc, update, typist);
    else applyAwarenessUpdate(awareness, update, typist);
  };
  return typist;
}
