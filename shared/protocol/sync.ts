/** Message types of the sync socket: y-websocket's own, and our acknowledgement. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server → client: `varUint n`, the first n write frames of this connection are durable. */
  ack: 100,
  /** Server → client: a RowMark, `varUint seq, varUint at`. The row is durable; the window names it when it comes back. */
  row: 101,
} as const;

/** Sub-types of a sync message (y-protocols). Step 2 and update are write frames. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Limits in bytes unless named otherwise. */
export const SYNC_LIMITS = {
  frame: 1024 * 1024,
  awarenessState: 2048,
  sendBuffer: 4 * 1024 * 1024,
  socketsPerUser: 20,
} as const;

/**
 * Query parameters of the sync URL, exchanged before the first byte of the document. `seq` and `at` name the last row
 * that the window was told of; one that was told of none leaves them out.
 */
export const SYNC_PARAMS = { schema: 'schema', epoch: 'epoch', seq: 'seq', at: 'at' } as const;

/**
 * One row of a document's log. Two histories of one document (a backup was put back, and people went on) have the same
 * seqs, but never a row of the same seq and time.
 */
export interface RowMark {
  readonly seq: number;
  /** When it was written, in milliseconds. */
  readonly at: number;
}
