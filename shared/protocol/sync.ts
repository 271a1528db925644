/** Message types of the sync socket: y-websocket's own, and our acknowledgement. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server → client: `varUint n`, the first n write frames of this connection are durable. */
  ack: 100,
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

/** Query parameters of the sync URL, exchanged before the first byte of the document. */
export const SYNC_PARAMS = { schema: 'schema', epoch: 'epoch' } as const;
