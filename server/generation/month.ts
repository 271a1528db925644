/** A month in UTC, by which budgets are counted. */
export interface Month {
  readonly start: Date;
  /** As 2026-11-01. */
  readonly firstDay: string;
  readonly days: number;
}

export function monthOf(now: number): Month {
  const at = new Date(now);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const start = new Date(Date.UTC(year, month, 1));
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { start, firstDay: start.toISOString().slice(0, 10), days };
}
