import type { CDPSession, Page } from 'playwright-core';

export interface Task {
  /** Milliseconds since the page was opened. */
  readonly at: number;
  readonly ms: number;
}

/** What a window goes through while somebody works in it. */
export interface Watch {
  /** Tasks that held the page's thread for over 50 ms since the watch began. */
  tasks(): Promise<Task[]>;
  /** What the page holds after its garbage was collected, in bytes. */
  heap(): Promise<number>;
}

export async function watch(page: Page): Promise<Watch> {
  await page.evaluate(() => {
    const seen: Task[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) seen.push({ at: startTime, ms: duration });
    }).observe({ type: 'longtask' });
  });
  const session: CDPSession = await page.context().newCDPSession(page);
  return {
    tasks: () => page.evaluate(() => (globalThis as unknown as { longTasks: Task[] }).longTasks),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize;
    },
  };
}
