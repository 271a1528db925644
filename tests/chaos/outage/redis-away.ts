import type { Browser } from 'playwright-core';
import { readScript, untilSaved } from '#tests/e2e/support/pages.ts';
import { startProduct } from '#tests/e2e/support/product.ts';
import type { TestRedis } from '#tests/setup/redis.ts';
import { Typist, readStored } from './writing.ts';

interface Outage {
  readonly away: (redis: TestRedis) => Promise<void> | void;
  readonly back: (redis: TestRedis) => Promise<void> | void;
}

/** The ways in which a Redis goes away. */
export const REDIS_OUTAGES = {
  paused: { away: (redis) => redis.pause(), back: (redis) => redis.resume() },
  killed: { away: (redis) => redis.kill(), back: (redis) => redis.start() },
} satisfies Record<string, Outage>;

export type RedisOutage = keyof typeof REDIS_OUTAGES;

export interface RedisReport {
  /** What did not hold, in words. */
  readonly faults: readonly string[];
  readonly words: number;
  /** From the return of Redis until both windows show one script with every word, in milliseconds. */
  readonly convergedMs: number;
}

interface Stage {
  readonly browser: Browser;
  readonly redis: TestRedis;
  /** An empty database on PostgreSQL. */
  readonly url: string;
  readonly folder: string;
  readonly seconds: number;
}

const PATIENCE_MS = 20_000;

/** A writer at each of two processes, who go on while Redis is away. Needs the product to be built. */
export async function redisAway(stage: Stage, how: RedisOutage): Promise<RedisReport> {
  const { browser, redis, folder } = stage;
  const outage: Outage = REDIS_OUTAGES[how];
  const shared = { folder, env: { DATABASE_URL: stage.url, REDIS_URL: redis.url, DEMO: '1' } };
  const [one, two] = [await startProduct(shared), await startProduct(shared)];
  const here = await Typist.sitDown(browser, one.links.writer, 'h', 'Grey water, grey sky');
  const there = await Typist.sitDown(browser, two.links.writer, 't', 'The gull begins');

  await outage.away(redis);
  const until = performance.now() + stage.seconds * 1000;
  while (performance.now() < until) await Promise.all([here.type(), there.type()]);
  await outage.back(redis);
  const returned = performance.now();
  const faults = await untilEqual([here, there]);
  const convergedMs = performance.now() - returned;

  // And the line between them is there again.
  await Promise.all([here.type(), there.type()]);
  await Promise.all([here.isReadAt(there.person), there.isReadAt(here.person)]);
  await Promise.all([here, there].map(({ person }) => untilSaved(person.page)));
  const windows = [here.person, there.person];
  for (const { context } of windows) await context.close();
  await two.kill();
  const { script, product } = await readStored(browser, one, 'director', []);
  await product.stop();
  const stored = [here, there].flatMap((typist) => typist.faultsIn(script));
  return { faults: [...faults, ...stored], words: here.typed + there.typed, convergedMs };
}

/** Resolves with what is still wrong when nobody could wait any longer. */
async function untilEqual(typists: readonly Typist[]): Promise<readonly string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [script = [], other = []] = await Promise.all(typists.map(({ person }) => readScript(person.page)));
    const faults = typists.flatMap((typist) => [...typist.faultsIn(script), ...typist.faultsIn(other)]);
    const isEqual = JSON.stringify(script) === JSON.stringify(other);
    if (isEqual && faults.length === 0) return [];
    if (performance.now() > deadline) return isEqual ? faults : ['the windows differ', ...faults];
  }
}
