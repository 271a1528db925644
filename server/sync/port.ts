import type { ProjectDoc, Origin } from '#shared/collab/index.ts';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';

/** A state of a document that is durable: everything up to and including `seq` of `epoch`. */
export interface DocumentState {
  readonly epoch: number;
  readonly seq: number;
  /** Yjs V1 update holding the whole document. */
  readonly state: Uint8Array;
}

/** What was found in a durable state of a document. */
export interface Seen<T> extends Omit<DocumentState, 'state'> {
  readonly found: T;
}

/** How use cases reach documents: as a peer of everybody who has them open, never by writing rows. */
export interface Documents {
  /** Makes a document whose first content is what `build` writes, in one durable transaction. Seeded here and only here. */
  create(
    name: DocumentName,
    project: ProjectId,
    by: UserId,
    build: (doc: ProjectDoc) => void,
  ): Promise<{ epoch: number; seq: number }>;
  /** Applies one transaction to the live document and resolves when it is durable. Open editors see it at once. */
  edit<T>(name: DocumentName, by: UserId, origin: Origin, change: (doc: ProjectDoc) => T): Promise<T>;
  /**
   * What `read` finds in the live document, which it must not keep, once that is durable; costs no copy of the document.
   * `seq` is the last row that it had seen.
   */
  look<T>(name: DocumentName, read: (doc: ProjectDoc) => T): Promise<Seen<T>>;
  /** The document as it is durably stored now, edits in flight included once committed. */
  read(name: DocumentName): Promise<DocumentState>;
}
