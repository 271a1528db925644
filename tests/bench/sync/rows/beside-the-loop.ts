import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface BesideTheLoop {
  readonly ms: number;
  /** The longest that the event loop stood still meanwhile. */
  readonly stallMs: number;
}

/** Does what a worker thread should do, and looks whether this thread's event loop went on. */
export async function besideTheLoop(work: () => Promise<unknown>): Promise<BesideTheLoop> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  delay.disable();
  return { ms, stallMs: delay.max / 1e6 };
}
