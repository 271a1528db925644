import type { Browser } from 'playwright-core';
import { must } from '#shared/lib/assert.ts';
import { untilSaved } from '#tests/e2e/support/pages.ts';
import { startProduct, type Product } from '#tests/e2e/support/product.ts';
import type { Cluster } from '#tests/setup/postgres.ts';
import { keepLightLog, readLightLog, type LightLog } from './light-log.ts';
import { Typist, readStored } from './writing.ts';

interface Outage {
  readonly away: (cluster: Cluster) => Promise<void>;
  readonly back: (cluster: Cluster) => Promise<void>;
}

/** The ways in which a PostgreSQL goes away. */
export const DATABASE_OUTAGES = {
  frozen: { away: (cluster) => cluster.freeze(), back: (cluster) => cluster.thaw() },
  stopped: { away: (cluster) => cluster.crash(), back: (cluster) => cluster.start() },
} satisfies Record<string, Outage>;

export type DatabaseOutage = keyof typeof DATABASE_OUTAGES;

export interface DatabaseReport {
  /** What did not hold, in words. */
  readonly faults: readonly string[];
  readonly words: number;
  /** From the first key to the frame that shows "not saved", in milliseconds. */
  readonly notSavedMs: number;
  /** From the database's return until both windows show "saved", in milliseconds. */
  readonly landedMs: number;
  /** How much larger the server became meanwhile, in bytes of resident memory. */
  readonly grownBytes: number;
}

interface Stage {
  readonly browser: Browser;
  readonly cluster: Cluster;
  /** An empty database of this cluster. */
  readonly url: string;
  readonly seconds: number;
}

/** Two windows, one of which writes for as long as the database is away. Needs the product to be built. */
export async function databaseAway(stage: Stage, how: DatabaseOutage): Promise<DatabaseReport> {
  const { browser, cluster } = stage;
  const outage: Outage = DATABASE_OUTAGES[how];
  const product = await startProduct({ env: { DATABASE_URL: stage.url, DEMO: '1' } });
  const writer = await Typist.sitDown(browser, product.links.writer, 'w', 'Grey water, grey sky');
  const other = await Typist.sitDown(browser, product.links.writer, 'o', 'The gull begins');
  const pages = [writer.person.page, other.person.page];
  const before = await product.residentBytes();
  await keepLightLog(writer.person.page);

  await outage.away(cluster);
  const largest = await writeThrough(writer, other, product, stage.seconds);
  const during = await readLightLog(writer.person.page);
  await outage.back(cluster);
  const returned = performance.now();
  await Promise.all(pages.map(untilSaved));
  const landedMs = performance.now() - returned;

  const isSamePage = (await readLightLog(writer.person.page)) !== null;
  const { script, product: again } = await readStored(browser, product, 'director', [writer.person, other.person]);
  await again.stop();
  const faults = [
    ...(isSamePage && during ? lightFaults(during) : ['the page was loaded anew']),
    ...writer.faultsIn(script),
  ];
  const grownBytes = largest - before;
  return { faults, words: writer.typed, notSavedMs: notSavedAfter(during), landedMs, grownBytes };
}

/** Resolves with the most memory that the server had. */
async function writeThrough(writer: Typist, other: Typist, product: Product, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let largest = 0;
  while (performance.now() < until) {
    await writer.type();
    // What is not durable is there for the others all the same.
    if (writer.typed === 5) await writer.isReadAt(other.person);
    largest = Math.max(largest, await product.residentBytes());
  }
  return largest;
}

function lightFaults({ firstKeyAt, shown }: LightLog): readonly string[] {
  const since = must(firstKeyAt);
  const warned = shown.findIndex(({ state, at }) => state === 'not-saved' && at >= since);
  if (warned < 0) return ['"not saved" was never shown'];
  // Until then the last word stands that was true when nobody had written.
  return shown.slice(warned).some(({ state }) => state === 'saved') ? ['"saved" was shown with the database away'] : [];
}

function notSavedAfter(log: LightLog | null): number {
  const warned = log?.shown.find(({ state, at }) => state === 'not-saved' && at >= (log.firstKeyAt ?? 0));
  return warned ? warned.at - must(log?.firstKeyAt) : Infinity;
}
