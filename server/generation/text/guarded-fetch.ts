import { OutboundError, createOutbound, houseOf } from '../net/index.ts';
import type { AccountAccess, ProviderTools } from '../provider-kind.ts';

/** Of an answer: a long scene's shots are a tenth of it. */
const MAX_ANSWER = 1024 * 1024;
/** The question's own limit is shorter. */
const LONGEST_MS = 300_000;
/** Answers of these have no body, and a Response must not have one. */
const BODILESS: readonly number[] = [204, 205, 304];

/** The one door out, in the shape in which the SDK asks for one. It leads to the account's own host and nowhere else. */
export function guardedFetch({ baseUrl }: Pick<AccountAccess, 'baseUrl'>, { allowedHosts }: ProviderTools) {
  const base = new URL(baseUrl);
  const outbound = createOutbound({ house: houseOf(base, allowedHosts) });
  return async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== base.origin) throw new OutboundError('address', url.host);
    const { method = 'GET', body, headers, signal } = init;
    const {
      status,
      bytes,
      headers: answered,
    } = await outbound.send({
      ...{ url, method: method === 'POST' ? 'POST' : 'GET', maxBytes: MAX_ANSWER, timeoutMs: LONGEST_MS },
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body: new TextEncoder().encode(body) }),
      signal: signal ?? new AbortController().signal,
    });
    // Nothing that is no answer over HTTP gets this far but one that only says that another is to come.
    if (status < 200 || status > 599) throw new OutboundError('unreachable', url.host);
    const said = Object.entries(answered).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
    return new Response(BODILESS.includes(status) ? null : Buffer.from(bytes), {
      status,
      headers: said as [string, string][],
    });
  };
}
