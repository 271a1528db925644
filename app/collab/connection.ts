import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { EndWords } from './end-words.ts';

/**
 * What may be said about a person's work, driven by the durable acknowledgement and by nothing else:
 * - `saved`: every change of this window is committed in the server's database;
 * - `saving`: sent or about to be, not yet acknowledged;
 * - `on-device`: no connection; every change is in this browser's storage and goes out on return;
 * - `not-saved`: neither; `reason` is a sentence for the person;
 * - `read-only`: this person's role writes nothing; `reason` says so;
 * - `ended`: the server said that coming back is pointless (`code`). The window writes no more.
 */
export type SaveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'on-device' }
  | { readonly kind: 'not-saved'; readonly reason: string }
  | { readonly kind: 'read-only'; readonly reason: string }
  | ({ readonly kind: 'ended'; readonly code: number } & EndWords);

/** A value that can be read now and watched: the shape of React's useSyncExternalStore. */
export interface Readable<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One window's hold on a project document. Made once per mounted project, outside React's render. */
export interface ProjectConnection {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /**
   * The window's one undo stack, script and boards together. It follows the origins in `trackedOrigins`: the EDIT origin
   * of shared/collab, and whatever origin the text editor adds for itself.
   */
  readonly undo: Y.UndoManager;
  readonly saveState: Readable<SaveState>;
  /** Resolves when the document was first filled, from this device or the server, whichever is sooner. */
  readonly whenFilled: Promise<void>;
  destroy(): void;
}
