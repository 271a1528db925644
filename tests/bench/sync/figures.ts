import type { ServerName } from './servers.ts';
import type { Run } from './stage.ts';
import type { Goal, Line, Unit } from './table.ts';

export const TIMES_RELAY: Goal = { kind: 'times-relay', factor: 1.5 };
export const BEST_PEER: Goal = { kind: 'best-peer' };
export const Y_WEBSOCKET_SERVER: Goal = { kind: 'y-websocket-server' };

export function atMost(value: number): Goal {
  return { kind: 'at-most', value };
}

/** How the rounds become one figure: the middle one where servers are compared, the worst one where a promise is tested. */
export type Over = 'middle' | 'worst';

export interface Reading<T> {
  readonly title: string;
  readonly unit: Unit;
  readonly better?: 'less' | 'more';
  readonly goals?: readonly Goal[];
  /** NaN for a server that has no such figure. */
  readonly of: (result: T, server: ServerName) => number;
}

export function read<T>(
  results: ReadonlyMap<ServerName, readonly T[]>,
  { title, unit, better = 'less', goals = [], of }: Reading<T>,
  over: Over = 'middle',
): Line {
  const values = new Map<ServerName, number>();
  for (const [server, rounds] of results) {
    const figures = rounds.map((result) => of(result, server)).filter((figure) => !Number.isNaN(figure));
    if (figures.length > 0) values.set(server, over === 'middle' ? median(figures) : worst(figures, better));
  }
  return { title, unit, better, goals, values };
}

/** What a run cost the server, in percent of one core. */
export function cpu({ usage }: Run): number {
  return (usage.cpuMs / usage.wallMs) * 100;
}

export function megabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

function worst(values: readonly number[], better: 'less' | 'more'): number {
  return better === 'less' ? Math.max(...values) : Math.min(...values);
}
