import { fork, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDocumentStore, migrate } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { buildEntries } from '#tests/setup/build-entries.ts';
import { Campaign, type Subject } from './kill/campaign.ts';
import { assembleCast } from './kill/cast.ts';
import type { Pen } from './kill/pen.ts';
import { BadOption, anySeed, readOptions } from './options.ts';
import { POINTS, type Arm, type Point } from './points/points.ts';
import { asDatabaseKind, barePlace, openPlace, withCluster, type DatabaseKind, type Place } from './support/scratch.ts';

/** How long a server that types and rests may take to get where it is to die, in milliseconds. */
const PATIENCE_MS = 120_000;
/** A migration of an empty database takes about so long, in milliseconds. */
const MIGRATION_MS = 250;

/** A server that dies at named moments, `--times` each: a phantom may be left (saved, and nobody was told), never a hole. */
export async function points(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { at: 'all', times: 20, seed: anySeed(), database: 'pglite' });
  const { at, times, seed, database } = options;
  const chosen = at === 'all' ? POINTS : POINTS.filter((point) => point === at);
  if (chosen.length === 0) throw new BadOption(`--at “${at}” is none of: ${POINTS.join(', ')}.`);
  console.log(`points --at "${at}" --times ${String(times)} --seed ${String(seed)} --database ${database}`);
  const { faults, saved } = await dieAt({ chosen, times, seed, kind: asDatabaseKind(database) }, (words) =>
    console.log(words),
  );
  for (const fault of faults) console.error(fault);
  console.log(`${String(saved)} words saved, ${String(faults.length)} faults`);
  return faults.length === 0;
}

interface Deaths {
  readonly chosen: readonly Point[];
  readonly times: number;
  readonly seed: number;
  readonly kind: DatabaseKind;
}

type OnProgress = (words: string) => void;

/** Bundles the victim: one that has to be transpiled first takes seconds to come up, and hundreds of them are needed. */
async function dieAt(deaths: Deaths, onProgress: OnProgress): Promise<{ faults: readonly string[]; saved: number }> {
  const programs = await buildEntries({ victim: 'tests/chaos/points/victim.ts' });
  try {
    return await withCluster(deaths.kind, (cluster, folder) => {
      const victimAt = (place: Place) => new Victim(join(programs, 'victim.mjs'), place);
      return dieOnDatabase(deaths, (name) => barePlace(cluster, folder, name), victimAt, onProgress);
    });
  } finally {
    await rm(programs, { recursive: true });
  }
}

async function dieOnDatabase(
  { chosen, times, seed }: Deaths,
  newPlace: (name: string) => Promise<Place>,
  victimAt: (place: Place) => Victim,
  onProgress: OnProgress,
): Promise<{ faults: readonly string[]; saved: number }> {
  const rng = seededRng(seed);
  for (let time = 0; chosen.includes('migration') && time < times; time++) {
    const place = await newPlace(`bare_${String(time)}`);
    await dieMigrating(place, victimAt(place), rng);
  }
  if (chosen.includes('migration')) onProgress(`migration: ${String(times)} databases, each killed twice on its way`);
  const place = await newPlace('database');
  const victim = victimAt(place);
  const campaign = new Campaign(await assembleCast(place, seed), victim, rng);
  try {
    await campaign.begin();
    for (const point of chosen) {
      if (point === 'migration') continue;
      for (let time = 0; time < times && campaign.faults.length === 0; time++) {
        await campaign.round((_home, pens) => victim.dieAt({ point, hits: hitsOf(point, rng) }, pens));
      }
      onProgress(`${point}: ${String(campaign.saved)} words saved so far`);
    }
    await campaign.end();
  } finally {
    await victim.kill();
  }
  const database = await openPlace(place);
  await campaign.inspect(database);
  await database.close();
  return { faults: campaign.faults, saved: campaign.saved };
}

/** Five rooms come to rest and are left in a round; commits and acks come many a second. */
function hitsOf(point: Point, rng: Rng): number {
  return 1 + randomInt(rng, isOfRest(point) ? 5 : 20);
}

function isOfRest(point: Point): boolean {
  return point.includes('checkpoint') || point.includes('unload');
}

/** Killed twice on its way to the tables; the third time it gets there. */
async function dieMigrating(place: Place, victim: Victim, rng: Rng): Promise<void> {
  for (let i = 0; i < 2; i++) await victim.dieMigrating(randomInt(rng, MIGRATION_MS));
  const database = await openPlace(place);
  await migrate(database);
  const head = await createDocumentStore(database.db).head('none' as DocumentName);
  await database.close();
  if (head !== null) throw new Error('A new database holds a document.');
}

class Victim implements Subject {
  readonly #program: string;
  readonly #place: Place;
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();

  constructor(program: string, place: Place) {
    this.#program = program;
    this.#place = place;
  }

  async start(): Promise<string> {
    const child = this.#spawn();
    const port = await new Promise<number>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)} before it served.`)));
      child.on('message', (message) => {
        if (typeof message === 'object') resolve((message as { port: number }).port);
      });
    });
    return `http://127.0.0.1:${String(port)}`;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#exited;
    this.#child = null;
  }

  /** Everybody types, and where only rest brings it there, leaves; rejects when it never got there. */
  async dieAt(arm: Arm, pens: readonly Pen[]): Promise<void> {
    const child = must(this.#child);
    child.send(arm);
    let dead = false;
    void this.#exited.then(() => (dead = true));
    const deadline = Date.now() + PATIENCE_MS;
    await Promise.race([this.#exited, pause(300)]);
    if (isOfRest(arm.point)) await Promise.all(pens.map((pen) => pen.leave()));
    while (!dead) {
      if (Date.now() > deadline) throw new Error(`“${arm.point}” was never reached.`);
      await Promise.race([this.#exited, pause(100)]);
    }
  }

  async dieMigrating(afterMs: number): Promise<void> {
    const child = this.#spawn();
    await new Promise<void>((resolve) => child.once('message', () => resolve()));
    await pause(afterMs);
    await this.kill();
  }

  #spawn(): ChildProcess {
    const child = fork(this.#program, [JSON.stringify(this.#place)], { execArgv: [] });
    this.#child = child;
    this.#exited = new Promise((resolve) => child.once('exit', () => resolve()));
    return child;
  }
}
