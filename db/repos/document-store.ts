import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { RowMark } from '#shared/protocol/index.ts';

/** What must be known about a document before a byte of it is sent. */
export interface DocumentHead {
  readonly project: ProjectId;
  readonly epoch: number;
  readonly schemaVersion: number;
  /** Seq of the last committed row; 0 for a document without rows. A new epoch goes on counting. */
  readonly seq: number;
  /** When that row was written; null while this epoch has none. */
  readonly at: number | null;
  /** Raised by a process that claims the document for itself: whoever had it before can't write any more. */
  readonly fence: number;
}

/** The durable document: a checkpoint, the log rows after it, and which user each Yjs client id belongs to. */
export interface LoadedDocument extends DocumentHead {
  readonly checkpoint: { readonly seq: number; readonly bytes: Uint8Array } | null;
  /** V1 updates in the order of their seq. */
  readonly updates: readonly Uint8Array[];
  readonly clients: ReadonlyMap<number, ClientOwner>;
}

/** Whose a Yjs client id is. One of a server belongs to nobody, whomever the server wrote for. */
export type ClientOwner = UserId | 'server';

export interface NewDocument {
  readonly name: DocumentName;
  readonly project: ProjectId;
  readonly schemaVersion: number;
  /** The first row of the log, or null for an empty document. */
  readonly seed: { readonly bytes: Uint8Array; readonly clientId: number } | null;
  readonly by: UserId;
  readonly at: number;
}

export interface NewRow {
  readonly bytes: Uint8Array;
  readonly userId: UserId;
  /** Hash of the session, or `server`. */
  readonly sessionId: string;
  readonly at: number;
  /** Client ids that this row uses for the first time; they belong to its user from now on. */
  readonly newClients: readonly number[];
}

/** Rows of one document, in order. */
export interface Append {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly fence: number;
  readonly rows: readonly NewRow[];
}

/**
 * The seq of an append's first row, or `fenced`: the document is gone, in another epoch, claimed by another process, or
 * a client id that the rows use for the first time has become somebody else's meanwhile.
 */
export type Appended = { readonly kind: 'committed'; readonly seqFrom: number } | { readonly kind: 'fenced' };

export interface NewCheckpoint {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly at: number;
}

/** A document's next epoch, and the state that it begins with. */
export interface NewEpoch extends NewCheckpoint {
  /** The epoch whose whole content, up to `seq`, the state holds. */
  readonly after: number;
}

export interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly userId: UserId;
  readonly sessionId: string;
  readonly at: number;
  /** Client ids that this row used for the first time. */
  readonly newClients: readonly number[];
}

/** Where documents are durable. Every method that writes has committed when it resolves. */
export interface DocumentStore {
  /** Resolves `exists` when the name is taken. */
  create(document: NewDocument): Promise<'created' | 'exists'>;
  head(name: DocumentName): Promise<DocumentHead | null>;
  /** The heads of those that exist, in one question. */
  heads(names: readonly DocumentName[]): Promise<ReadonlyMap<DocumentName, DocumentHead>>;
  /** `claim` raises the fence first: whoever else holds the document in memory can't write it any more. */
  load(name: DocumentName, how?: { readonly claim: boolean }): Promise<LoadedDocument | null>;
  /** One transaction for the whole batch; every document at most once in it. Answers in the batch's order. */
  append(batch: readonly Append[]): Promise<Appended[]>;
  /**
   * Keeps the newest two of the epoch and the one it began with. Log rows that both hold go when they are older than the
   * project keeps its history.
   */
  saveCheckpoint(checkpoint: NewCheckpoint): Promise<void>;
  /**
   * Begins a new epoch with its first checkpoint and raises the fence. Named revisions come along, for the new epoch
   * descends from them. Resolves false, and changes nothing, when the document has moved on from `after` and `seq`.
   */
  startEpoch(epoch: NewEpoch): Promise<boolean>;
  /** Whether the log of this epoch has exactly this row. */
  hasRow(name: DocumentName, epoch: number, row: RowMark): Promise<boolean>;
  /** Rows after `after`, at most `limit`, in order. Where old ones are gone, it begins with the first that is left. */
  log(name: DocumentName, epoch: number, after: number, limit: number): Promise<LogRow[]>;
}
