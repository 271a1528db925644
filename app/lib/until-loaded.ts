import { pauseAfter } from './pause.ts';

/**
 * Gets code that the page goes on without meanwhile: asks until it comes.
 * @throws AbortError when nobody asks any more
 */
export async function untilLoaded<T>(load: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failed = 0; ; failed++) {
    try {
      return await load();
    } catch {
      await pauseAfter(failed, signal);
    }
  }
}
