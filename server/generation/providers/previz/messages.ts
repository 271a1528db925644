import type { StructureMap } from '#shared/shots/index.ts';
import type { PrevizSpec } from '#shared/previz/index.ts';

/** What the pool asks of a worker: the frame, or a map of what is in it. */
export interface WorkerRequest {
  readonly id: number;
  readonly spec: PrevizSpec;
  readonly map: StructureMap | null;
}

/** What a worker tells the pool. No picture: the map asked for has nothing to tell. */
export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number }
  | { readonly id: number; readonly type: 'done'; readonly png: Uint8Array | null }
  | { readonly id: number; readonly type: 'failed'; readonly message: string };
