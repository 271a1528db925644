/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export function ms(value: number): string {
  return value.toFixed(1).padStart(6);
}

/** Prints each goal with whether it is met. Returns whether all are. */
export function tellGoals(goals: readonly (readonly [string, boolean])[]): boolean {
  for (const [goal, met] of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${goal}`);
  return goals.every(([, met]) => met);
}
