import type { SyncLine } from '#tests/e2e/support/sync-line.ts';
import { typeOn } from './beside-typing.ts';
import type { PeakMemory } from './peak-memory.ts';

/** What a file may cost, in milliseconds and megabytes. */
export const GOAL = { ms: 5000, mb: 300 };

export interface Cost {
  readonly ms: number;
  /** Above what there was before; null where the system does not tell. */
  readonly mb: number | null;
  /** The longest that somebody who typed meanwhile waited for "saved". */
  readonly typedMs: number;
}

export interface Verdict {
  readonly ended: string;
  readonly isRight: boolean;
}

export type Row = Cost & Verdict;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends one file while somebody types beside it: what it cost, and what was answered. */
export async function sendBesideTyping(
  line: SyncLine,
  memory: PeakMemory | null,
  send: () => Promise<Answer>,
): Promise<Cost & Answer> {
  const typing = typeOn(line);
  const begun = performance.now();
  const { status, body } = await send();
  const ms = performance.now() - begun;
  const typedMs = await typing.stop();
  return { ms, typedMs, mb: memory && (await memory.grown()), status, body };
}

export function isWithinGoal({ isRight, ms, mb }: Row): boolean {
  return isRight && ms <= GOAL.ms && (mb ?? 0) <= GOAL.mb;
}

/** The first column has `width` characters. */
export function headLine(what: string, width: number): string {
  return `${what.padEnd(width)} ${'ms'.padStart(6)} ${'MB more'.padStart(8)} ${'typing, ms'.padStart(11)}  how it ended`;
}

export function rowLine(what: string, width: number, { ms, mb, typedMs, ended, isRight }: Row): string {
  const grown = mb === null ? '?' : mb.toFixed(0);
  const figures = `${ms.toFixed(0).padStart(6)} ${grown.padStart(8)} ${typedMs.toFixed(0).padStart(11)}`;
  return `${what.padEnd(width)} ${figures}  ${isRight ? '' : 'WRONG: '}${ended.slice(0, 110)}`;
}
