import { TIMES, parseHeading, type Heading, type TimeOfDay } from './heading.ts';

export type Daylight = 'day' | 'night';

const NIGHT = /\b(?:NIGHT|EVENING|DUSK|MIDNIGHT|SUNSET)\b/;
const DAY = /\b(?:DAY|MORNING|AFTERNOON|DAWN|NOON|SUNRISE)\b/;
/** Times that go on from the scene before. */
const CONTINUING: ReadonlySet<TimeOfDay> = new Set(['CONTINUOUS', 'SAME', 'LATER', 'MOMENTS LATER'] as const);

/** Day or night as strips and schedules mark it, dusk with the night and dawn with the day; null when a heading says neither. */
export function daylightOf(heading: string): Daylight | null {
  return saidIn(parseHeading(heading));
}

/** Of headings in script order: one that says `CONTINUOUS` or its like takes what the one before it has. */
export function daylightsOf(headings: readonly string[]): (Daylight | null)[] {
  let light: Daylight | null = null;
  return headings.map((text) => {
    const heading = parseHeading(text);
    const continues = heading.time !== null && CONTINUING.has(heading.time);
    light = saidIn(heading) ?? (continues ? light : null);
    return light;
  });
}

function saidIn({ location, time, other }: Heading): Daylight | null {
  // `HOUSE - NIGHT - CONTINUOUS` and `HOUSE - LATE NIGHT`, but no NIGHT CLUB that has a time behind it.
  const place = location.split(' - ').slice(1).at(-1) ?? '';
  const beside = [...(time === null || isTime(place) ? [place] : []), ...other.split(', ').filter(isTime)];
  for (const words of [time ?? '', ...beside]) {
    if (NIGHT.test(words)) return 'night';
    if (DAY.test(words)) return 'day';
  }
  return null;
}

function isTime(words: string): boolean {
  return (TIMES as readonly string[]).includes(words);
}
