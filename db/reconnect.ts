const FIRST_S = 0.05;
const MOST_S = 1;

/**
 * How postgres.js is to wait before it connects once more, in seconds. Its own patience grows to twenty seconds, and grows
 * with the failures of all connections together: a database that was away for a moment would be kept waiting by those
 * who miss it.
 * @param failures of all connections since the last that succeeded
 */
export function reconnectAfter(failures: number): number {
  return Math.min(MOST_S, FIRST_S * 2 ** failures);
}
