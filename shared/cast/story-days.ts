import type { ElementId } from '#shared/lib/ids.ts';
import { daylightsOf, parseHeading, type Scene } from '#shared/screenplay/index.ts';

/** What somebody says of a scene's day where the headings tell it wrongly. */
export type DayMark = 'new' | 'same';
/** Marks by the scenes' headings. */
export type DayMarks = ReadonlyMap<ElementId, DayMark>;

export interface StoryDay {
  /** From 1; null: outside the story's days, as a flashback is. */
  readonly day: number | null;
  /** Why it is this day, for people. */
  readonly why: string;
  /** What somebody said of it; null: it is as the headings tell. */
  readonly mark: DayMark | null;
}

const NEXT = /\b(?:NEXT|FOLLOWING) (?:DAY|MORNING|AFTERNOON|EVENING|NIGHT)\b|\b(?:DAYS|WEEKS|MONTHS|YEARS) LATER\b/;
const OUTSIDE = /\b(?:FLASHBACK|FLASH BACK|DREAM|FANTASY|MEMORY)\b/;

/**
 * The story day of each scene: a day begins where a heading says so or night has turned to day, unless somebody says
 * otherwise. Dawn is day and dusk is night, as on strips.
 */
export function storyDaysOf(scenes: readonly Scene[], marks: DayMarks = new Map()): ReadonlyMap<ElementId, StoryDay> {
  const lights = daylightsOf(scenes.map(({ heading }) => heading.text));
  const days = new Map<ElementId, StoryDay>();
  let day = 0;
  let light: (typeof lights)[number] = null;
  for (const [i, { id, heading }] of scenes.entries()) {
    const mark = marks.get(id) ?? null;
    if (mark === null && isOutside(heading.text)) {
      days.set(id, { mark, day: null, why: 'the heading says that it is no part of the story’s days' });
      continue;
    }
    const now = lights[i] ?? null;
    const begins = day === 0 ? 'it is the first' : beginningOf(heading.text, light === 'night' && now === 'day', mark);
    if (begins !== null) day += 1;
    days.set(id, { mark, day, why: begins ?? (mark ? 'somebody said so' : 'no new day begins') });
    light = now ?? light;
  }
  return days;
}

function beginningOf(heading: string, isMorning: boolean, mark: DayMark | null): string | null {
  if (mark !== null) return mark === 'new' ? 'somebody said so' : null;
  if (NEXT.test(heading.toUpperCase())) return 'the heading says so';
  return isMorning ? 'night has turned to day' : null;
}

function isOutside(heading: string): boolean {
  const { location, other } = parseHeading(heading);
  return OUTSIDE.test(`${other} ${location.split(' - ').slice(1).join(' ')}`);
}

/** Whether a look's days, as people write them (`1–2, 4`), hold this one. What is no number is passed over. */
export function saysDay(days: string, day: number): boolean {
  return [...days.matchAll(/(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?/g)].some(
    ([, from, to]) => Number(from) <= day && day <= Number(to ?? from),
  );
}
