import type { ProjectDoc, Origin } from '#shared/collab/index.ts';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';

/** A state of a document that is durable: everything up to and including `seq` of `epoch`. */
export interface DocumentState {
  readonly epoch: number;
  readonly seq: number;
  /** Yjs V1 update holding the whole document. */
  readonly state: Uint8Array;
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
  /** The document as it is durably stored now, edits in flight included once committed. */
  read(name: DocumentName): Promise<DocumentState>;
}
