import { attack } from './frames/attack.ts';
import { anySeed, readOptions } from './options.ts';

/** Goals of the run, in milliseconds and megabytes: reported, and looked at by a person, for a busy machine stalls too. */
const GOAL = { delay: 50, rss: 50 };

/** Hostile frames against a real server over real sockets. */
export async function frames(args: readonly string[]): Promise<boolean> {
  const { count, seed } = readOptions(args, { count: 100_000, seed: anySeed() });
  console.log(`frames --count ${String(count)} --seed ${String(seed)}`);
  const { faults, kinds, rows, honestEdits, delay, slow, grown } = await attack({ frames: count, seed }, (words) => {
    console.log(words);
  });
  for (const [kind, { sent, refused }] of Object.entries(kinds).sort()) {
    console.log(`  ${kind.padEnd(40)} ${String(sent).padStart(8)} sent ${String(refused).padStart(8)} refused`);
  }
  console.log(`rows by proper frames and honest people ${String(rows)}, honest edits all saved ${String(honestEdits)}`);
  for (const [kind, { ms, cpuMs, bytes }] of Object.entries(slow).sort(([, a], [, c]) => c.cpuMs - a.cpuMs)) {
    const took = `${cpuMs.toFixed(1)} ms of processor, ${ms.toFixed(1)} ms in all`;
    console.log(`  slowest of “${kind}”: ${took}, ${String(bytes)} bytes`);
  }
  console.log(
    `loop delay p99 ${delay.p99.toFixed(1)} ms, max ${delay.max.toFixed(1)} ms (goal ${String(GOAL.delay)}, on an idle machine)`,
  );
  console.log(
    `memory after: RSS ${grown.rss.toFixed(1)} MB more (goal ${String(GOAL.rss)}), heap ${grown.heap.toFixed(1)} MB more`,
  );
  for (const fault of faults) console.error(fault);
  if (faults.length > 0)
    console.error(`failed; again: npm run chaos -- frames --count ${String(count)} --seed ${String(seed)}`);
  return faults.length === 0;
}
