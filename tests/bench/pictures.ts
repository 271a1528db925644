import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as Y from 'yjs';
import { readPanels } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { boardFilm, hold, orderPictures, underWay, type Film } from '#tests/chaos/jobs/film.ts';
import { closeStudios, openStudios, studioHosts, type StudioAccount } from '#tests/chaos/jobs/studios.ts';
import { cpuMsOf } from '#tests/chaos/support/cpu-of.ts';
import { asDatabaseKind, placeOn, withCluster } from '#tests/chaos/support/scratch.ts';
import { cleanUpProducts, startProduct } from '#tests/e2e/support/product.ts';
import { documentUrl, type SyncLine } from '#tests/e2e/support/sync-line.ts';
import { makeFilm } from './boards-page/film.ts';
import { Typist, type Keystrokes } from './pictures/typist.ts';
import { median, ms, quantile, tellGoals } from './support/figures.ts';

/*
 * A film of a hundred pages whose panels all get a picture from a studio that takes a second for each, while somebody types
 * in its script and somebody else reads along. The queue is held every other few seconds: the same typing, without pictures.
 */
const SCENES = 100;
const LATENCY_MS = 1000;
const PHASE_MS = 5000;
/** What was under way when the queue was held is done by then. */
const SETTLED_MS = LATENCY_MS + 500;

/** `npm run bench -- pictures [jobs] [at a time] [pglite | postgres]` */
export async function bench([jobs = '1000', atOnce = '8', kind = 'pglite']: readonly string[]): Promise<boolean> {
  await buildProduct();
  return withCluster(asDatabaseKind(kind), async (cluster, folder) => {
    const database = cluster ? { DATABASE_URL: (await placeOn(cluster, 'bench')).url } : {};
    const studios = await openStudios();
    try {
      return await run(studios, { jobs: Number(jobs), atOnce: Number(atOnce), kind }, { folder, database });
    } finally {
      await cleanUpProducts();
      closeStudios(studios);
    }
  });
}

interface Options {
  readonly jobs: number;
  readonly atOnce: number;
  readonly kind: string;
}

interface Home {
  readonly folder: string;
  readonly database: Readonly<Record<string, string>>;
}

async function run(studios: readonly StudioAccount[], options: Options, { folder, database }: Home): Promise<boolean> {
  const { jobs, atOnce } = options;
  const studio = must(studios.find(({ knowsRepeats }) => !knowsRepeats));
  const env = { PICTURE_HOSTS: studioHosts([studio]), DEMO: '0', LOG_LEVEL: 'error', ...database };
  const secrets = { SECRETS_KEY: randomBytes(32).toString('base64') };
  const product = await startProduct({ folder: join(folder, 'data'), env: { ...env, ...secrets } });
  const { url, pid } = product;
  const film = await boardFilm(url, [studio], { atOnce, board: (line) => writeFilm(line, jobs) });
  const orderedAt: number[] = [];
  studio.fake.delayMs = () => {
    orderedAt.push(performance.now());
    return LATENCY_MS;
  };
  const caller = { origin: url, cookie: film.owner.cookie };
  const typist = await Typist.sit(documentUrl(url, film.project), caller);
  await typist.typeFor(PHASE_MS);
  await hold(film, true);
  await orderPictures(film, studio, film.panels);
  const phases = await measure(film, typist, pid, orderedAt);
  typist.leave();
  await product.stop();
  return tell(phases, options);
}

async function writeFilm(line: SyncLine, panels: number): Promise<readonly PanelId[]> {
  const { doc } = makeFilm(SCENES, panels);
  if (!(await line.write(Y.encodeStateAsUpdate(doc)))) throw new Error('The film was not taken.');
  const ids = readPanels(doc).map(({ id }) => id);
  // With it goes the timer of its presence, which would keep the process for ever.
  doc.destroy();
  return ids;
}

interface Phase extends Keystrokes {
  readonly withPictures: boolean;
  readonly ms: number;
  /** Of the server's process. */
  readonly cpuMs: number;
  readonly made: number;
  /** When the studio was given its orders. */
  readonly orderedAt: readonly number[];
}

async function measure(film: Film, typist: Typist, pid: number, orderedAt: number[]): Promise<readonly Phase[]> {
  const phases: Phase[] = [];
  const phase = async (withPictures: boolean, before: number, type: () => Promise<Keystrokes>) => {
    orderedAt.length = 0;
    const [begun, cpu] = [performance.now(), await cpuMsOf(pid)];
    const typed = await type();
    const [took, used] = [performance.now() - begun, (await cpuMsOf(pid)) - cpu];
    const left = (await underWay(film)).length;
    const made = before - left;
    phases.push({ ...typed, withPictures, ms: took, cpuMs: used, made, orderedAt: [...orderedAt] });
    return left;
  };
  for (let left = film.panels.length; left > 0;) {
    await phase(false, left, () => typist.typeFor(PHASE_MS));
    left = await phase(true, left, async () => {
      await hold(film, false);
      const typed = await typist.typeFor(PHASE_MS);
      await hold(film, true);
      // What is under way is made, and counts.
      const rest = await typist.typeFor(SETTLED_MS);
      return { saved: [...typed.saved, ...rest.saved], seen: [...typed.seen, ...rest.seen] };
    });
  }
  return phases;
}

function tell(phases: readonly Phase[], { jobs, atOnce, kind }: Options): boolean {
  const [busy, quiet] = [phases.filter((phase) => phase.withPictures), phases.filter((phase) => !phase.withPictures)];
  const sum = (of: readonly Phase[], field: 'ms' | 'cpuMs' | 'made') => of.reduce((all, one) => all + one[field], 0);
  const between = turnsOf(busy, atOnce).map((turn) => turn - LATENCY_MS);
  const overhead = between.reduce((all, one) => all + one, 0) / between.length / atOnce;
  const idle = sum(quiet, 'cpuMs') / sum(quiet, 'ms');
  const cpu = (sum(busy, 'cpuMs') - idle * sum(busy, 'ms')) / sum(busy, 'made');
  console.log(`${String(jobs)} pictures, ${String(atOnce)} at a time, ${String(LATENCY_MS)} ms each, ${kind}`);
  console.log(
    `from a picture to the next order in its place ${ms(median(between))} ms (p50), ${ms(overhead)} a picture`,
  );
  console.log(`a picture takes ${ms(cpu)} ms of the server's processor`);
  console.log('typing, ms              saved p50     p95    seen p50     p95   letters');
  for (const [title, some] of [
    ['with pictures', busy],
    ['without', quiet],
  ] as const) {
    const [saved, seen] = [some.flatMap((phase) => phase.saved), some.flatMap((phase) => phase.seen)];
    const columns = [saved, seen].map((values) => `${ms(quantile(values, 0.5))}  ${ms(quantile(values, 0.95))}`);
    console.log(`${title.padEnd(24)}   ${columns.join('      ')}   ${String(saved.length).padStart(7)}`);
  }
  const ratio = (of: 'saved' | 'seen') => {
    const [with95, without95] = [busy, quiet].map((some) =>
      quantile(
        some.flatMap((phase) => phase[of]),
        0.95,
      ),
    );
    return (with95 ?? NaN) / (without95 ?? NaN);
  };
  const [saved, seen] = [ratio('saved'), ratio('seen')];
  return tellGoals([
    [`a picture costs ${overhead.toFixed(1)} ms beside the studio's time (goal 20)`, overhead <= 20],
    [`"saved" p95 with pictures is ${saved.toFixed(2)} of without (goal 1.10)`, saved <= 1.1],
    [`"seen" p95 with pictures is ${seen.toFixed(2)} of without (goal 1.10)`, seen <= 1.1],
  ]);
}

/**
 * The studio always has as many orders as it may: from one to the one that takes its place. Pictures in a phase would not
 * do to count by, for they come `atOnce` at a time.
 */
function turnsOf(busy: readonly Phase[], atOnce: number): readonly number[] {
  return busy.flatMap(({ orderedAt }) => orderedAt.slice(atOnce).map((at, i) => at - must(orderedAt[i])));
}
