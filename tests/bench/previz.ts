import { createHash } from 'node:crypto';
import { renderFrame, type PrevizSpec } from '#shared/previz/index.ts';
import { SHEET_FRAMES } from '#tests/builders/previz-specs.ts';

/*
 * How long a frame takes, over the forty shots of docs/previz.md, in each of the sizes people see: `npm run bench --
 * previz [rounds]`. A frame is drawn by one thread. Ends with 1 when a frame was not the same bytes in every round. What
 * it says of all frames together is to be the same on every Node.
 */
const SIZES = [
  { width: 960, most: 400 },
  { width: 1920, most: 1500 },
] as const;

interface Measured {
  /** Milliseconds by the clock and by the processor, which tells how busy the machine was beside it. */
  readonly times: readonly number[];
  readonly processor: readonly number[];
  /** Captions of frames that differed. */
  readonly unlike: readonly string[];
  /** Of all frames. */
  readonly hash: string;
}

export function bench([rounds = '3']: string[]): Promise<boolean> {
  // The first frames pay for the compiler.
  for (const { spec } of SHEET_FRAMES.slice(0, 6)) renderFrame({ ...spec, width: 320 });
  const found = SIZES.map(({ width, most }) => {
    const { times, processor, unlike, hash } = measure(width, Math.max(2, Number(rounds)));
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
    console.log(
      `${String(width)} × ${String((width * 9) / 16)}: median ${String(at(0.5))} ms, 95 of 100 within ${String(at(0.95))} ms, ` +
        `worst ${String(at(1))} ms (goal ${String(most)} ms); processor ${String(Math.round(processor[processor.length >> 1] ?? 0))} ms; ${unlike.length === 0 ? `the same bytes every time (${hash})` : `NOT the same: ${unlike.join('; ')}`}`,
    );
    return unlike.length === 0;
  });
  return Promise.resolve(found.every(Boolean));
}

function measure(width: number, rounds: number): Measured {
  const times: number[] = [];
  const processor: number[] = [];
  const unlike: string[] = [];
  const all = createHash('sha256');
  for (const { caption, spec } of SHEET_FRAMES) {
    const hashes = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const { ms, cpu, hash } = timed({ ...spec, width });
      times.push(ms);
      processor.push(cpu);
      hashes.add(hash);
    }
    for (const hash of hashes) all.update(hash);
    if (hashes.size > 1) unlike.push(caption);
  }
  const up = (a: number, b: number) => a - b;
  return { times: times.sort(up), processor: processor.sort(up), unlike, hash: all.digest('hex').slice(0, 12) };
}

function timed(spec: PrevizSpec): { ms: number; cpu: number; hash: string } {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const { gray } = renderFrame(structuredClone(spec));
  const ms = performance.now() - started;
  const cpu = process.cpuUsage(used).user / 1000;
  return { ms, cpu, hash: createHash('sha256').update(gray).digest('hex') };
}
