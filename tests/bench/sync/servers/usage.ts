import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Usage {
  /** Processor time since `begin`, in milliseconds. */
  readonly cpuMs: number;
  /** Wall time since `begin`, in milliseconds. */
  readonly wallMs: number;
  /** Bytes. */
  readonly rss: number;
  readonly peakRss: number;
  /** JavaScript heap and buffers, in bytes. */
  readonly heap: number;
  /** 99 of 100 turns of the event loop came at most this late, in milliseconds. */
  readonly loopP99: number;
}

/** How often the memory is looked at for its peak, in milliseconds. */
const SAMPLE_MS = 50;

/** What this process has cost since `begin`: every server under test answers these two questions. */
export function usageAnswers() {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  let cpu = process.cpuUsage();
  let began = performance.now();
  let peakRss = 0;
  setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, SAMPLE_MS).unref();

  return {
    begin: () => {
      loop.reset();
      cpu = process.cpuUsage();
      began = performance.now();
      peakRss = process.memoryUsage.rss();
    },
    /** With `collect`, garbage is collected first: what is left is in use. */
    usage: ({ collect }: { collect: boolean }): Usage => {
      const spent = process.cpuUsage(cpu);
      const loopP99 = Math.max(0, loop.percentile(99) / 1e6 - 5);
      const wallMs = performance.now() - began;
      if (collect) globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { cpuMs: (spent.user + spent.system) / 1000, wallMs, rss, peakRss, heap: heapUsed + external, loopP99 };
    },
  };
}
