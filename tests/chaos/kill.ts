import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { freePort } from '#tests/setup/free-port.ts';
import type { Cluster } from '#tests/setup/postgres.ts';
import { Campaign, randomMoment, type Subject } from './kill/campaign.ts';
import { assembleCast } from './kill/cast.ts';
import { anySeed, readOptions } from './options.ts';
import { KilledProduct } from './support/killed-product.ts';
import { asDatabaseKind, barePlace, openPlace, withCluster, type DatabaseKind } from './support/scratch.ts';

/** Every so often it is the database that is struck, too. */
const DATABASE_ROUND = 5;

/**
 * The built product, killed at random moments while eight writers type in five documents. What anybody was told is saved
 * must be there, once, for somebody who opens the document next.
 */
export async function kill(args: readonly string[]): Promise<boolean> {
  const { rounds, seed, database } = readOptions(args, { rounds: 50, seed: anySeed(), database: 'pglite' });
  const kind = asDatabaseKind(database);
  console.log(`kill --rounds ${String(rounds)} --seed ${String(seed)} --database ${database}`);
  await buildProduct();
  const { faults, saved } = await killRounds({ rounds, seed, kind }, (words) => console.log(words));
  for (const fault of faults) console.error(fault);
  console.log(`${String(rounds)} kills on ${database}, ${String(saved)} words saved, ${String(faults.length)} faults`);
  return faults.length === 0;
}

export interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly kind: DatabaseKind;
}

export interface KillReport {
  /** What did not hold, in words. */
  readonly faults: readonly string[];
  /** Words that somebody was told are saved; each was an update of its own. */
  readonly saved: number;
}

/** Needs the product to be built. */
export function killRounds(
  { rounds, seed, kind }: KillOptions,
  onProgress: (words: string) => void = () => undefined,
): Promise<KillReport> {
  return withCluster(kind, async (cluster, folder) => {
    const rng = seededRng(seed);
    // The name is what the product calls the folder of its embedded database.
    const place = await barePlace(cluster, folder, 'database');
    const cast = await assembleCast(place, seed);
    const subject = new KilledProduct(folder, await freePort(), place);
    const campaign = new Campaign(cast, subject, rng);
    try {
      await campaign.begin();
      for (let round = 1; round <= rounds && campaign.faults.length === 0; round++) {
        const both = cluster !== null && round % DATABASE_ROUND === 0;
        await campaign.round(() => (both ? strikeBoth(subject, cluster, rng) : strike(subject, rng)));
        if (round % 10 === 0) onProgress(`${String(round)} rounds, ${String(campaign.saved)} words saved`);
      }
      await campaign.end();
    } finally {
      await subject.kill();
    }
    const database = await openPlace(place);
    await campaign.inspect(database);
    await database.close();
    return { faults: campaign.faults, saved: campaign.saved };
  });
}

async function strike(subject: Subject, rng: Rng): Promise<void> {
  await randomMoment(rng);
  await subject.kill();
}

/** The database goes first: the server learns nothing of the commit under way, and may be there when it is back. */
async function strikeBoth(subject: Subject, cluster: Cluster, rng: Rng): Promise<void> {
  await randomMoment(rng);
  await cluster.crash();
  if (randomInt(rng, 2) === 0) await subject.kill();
  await cluster.start();
  await randomMoment(rng);
  await subject.kill();
}
