import { atMost, read } from '../figures.ts';
import type { Stage } from '../stage.ts';
import { BUSY } from './crowds.ts';
import type { Row } from './row.ts';

const PACE = { wordsPerSecond: 2 };
/** So many at once, and again after so many milliseconds. */
const WAVE = { people: 20, everyMs: 1000 };

interface Outcome {
  /** What the 99th of 100 acks takes longer for it, in milliseconds. */
  readonly later: number;
  readonly signIns: number;
}

/** P10: people sign in by the twenty, and who writes does not notice. */
export const p10: Row = {
  name: 'p10',
  servers: ['beatboard'],
  async measure(stage) {
    const outcomes = await stage.inTurns(async (server): Promise<Outcome> => {
      const { typed: before } = await stage.run(server, BUSY, PACE);
      const stop = keepSigningIn(stage);
      const { typed: during } = await stage.run(server, BUSY, PACE);
      return { later: during.acks.p99 - before.acks.p99, signIns: await stop() };
    });
    const title = `P10, ${String(WAVE.people)} sign in at once: ack p99 later by`;
    return [
      read(outcomes, { title, unit: 'ms', goals: [atMost(20)], of: ({ later }: Outcome) => later }, 'worst'),
      read(outcomes, { title: 'P10: signed in', unit: '', better: 'more', of: ({ signIns }: Outcome) => signIns }),
    ];
  },
};

function keepSigningIn({ beatboard }: Stage): () => Promise<number> {
  const stopping = new AbortController();
  const done = (async () => {
    for (let signedIn = 0; ; signedIn += WAVE.people) {
      if (stopping.signal.aborted) return signedIn;
      await beatboard.ask('checkPasswords', WAVE.people);
      await new Promise((resolve) => setTimeout(resolve, WAVE.everyMs));
    }
  })();
  return () => {
    stopping.abort();
    return done;
  };
}
