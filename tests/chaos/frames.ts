import { attack, type AttackReport } from './frames/attack.ts';
import { anySeed, readOptions } from './options.ts';

/** Goals of the run, in milliseconds of processor and megabytes: reported, and looked at by a person. */
const GOAL = { turn: 50, rss: 50 };

/** Hostile frames against a real server over real sockets. */
export async function frames(args: readonly string[]): Promise<boolean> {
  const { count, seed } = readOptions(args, { count: 100_000, seed: anySeed() });
  console.log(`frames --count ${String(count)} --seed ${String(seed)}`);
  const report = await attack({ frames: count, seed }, (words) => {
    console.log(words);
  });
  print(report);
  for (const fault of report.faults) console.error(fault);
  if (report.faults.length > 0)
    console.error(`failed; again: npm run chaos -- frames --count ${String(count)} --seed ${String(seed)}`);
  return report.faults.length === 0;
}

function print({ kinds, frames: sent, rows, honestEdits, turn, slow, delay, grown }: AttackReport): void {
  for (const [kind, { sent, refused }] of Object.entries(kinds).sort()) {
    console.log(`  ${kind.padEnd(40)} ${String(sent).padStart(8)} sent ${String(refused).padStart(8)} refused`);
  }
  console.log(
    `${String(sent)} frames; rows by proper frames and honest people ${String(rows)}, honest edits all saved ${String(honestEdits)}`,
  );
  for (const [kind, { ms, bytes, seed }] of Object.entries(slow).sort(([, a], [, b]) => b.ms - a.ms)) {
    console.log(
      `  slowest of “${kind}”: ${ms.toFixed(1)} ms of processor, ${String(bytes)} bytes; alone: --count 1 --seed ${String(seed)}`,
    );
  }
  console.log(
    `longest turn of the event loop ${turn.ms.toFixed(1)} ms of processor (goal ${String(GOAL.turn)}): ` +
      `${String(turn.frames)} frames, ${String(turn.bytes)} bytes; ${turn.garbageMs.toFixed(1)} ms of it collecting garbage`,
  );
  console.log(`loop delay p99 ${delay.p99.toFixed(1)} ms, max ${delay.max.toFixed(1)} ms, as busy as the machine is`);
  console.log(
    `memory after: RSS ${grown.rss.toFixed(1)} MB more (goal ${String(GOAL.rss)}), heap ${grown.heap.toFixed(1)} MB more`,
  );
}
