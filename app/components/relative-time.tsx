import { useSyncExternalStore } from 'react';
import { dayText, relativeText } from './relative-text.ts';

const TICK_MS = 20_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

/** One clock for all the times on a page. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(() => {
      now = Date.now();
      for (const notify of listeners) notify();
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function readNow(): number {
  // Between ticks the value must not move, or React would render for ever; a first reader starts it.
  if (listeners.size === 0 || now === 0) now = Math.floor(Date.now() / TICK_MS) * TICK_MS;
  return now;
}

const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** “5 minutes ago”, the exact time on hover. Until the page is alive it shows the day, the same on server and client. */
export function RelativeTime({ at }: { readonly at: number }) {
  const current = useSyncExternalStore<number | null>(subscribe, readNow, () => null);
  return (
    <time dateTime={new Date(at).toISOString()} {...(current !== null && { title: EXACT.format(at) })}>
      {current === null ? dayText(at) : relativeText(at, current)}
    </time>
  );
}
