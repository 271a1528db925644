import { printedText } from './hidden.ts';

/** What a scene heading says: `INT. KITCHEN - NIGHT (FLASHBACK)`. */
export interface Heading {
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  /** As typed, upper-cased, without setting and time: `KITCHEN`, `SWING BRIDGE - CAUSEWAY`. */
  readonly location: string;
  readonly time: TimeOfDay | null;
  /** What stands after the time or in parentheses at the end (`FLASHBACK`, `MOVING`); empty when nothing does. */
  readonly other: string;
}

/** The times a heading ends in, by the trade's words; `CONTINUOUS` and its like take the time of the scene before. */
export const TIMES = [
  'DAY',
  'NIGHT',
  'DAWN',
  'DUSK',
  'MORNING',
  'AFTERNOON',
  'EVENING',
  'SUNRISE',
  'SUNSET',
  'MAGIC HOUR',
  'LATER',
  'MOMENTS LATER',
  'CONTINUOUS',
  'SAME',
  'THE NEXT DAY',
] as const;
export type TimeOfDay = (typeof TIMES)[number];

const SETTING = /^(INT\.?\s?\/\s?EXT\.?|EXT\.?\s?\/\s?INT\.?|I\.?\/E\.?|INT\.?|EXT\.?|EST\.?)(?=[\s.]|$)[\s.]*/;
const TAIL = /\(([^()]*)\)$/;

/**
 * Reads a heading in any case, with ` - `, `--` or a dash between its parts; before a time a full stop or a comma will do
 * (`KITCHEN. NIGHT`). Whatever it is, it has a location.
 */
export function parseHeading(text: string): Heading {
  let rest = printedText(text).trim().toUpperCase();
  const setting = SETTING.exec(rest);
  rest = rest.slice(setting?.[0].length ?? 0);
  const other: string[] = [];
  for (let tail = TAIL.exec(rest); tail; tail = TAIL.exec(rest)) {
    other.unshift(tail[1]?.trim() ?? '');
    rest = rest.slice(0, tail.index).trim();
  }
  const parts = partsOf(rest);
  const at = parts.findLastIndex((part, i) => i > 0 && isTime(part));
  const time = at === -1 ? null : (parts[at] as TimeOfDay);
  if (at !== -1) {
    other.unshift(...parts.splice(at).slice(1));
    const moving = parts.at(-1);
    if (parts.length > 1 && moving === 'MOVING') other.unshift(parts.pop() ?? '');
  }
  return { setting: settingOf(setting?.[1]), location: parts.join(' - '), time, other: other.join(', ') };
}

/** What a heading begins with, and the space after it, as typed: `int. `; empty when it does not begin so. */
export function introOf(text: string): string {
  return text.slice(0, SETTING.exec(text.toUpperCase())?.[0].length ?? 0);
}

function partsOf(text: string): string[] {
  // Spaces count from the first of them: from each of very many they would be gone through again.
  const parts = text.split(/(?<!\s)\s+[-–—]+\s+|(?<!\s)\s*--\s*/).filter((part) => part !== '');
  return parts.some((part, i) => i > 0 && isTime(part)) ? parts : parts.flatMap(withoutStop);
}

/** A place and the time at its end as two parts, a time without the full stop behind it; anything else as it is. */
function withoutStop(part: string): string[] {
  const said = part.endsWith('.') ? part.slice(0, -1) : part;
  const stop = Math.max(said.lastIndexOf('. '), said.lastIndexOf(', '));
  const time = said.slice(stop + 1).trim();
  if (!isTime(time)) return [part];
  return stop < 1 ? [time] : [said.slice(0, stop).trim(), time];
}

function isTime(part: string): part is TimeOfDay {
  return (TIMES as readonly string[]).includes(part);
}

function settingOf(intro: string | undefined): Heading['setting'] {
  if (intro === undefined) return null;
  if (intro.includes('/')) return 'INT/EXT';
  return intro.startsWith('I') ? 'INT' : 'EXT';
}
