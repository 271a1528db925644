import { daylightOf } from '#shared/screenplay/index.ts';

const MARKS = { day: 'D', night: 'N' } as const;

/** Day or night by a heading alone, as strips mark it; null when it says neither. */
export function timeOfDay(heading: string): 'D' | 'N' | null {
  const light = daylightOf(heading);
  return light && MARKS[light];
}
