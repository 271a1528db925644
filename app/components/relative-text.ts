const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const DAY_UTC = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day as 6 Dec 2026, the same on server and client. */
export function dayText(at: number): string {
  return DAY_UTC.format(at);
}

/** A time as people say it: just now, 5 minutes ago, yesterday, in 6 days, and from a week on the date. */
export function relativeText(at: number, now: number): string {
  const since = at - now;
  const far = Math.abs(since);
  if (far < MINUTE) return 'just now';
  if (far < HOUR) return WORDS.format(Math.trunc(since / MINUTE), 'minute');
  if (far < DAY) return WORDS.format(Math.trunc(since / HOUR), 'hour');
  if (far < 8 * DAY) return WORDS.format(Math.trunc(since / DAY), 'day');
  return DATE.format(at);
}
