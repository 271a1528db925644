/** What a worker tells the pool. */
export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number }
  | { readonly id: number; readonly type: 'done'; readonly png: Uint8Array }
  | { readonly id: number; readonly type: 'failed'; readonly message: string };
