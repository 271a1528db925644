import type { Operation } from '#shared/access/index.ts';

/** What a route module exports as `handle`. Every operation that its loader and action perform is named. */
export interface RouteHandle {
  readonly operations: readonly Operation[];
}
