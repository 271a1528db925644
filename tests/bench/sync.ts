import { cpus } from 'node:os';
import { parseOptions, USAGE, type BenchOptions } from './sync/options.ts';
import { compaction } from './sync/rows/compaction.ts';
import { p1, p2, p3 } from './sync/rows/crowds.ts';
import { p9 } from './sync/rows/growth.ts';
import { cold, p4, storm } from './sync/rows/joining.ts';
import { memory } from './sync/rows/memory.ts';
import { propagation } from './sync/rows/propagation.ts';
import { restore } from './sync/rows/restore.ts';
import type { Row } from './sync/rows/row.ts';
import { saturation } from './sync/rows/saturation.ts';
import { p10 } from './sync/rows/sign-ins.ts';
import { p8 } from './sync/rows/slow-reader.ts';
import type { ServerName } from './sync/servers.ts';
import { Stage, makePlace } from './sync/stage.ts';
import { format, header, isMet, type Line } from './sync/table.ts';

/*
 * The sync server as in the product, with sessions, seats, guard and a database that calls fsync, against a relay that
 * only hands bytes on and against the servers that others use, which store nothing here. All in one run and in turns;
 * the load comes from a process of its own, over loopback, and takes its part of the same cores.
 */
const ROWS: readonly Row[] = [
  propagation,
  saturation,
  storm,
  cold,
  compaction,
  restore,
  memory,
  p1,
  p2,
  p3,
  p4,
  p8,
  p9,
  p10,
];

export async function bench(words: string[]): Promise<boolean> {
  const options = parseOptions(words);
  const unknown = options?.rows.filter((name) => !ROWS.some((row) => row.name === name)) ?? [];
  if (!options || unknown.length > 0) {
    console.error(`${USAGE}\nrows: ${ROWS.map((row) => row.name).join(', ')}`);
    return false;
  }
  const place = await makePlace(options);
  try {
    const { seed, seconds, rounds } = options;
    const machine = `${String(cpus().length)} cores, shared with load and database`;
    console.log(
      `${place.title} · ${String(rounds)} rounds of ${String(seconds)} s · seed ${String(seed)} · ${machine}`,
    );
    console.log(header());
    const lines: Line[] = [];
    for (const row of wanted(options)) {
      const names = takePart(row, options);
      const stage = await Stage.set(options, place, { names, unpaced: row.unpaced === true });
      try {
        for (const line of await row.measure(stage)) {
          lines.push(line);
          console.log(format(line));
        }
      } finally {
        await stage.clear();
      }
    }
    const missed = lines.filter((line) => line.goals.length > 0 && !isMet(line));
    console.log(missed.length === 0 ? 'every goal is met' : `${String(missed.length)} goals MISSED`);
    return missed.length === 0;
  } finally {
    await place.remove();
  }
}

function wanted({ rows }: BenchOptions): readonly Row[] {
  return rows.length === 0 ? ROWS : ROWS.filter(({ name }) => rows.includes(name));
}

function takePart({ servers }: Row, { servers: asked }: BenchOptions): ServerName[] {
  return servers.filter((name) => name === 'beatboard' || asked.length === 0 || asked.includes(name));
}
