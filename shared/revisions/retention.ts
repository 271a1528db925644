/** For how many days a project may keep each single change of its log; `null` for ever. Named revisions stay in any case. */
export const RETENTIONS = [null, 365, 90, 30] as const;
export type Retention = (typeof RETENTIONS)[number];

export function isRetention(days: number | null): days is Retention {
  return RETENTIONS.some((choice) => choice === days);
}

export function describeRetention(days: number | null): string {
  if (days === null) return 'for ever';
  return days === 365 ? 'for a year' : `for ${String(days)} days`;
}
