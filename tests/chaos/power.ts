import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { anySeed, readOptions } from './options.ts';
import { Disk, NOTHING_UNSYNCED, chance, type Luck } from './power/disk.ts';
import { record, type Act } from './power/recorder.ts';
import { verify } from './power/verify.ts';
import { Work, open, type Promised } from './power/work.ts';

export interface PowerOptions {
  readonly cuts: number;
  /** Whether each cut is tried with both models, or with one and the other in turn. */
  readonly models: 'both' | 'in turn';
  readonly steps: number;
  readonly seed: number;
  /** A tar file with an empty cluster. */
  readonly template: string;
  /** Told of each cut. */
  readonly onCut?: (line: string) => void;
}

export interface PowerResult {
  readonly acts: number;
  readonly syncs: number;
  readonly promised: number;
  /** One line for each thing that a cut broke. */
  readonly faults: readonly string[];
}

/**
 * The embedded database loses its power: everything that it does to its folder in three lives (the first ends without a
 * goodbye, the others with one) is recorded, then done again on a disk that keeps only what was synced, up to a cut; what
 * that leaves is opened and compared with what had been answered by then. Then once more with a share of the unsynced there
 * after all, sector by sector.
 */
export async function losePower(options: PowerOptions): Promise<PowerResult> {
  const { steps, seed, template, onCut } = options;
  const home = mkdtempSync(join(tmpdir(), 'beatboard-power-'));
  try {
    const { acts, promised } = await recordedLives(home, template, steps, seededRng(seed));
    const rng = seededRng(seed + 1);
    const disk = new Disk();
    const faults: string[] = [];
    let done = 0;
    for (const [i, cut] of chooseCuts(acts, promised, options.cuts, rng).entries()) {
      for (; done < cut; done++) disk.do(acts[done]!);
      const due = promised.filter(({ after }) => after <= cut);
      for (const [model, luck] of models(rng).filter((_, m) => options.models === 'both' || m === i % 2)) {
        const left = join(home, 'left');
        disk.leaveIn(left, luck);
        const wrong = await verify(join(left, 'database'), template, due);
        rmSync(left, { recursive: true });
        const name = `cut ${String(cut)} of ${String(acts.length)}, ${model}`;
        const told = wrong.length > 3 ? [...wrong.slice(0, 3), `and ${String(wrong.length - 3)} more`] : wrong;
        onCut?.(`${name}: ${String(due.length)} promises, ${told.join('; ') || 'kept'}`);
        faults.push(...told.map((fault) => `${name}: ${fault}`));
      }
    }
    const syncs = acts.filter(({ kind }) => kind === 'sync').length;
    return { acts: acts.length, syncs, promised: promised.length, faults };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Three lives of the embedded database, and a power cut at any moment of them. */
export async function power(args: readonly string[]): Promise<boolean> {
  const { cuts, steps, seed } = readOptions(args, { cuts: 200, steps: 600, seed: anySeed() });
  const again = `power --cuts ${String(cuts)} --steps ${String(steps)} --seed ${String(seed)}`;
  console.log(again);
  const template = await makeTemplate();
  const onCut = (line: string) => console.log(line);
  const result = await losePower({ cuts, steps, models: 'both', seed, template, onCut });
  rmSync(template);
  const { acts, syncs, promised, faults } = result;
  console.log(
    `${String(acts)} acts, ${String(syncs)} syncs, ${String(promised)} answers: ${String(faults.length)} lost`,
  );
  if (faults.length > 0) console.error(`again: npm run chaos -- ${again}`);
  return faults.length === 0;
}

async function makeTemplate(): Promise<string> {
  const client = await PGlite.create();
  const dump = await client.dumpDataDir('none');
  await client.close();
  const file = join(tmpdir(), `beatboard-power-${String(process.pid)}.tar`);
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
  return file;
}

async function recordedLives(home: string, template: string, steps: number, rng: Rng) {
  const root = mkdtempSync(join(home, 'live-'));
  const folder = join(root, 'database');
  const { acts, stop } = record(root);
  try {
    const work = new Work(rng, () => acts.length);
    const killed = await open(folder, template);
    await work.begin(killed);
    await work.go(killed, steps / 2);
    for (let life = 2; life <= 3; life++) {
      const opened = await open(folder, template);
      await work.go(opened, steps / 4);
      await opened.client.close();
    }
    return { acts, promised: work.promised as readonly Promised[] };
  } finally {
    stop();
  }
}

/**
 * A third of them anywhere, a third right behind an answer, when a promise is youngest, and a third right behind a
 * checkpoint, when the log that could mend the tables counts no more. In order.
 */
function chooseCuts(acts: readonly Act[], promised: readonly Promised[], count: number, rng: Rng): number[] {
  const kinds = [
    () => randomInt(rng, acts.length + 1),
    () => pick(rng, promised).after,
    () => pick(rng, controlSyncs) + 1 + randomInt(rng, 10),
  ];
  const controlSyncs = syncsOf('database/global/pg_control', acts);
  const cuts = Array.from({ length: count }, (_, i) => kinds[i % kinds.length]!());
  return cuts.map((cut) => Math.min(cut, acts.length)).sort((a, b) => a - b);
}

function syncsOf(path: string, acts: readonly Act[]): number[] {
  const handles = new Set(acts.flatMap((act) => (act.kind === 'open' && act.path === path ? [act.handle] : [])));
  return acts.flatMap((act, i) => (act.kind === 'sync' && handles.has(act.handle) ? [i] : []));
}

function models(rng: Rng): [string, Luck][] {
  const share = [0.03, 0.5, 0.97][randomInt(rng, 3)]!;
  return [
    ['nothing unsynced', NOTHING_UNSYNCED],
    [`${String(share * 100)} % of the unsynced`, chance(rng, share)],
  ];
}
