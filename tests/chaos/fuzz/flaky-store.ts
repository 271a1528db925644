import type { DocumentStore } from '#db/index.ts';
import { randomInt, type Rng } from '#shared/lib/rng.ts';

/** What a process's way to its database is like at the moment. */
export interface Weather {
  /** Every commit fails. */
  failing: boolean;
  /** Commits happen, but the answer is lost: nobody knows whether they did. */
  losingAnswers: boolean;
  /** Longest wait for an answer, in milliseconds. */
  delayMs: number;
}

/** One process's view of the store: slow and unreliable as the weather, and silent for ever once the process is dead. */
export interface Line {
  readonly store: DocumentStore;
  /** The process is gone. A commit under way reaches the database or not; nothing comes back. */
  cut(): void;
}

export function flakyLine(inner: DocumentStore, weather: Weather, rng: Rng): Line {
  let alive = true;
  // A function, or the compiler takes what was true before an await for true after it.
  const lives = () => alive;
  const never = () => new Promise<never>(() => undefined);
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, randomInt(rng, weather.delayMs + 1)));

  async function ask<T>(work: () => Promise<T>, mayStillHappen: boolean): Promise<T> {
    if (!lives()) return never();
    if (weather.delayMs > 0) await wait();
    if (!lives() && !(mayStillHappen && rng.next() < 0.5)) return never();
    const answer = await work();
    if (weather.delayMs > 0) await wait();
    return lives() ? answer : never();
  }

  return {
    cut: () => {
      alive = false;
    },
    store: {
      create: (document) => ask(() => inner.create(document), false),
      head: (name) => ask(() => inner.head(name), false),
      hasRow: (...row) => ask(() => inner.hasRow(...row), false),
      startEpoch: (epoch) => ask(() => inner.startEpoch(epoch), true),
      heads: (names) => ask(() => inner.heads(names), false),
      load: (name, how) => ask(() => inner.load(name, how), how?.claim ?? false),
      log: (...range) => ask(() => inner.log(...range), false),
      saveCheckpoint: (checkpoint) => ask(() => inner.saveCheckpoint(checkpoint), true),
      append: (batch) =>
        ask(async () => {
          if (weather.failing) throw new Error('the database is away');
          const appended = await inner.append(batch);
          if (weather.losingAnswers) throw new Error('the answer was lost');
          return appended;
        }, true),
    },
  };
}
