import type { Rng } from '#shared/lib/rng.ts';

/** Who does something when. */
export interface Schedule {
  /** Those whose turn has come since the last call. */
  due(now: number): Iterable<number>;
}

/** Each of `count` does something `perSecond` times a second for `span` milliseconds, at moments of their own. */
export function schedule(count: number, perSecond: number, span: number, rng: Rng): Schedule {
  const turns: { at: number; who: number }[] = [];
  const every = 1000 / perSecond;
  for (let who = 0; who < count; who++) {
    for (let at = rng.next() * every; at < span; at += every * (0.5 + rng.next())) turns.push({ at, who });
  }
  turns.sort((a, b) => a.at - b.at);
  let next = 0;
  return {
    *due(now) {
      for (let turn = turns[next]; turn && turn.at <= now; turn = turns[++next]) yield turn.who;
    },
  };
}
