import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#shared/lib/assert.ts';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { freePort } from '#tests/setup/free-port.ts';
import { boardFilm, boardPanels, orderPictures, untilNothingWaits, type Film } from './jobs/film.ts';
import { inspectOrders, type Promised } from './jobs/inspect.ts';
import { answerSlowly, closeStudios, openStudios, studioHosts, type StudioAccount } from './jobs/studios.ts';
import { anySeed, readOptions } from './options.ts';
import { KilledProduct } from './support/killed-product.ts';
import { asDatabaseKind, barePlace, openPlace, withCluster, type DatabaseKind, type Place } from './support/scratch.ts';

const AT_ONCE = 8;
/** Answers of the studios take up to so long, in milliseconds. */
const SLOWEST_MS = 400;
const MOST_KILLS = 3;
/** From the order, or from a start, to the next kill at most, in milliseconds. */
const LONGEST_LIFE_MS = 2500;
const PATIENCE_MS = 180_000;

/**
 * The built product, killed at random moments while two studios make pictures for it. Every order that was accepted ends
 * as a take or as a failure with its reason; whoever knows an order again gets it once; the records hold together.
 */
export async function jobs(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { rounds: 20, pictures: 50, seed: anySeed(), database: 'pglite' });
  const { rounds, pictures, seed, database } = options;
  const words = `--rounds ${String(rounds)} --pictures ${String(pictures)} --seed ${String(seed)}`;
  console.log(`jobs ${words} --database ${database}`);
  await buildProduct();
  const report = await jobRounds({ rounds, pictures, seed, kind: asDatabaseKind(database) }, (said) =>
    console.log(said),
  );
  for (const fault of report.faults) console.error(fault);
  console.log(figuresOf(report));
  for (const reason of report.reasons) console.log(`a reason: ${reason}`);
  return report.faults.length === 0;
}

export interface JobOptions {
  readonly rounds: number;
  /** On order in each round, half of them at each studio. */
  readonly pictures: number;
  readonly seed: number;
  readonly kind: DatabaseKind;
}

export interface JobReport {
  readonly faults: readonly string[];
  readonly ordered: number;
  readonly kills: number;
  readonly takes: number;
  readonly refused: number;
  /** What people were told of those that could not be made. */
  readonly reasons: readonly string[];
  /** Pictures that were ordered, and paid for, again: of whoever knows an order again, and of who does not. */
  readonly again: { readonly knows: number; readonly forgets: number };
}

function figuresOf({ ordered, kills, takes, refused, again, faults }: JobReport): string {
  const ends = `${String(takes)} takes, ${String(refused)} failures with a reason`;
  const twice = `ordered again: ${String(again.knows)} where an order is known, ${String(again.forgets)} where it is not`;
  return `${String(ordered)} orders, ${String(kills)} kills: ${ends}; ${twice}; ${String(faults.length)} faults`;
}

/** Needs the product to be built. */
export function jobRounds(
  { rounds, pictures, seed, kind }: JobOptions,
  onProgress: (words: string) => void = () => undefined,
): Promise<JobReport> {
  return withCluster(kind, async (cluster, folder) => {
    const rng = seededRng(seed);
    const studios = await openStudios();
    // The name is what the product calls the folder of its embedded database.
    const place = await barePlace(cluster, folder, 'database');
    const env = { PICTURE_HOSTS: studioHosts(studios), SECRETS_KEY: randomBytes(32).toString('base64') };
    const subject = new KilledProduct(folder, await freePort(), place, env);
    try {
      const film = await boardFilm(await subject.start(), studios, {
        atOnce: AT_ONCE,
        board: (line) => boardPanels(line, pictures),
      });
      answerSlowly(studios, SLOWEST_MS, rng);
      const trial = new Trial({ film, studios, subject, place, folder, rng });
      for (let round = 1; round <= rounds && trial.report.faults.length === 0; round++) {
        await trial.round();
        onProgress(`round ${String(round)}: ${figuresOf(trial.report)}`);
      }
      return trial.report;
    } finally {
      await subject.kill();
      closeStudios(studios);
    }
  });
}

interface TrialParts {
  readonly film: Film;
  readonly studios: readonly StudioAccount[];
  readonly subject: KilledProduct;
  readonly place: Place;
  readonly folder: string;
  readonly rng: Rng;
}

class Trial {
  readonly #parts: TrialParts;
  report: JobReport = {
    faults: [],
    ordered: 0,
    kills: 0,
    takes: 0,
    refused: 0,
    reasons: [],
    again: { knows: 0, forgets: 0 },
  };

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  /** The server is up at the beginning and at the end. */
  async round(): Promise<void> {
    const { film, studios, subject, rng } = this.#parts;
    const before = studios.map(({ fake }) => fake.orders.length);
    const promised = await this.#order();
    const kills = 1 + randomInt(rng, MOST_KILLS);
    for (let kill = 0; kill < kills; kill++) {
      await pause(randomInt(rng, LONGEST_LIFE_MS));
      await subject.kill();
      await subject.start();
    }
    const left = await untilNothingWaits(film, { patienceMs: PATIENCE_MS });
    await subject.kill();
    const ends = await this.#inspect(promised);
    const [knows = 0, forgets = 0] = studios.map(({ fake }, i) => orderedAgain(fake.orders.slice(before[i])));
    await subject.start();
    const faults = [
      ...ends.faults,
      ...(left > 0 ? [`${String(left)} orders never ended`] : []),
      ...(knows > 0 ? [`${String(knows)} orders were given twice to who knows them`] : []),
    ];
    const { report } = this;
    this.report = {
      faults: [...report.faults, ...faults],
      ordered: report.ordered + promised.length,
      kills: report.kills + kills,
      takes: report.takes + ends.takes,
      refused: report.refused + ends.refused,
      reasons: [...new Set([...report.reasons, ...ends.reasons])],
      again: { knows: report.again.knows + knows, forgets: report.again.forgets + forgets },
    };
  }

  /** Each studio in turn gets every other panel. */
  async #order(): Promise<Promised[]> {
    const { film, studios } = this.#parts;
    const promised: Promised[] = [];
    for (const [i, studio] of studios.entries()) {
      const panels = film.panels.filter((_, at) => at % studios.length === i);
      const ids = await orderPictures(film, studio, panels);
      promised.push(...ids.map((job, at) => ({ job, panel: must(panels[at]) })));
    }
    return promised;
  }

  async #inspect(promised: readonly Promised[]) {
    const { place, folder, film } = this.#parts;
    const database = await openPlace(place);
    try {
      return await inspectOrders(database, folder, film.project, promised);
    } finally {
      await database.close();
    }
  }
}

/** Of the orders of a round, those beyond the first in the same words. */
function orderedAgain(orders: readonly { readonly prompt: string }[]): number {
  return orders.length - new Set(orders.map(({ prompt }) => prompt)).size;
}
