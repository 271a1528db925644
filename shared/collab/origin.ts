import type { JobId, RevisionId, UserId } from '#shared/lib/ids.ts';

/**
 * Who made a transaction and why. Every change of a project document carries one: undo follows `edit` alone, the
 * journal records the rest by their kind.
 */
export type Origin =
  /** A person's own act in this window, outside the text editor; undoable. */
  | { readonly kind: 'edit' }
  /** A panel is told that its drawing, a document of its own, has changed; undone there and not here. */
  | { readonly kind: 'drawing' }
  /** Shape upgrade when a document is opened. */
  | { readonly kind: 'migration' }
  | { readonly kind: 'import'; readonly by: UserId }
  | { readonly kind: 'restore'; readonly by: UserId; readonly revision: RevisionId }
  | { readonly kind: 'generation'; readonly by: UserId; readonly job: JobId };

/** One object for all of a window's own acts: Yjs compares origins by identity. */
export const EDIT: Origin = { kind: 'edit' };
