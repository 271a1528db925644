import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '#shared/lib/clock.ts';
import type { FailureKind } from '../../provider.ts';

/** What the status of an answer that is no success says by itself. */
export function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'key';
  if (status === 402) return 'quota';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'provider' : 'invalid';
}

const LONGEST_REST_MS = 3_600_000;

/** RFC 9110, §10.2.3: seconds, or a date. */
export function retryAfter(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const said = headers['retry-after'];
  if (said === undefined) return undefined;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - clock.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_REST_MS);
}
