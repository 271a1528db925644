const NIGHT = /\b(?:NIGHT|EVENING|DUSK|MIDNIGHT|SUNSET)\b/i;
const DAY = /\b(?:DAY|MORNING|AFTERNOON|DAWN|NOON|SUNRISE)\b/i;

/** Day or night by the last part of a heading, as strips and schedules mark it; null when it says neither. */
export function timeOfDay(heading: string): 'D' | 'N' | null {
  const time =
    heading
      .split(/\s[-–—]\s?/)
      .slice(1)
      .at(-1) ?? '';
  if (NIGHT.test(time)) return 'N';
  return DAY.test(time) ? 'D' : null;
}
