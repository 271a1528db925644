import type { Log } from '#server/observability/index.ts';
import { clearUnused, findUnused, type ClearOptions } from './clear-unused.ts';

const EVERY_MS = 6 * 3_600_000;
/** Not while everybody comes back after a start. */
const FIRST_MS = 10 * 60_000;

export interface Caretaker {
  start(): void;
  /** Waits for a round that is under way. */
  stop(): Promise<void>;
  /** What the last round left behind as unused but too young or kept, and what it removed. */
  figures(): {
    readonly removed: number;
    readonly removedBytes: number;
    readonly unused: number;
    readonly unusedBytes: number;
  };
}

/** Clears away unused files four times a day. Several processes may: what one has removed the others do not find. */
export function createCaretaker(options: ClearOptions & { readonly log: Log }): Caretaker {
  const { log } = options;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let figures = { removed: 0, removedBytes: 0, unused: 0, unusedBytes: 0 };
  const work = async () => {
    try {
      const { files, rows, bytes, kept } = await clearUnused(options);
      // Without its grace: what will go if nobody comes back for it.
      const left = await findUnused({ ...options, graceMs: 0 });
      figures = {
        removed: figures.removed + files.length,
        removedBytes: figures.removedBytes + bytes,
        unused: left.rows.length + left.files.length,
        unusedBytes: left.bytes,
      };
      if (files.length + rows.length > 0) {
        log.info({ files: files.length, rows: rows.length, bytes, kept }, 'unused files were cleared away');
      }
    } catch (error) {
      log.error({ err: error }, 'unused files could not be cleared away');
    }
  };
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      round = work();
      wait(EVERY_MS);
    }, ms);
    timer.unref();
  };
  return {
    start: () => wait(FIRST_MS),
    stop: () => {
      clearTimeout(timer);
      return round;
    },
    figures: () => figures,
  };
}
