import { createDocumentStore, type DocumentStore } from '#db/index.ts';
import { seedDatabase } from '#tests/sync/seed-database.ts';
import type { Cluster } from '#tests/setup/postgres.ts';
import { PEOPLE, simulate, type FuzzReport } from './fuzz/simulation.ts';
import { anySeed, readOptions } from './options.ts';
import { asDatabaseKind, freshDatabase, withCluster } from './support/scratch.ts';

/** Operations with one document: more of them make it grow, and each one slower without being harder. */
const EPISODE = 5000;

/**
 * Windows, servers and a database with everything between them that can go wrong, over and over, each time from the next
 * seed. `--database memory` is the fast one.
 */
export async function fuzz(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { ops: 20_000, seed: anySeed(), servers: 1, database: 'memory' });
  const { ops, seed, servers, database } = options;
  console.log(`fuzz --ops ${String(ops)} --seed ${String(seed)} --servers ${String(servers)} --database ${database}`);
  const run = (episode: number, operations: number, store?: DocumentStore) =>
    simulate({ seed: seed + episode, operations, servers, ...(store && { store }) });
  if (database === 'memory') return episodes(ops, seed, run);
  return withCluster(asDatabaseKind(database), (cluster) =>
    episodes(ops, seed, (episode, operations) =>
      onDatabase(cluster, episode, (store) => run(episode, operations, store)),
    ),
  );
}

async function onDatabase<T>(cluster: Cluster | null, episode: number, work: (store: DocumentStore) => Promise<T>) {
  const database = await freshDatabase(cluster, `episode_${String(episode)}`);
  try {
    await seedDatabase(database.db, PEOPLE);
    return await work(createDocumentStore(database.db));
  } finally {
    await database.close();
  }
}

type Run = (episode: number, operations: number) => Promise<FuzzReport>;

async function episodes(ops: number, seed: number, run: Run): Promise<boolean> {
  const total: Record<string, number> = {};
  let done = 0;
  for (let episode = 0; done < ops; episode++) {
    const operations = Math.min(EPISODE, ops - done);
    try {
      const { counts } = await run(episode, operations);
      for (const [what, count] of Object.entries(counts)) total[what] = (total[what] ?? 0) + count;
    } catch (error) {
      console.error(error);
      const shortest = await shorten(operations, (count) => run(episode, count));
      console.error(`failed; again: npm run chaos -- fuzz --ops ${String(shortest)} --seed ${String(seed + episode)}`);
      return false;
    }
    done += operations;
    if (episode % 20 === 19) console.log(`${String(done)} operations`);
  }
  console.log(`${String(done)} operations, all replicas alike, every promise kept, every undo the person’s own`);
  for (const [what, count] of Object.entries(total).sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`  ${what.padEnd(64)} ${String(count)}`);
  }
  return true;
}

/** Operations that are enough for a failure, as far as halving finds them. */
async function shorten(operations: number, run: (count: number) => Promise<unknown>): Promise<number> {
  let [passes, fails] = [0, operations];
  while (fails - passes > Math.max(1, fails / 50)) {
    const middle = Math.floor((passes + fails) / 2);
    const failed = await run(middle).then(
      () => false,
      () => true,
    );
    if (failed) fails = middle;
    else passes = middle;
  }
  return fails;
}
