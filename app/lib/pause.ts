const AGAIN_MS = [500, 1000, 2000, 4000, 8000];

/**
 * Waits before something that failed so often before is tried again: half a second at first, ten in the end.
 * @throws AbortError when nobody asks any more
 */
export function pauseAfter(failed: number, signal: AbortSignal): Promise<void> {
  return pause(AGAIN_MS[failed] ?? 10_000, signal);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('Nobody asks any more.', 'AbortError'));
      },
      { once: true },
    );
  });
}
