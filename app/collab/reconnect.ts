const FIRST_MS = 200;
const MOST_MS = 2500;

/**
 * How long to wait before the next attempt, in milliseconds, after so many that failed. Everybody has a time of their own:
 * a restart would be followed by a stampede.
 * @param random in [0, 1)
 */
export function reconnectDelay(failed: number, random: number): number {
  return Math.min(MOST_MS, FIRST_MS * 2 ** failed) * (0.5 + random / 2);
}
