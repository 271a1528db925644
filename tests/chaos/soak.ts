import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#shared/lib/assert.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { freePort } from '#tests/setup/free-port.ts';
import { startProduct, type Product } from '#tests/e2e/support/product.ts';
import { assembleCast } from './kill/cast.ts';
import type { Cast } from './kill/campaign.ts';
import { anySeed, readOptions } from './options.ts';
import { Guest } from './processes/guest.ts';
import { HeldMemory } from './support/held-memory.ts';
import { asDatabaseKind, barePlace, withCluster } from './support/scratch.ts';

/** How long somebody stays, in milliseconds, and how long they are away. */
const STAY_MS = { from: 5000, to: 20_000 };
const WORD_MS = 2000;
/**
 * A document is no longer than this, and nobody comes back to it after so long: what is looked for is what stays behind,
 * not what was written. A Yjs document keeps something of every window that ever wrote in it.
 */
const LINES = 40;
const LEFT_AFTER_MS = 300_000;
const SAMPLE_MS = 15_000;
/** Goal R16: megabytes an hour, once warm, and how long rooms outlive their people. */
const SLOPE_MB = 5;
const EMPTY_MS = 60_000;

/** People come and go for `--minutes`; what the server has in use does not grow, and it is empty a minute after the last has left. */
export async function soak(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { minutes: 60, clients: 200, seed: anySeed(), database: 'postgres' });
  const { minutes, clients, seed, database } = options;
  console.log(`soak --minutes ${String(minutes)} --clients ${String(clients)} --seed ${String(seed)}`);
  await buildProduct();
  return withCluster(asDatabaseKind(database), async (cluster, folder) => {
    const place = await barePlace(cluster, folder, 'database');
    const cast = await assembleCast(place, seed, {
      writers: Math.ceil(clients / 10),
      documents: Math.ceil(clients / 4) * Math.ceil((minutes * 60_000) / LEFT_AFTER_MS),
    });
    const url = place.kind === 'postgres' ? { DATABASE_URL: place.url } : {};
    const inspector = await freePort();
    const product = await startProduct({
      folder,
      port: await freePort(),
      env: {
        ...{ DEMO: '0', LOG_LEVEL: 'error', NODE_OPTIONS: `--inspect=127.0.0.1:${String(inspector)}` },
        ...url,
      },
    });
    const memory = await HeldMemory.look(inspector);
    try {
      const samples = await churn({
        ...{ home: product.url, memory, cast, clients },
        ...{ ms: minutes * 60_000, rng: seededRng(seed) },
      });
      const slope = slopeOf(samples.slice(Math.floor(samples.length / 6)));
      const empty = await timeUntilEmpty(product);
      const resident = ((await product.residentBytes()) / 1e6).toFixed(0);
      console.log(
        `in use ${megabytes(samples.at(-1))} MB, growing by ${slope.toFixed(1)} MB an hour (goal ${String(SLOPE_MB)})`,
      );
      console.log(`resident ${resident} MB, with what the engine has not yet given back`);
      console.log(
        `no document in memory after ${String(Math.round(empty / 1000))} s (goal ${String(EMPTY_MS / 1000)})`,
      );
      return slope < SLOPE_MB && empty <= EMPTY_MS;
    } finally {
      memory.close();
      await product.kill();
    }
  });
}

interface Sample {
  readonly hours: number;
  readonly bytes: number;
}

interface Churning {
  readonly home: string;
  readonly memory: HeldMemory;
  readonly cast: Cast;
  readonly clients: number;
  readonly ms: number;
  readonly rng: Rng;
}

async function churn({ home, memory, cast: { cookies, documents }, clients, ms, rng }: Churning): Promise<Sample[]> {
  const begun = Date.now();
  const end = begun + ms;
  const periods = Math.ceil(ms / LEFT_AFTER_MS);
  const inUse = () => {
    const period = Math.min(periods - 1, Math.floor((Date.now() - begun) / LEFT_AFTER_MS));
    return documents.filter((_, i) => i % periods === period);
  };
  const lives = Array.from({ length: clients }, async (_, i) => {
    for (let visit = 0; Date.now() < end; visit++) {
      const guest = new Guest({
        name: `w${String(i)}d${String(visit)}`,
        document: pick(rng, inUse()),
        cookie: must(cookies[i % cookies.length]),
        home: () => home,
        random: () => rng.next(),
        onSaved: () => undefined,
      });
      guest.come();
      const leaves = Date.now() + between(rng, STAY_MS);
      while (Date.now() < leaves) {
        if (guest.isIn && rng.next() < 0.1) {
          guest.pen.typeWord();
          guest.pen.keepLines(LINES);
        }
        await pause(WORD_MS);
      }
      await guest.go();
      await pause(between(rng, STAY_MS) / 4);
    }
  });
  const samples: Sample[] = [];
  while (Date.now() < end) {
    await pause(SAMPLE_MS);
    samples.push({
      hours: (Date.now() - begun) / 3_600_000,
      bytes: await memory.bytes(),
    });
    if (samples.length % 8 === 0) console.log(`${megabytes(samples.at(-1))} MB`);
  }
  await Promise.all(lives);
  return samples;
}

async function timeUntilEmpty(product: Product): Promise<number> {
  const left = Date.now();
  while ((await metric(product, 'sync_rooms')) > 0 && Date.now() - left < 2 * EMPTY_MS) await pause(500);
  return Date.now() - left;
}

/** Of the line that fits best, in megabytes an hour. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [hours, bytes] = [mean((sample) => sample.hours), mean((sample) => sample.bytes)];
  const rise = mean((sample) => (sample.hours - hours) * (sample.bytes - bytes));
  return rise / mean((sample) => (sample.hours - hours) ** 2) / 1e6;
}

async function metric({ url }: Product, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(must(new RegExp(`^${name} (\\d+)`, 'm').exec(text))[1]);
}

function megabytes(sample: Sample | undefined): string {
  return ((sample?.bytes ?? 0) / 1e6).toFixed(0);
}

function between(rng: Rng, { from, to }: { readonly from: number; readonly to: number }): number {
  return from + randomInt(rng, to - from);
}
