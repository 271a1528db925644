import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plainRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isHouseAddress, isPublicAddress } from './address-rules.ts';
import { OutboundError } from './outbound-error.ts';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  /** A key may stand here: it goes to this address, and to none that it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of the answer's body. */
  readonly maxBytes: number;
  /** Until the last byte of the last answer. */
  readonly timeoutMs: number;
  /** How many are followed; none when left out. */
  readonly redirects?: number;
  readonly signal: AbortSignal;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
}

/** The one door through which anything leaves for a provider. */
export interface Outbound {
  /** Rejects with OutboundError, or with the signal's reason. Any status is an answer. */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
}

export interface OutboundRules {
  /** `name:port` of what may be spoken to although it is in this house, and without TLS. */
  readonly house: ReadonlySet<string>;
}

/** Nobody's network but the one that is asked for, and that only where whoever runs the server allows it. */
export function houseOf(base: URL, allowedHosts: readonly string[]): OutboundRules['house'] {
  const place = placeOf(base);
  return new Set(allowedHosts.map((host) => host.toLowerCase()).filter((host) => host === place));
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** https to public addresses, and what the rules name. An address is checked as it is connected to, not before. */
export function createOutbound(rules: OutboundRules): Outbound {
  return {
    send: async (request) => {
      const deadline = AbortSignal.timeout(request.timeoutMs);
      const signal = AbortSignal.any([request.signal, deadline]);
      try {
        return await follow(rules, { ...request, signal }, request.redirects ?? 0);
      } catch (error) {
        request.signal.throwIfAborted();
        if (error instanceof OutboundError) throw error;
        throw new OutboundError(deadline.aborted ? 'timeout' : 'unreachable', request.url.host);
      }
    },
  };
}

/** `name:port`, as `OutboundRules.house` has them. */
export function placeOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

async function follow(rules: OutboundRules, request: OutboundRequest, left: number): Promise<OutboundAnswer> {
  const { url, maxBytes, timeoutMs, signal } = request;
  request.signal.throwIfAborted();
  const answer = await exchange(request, lookupFor(rules, url));
  const { location } = answer.headers;
  if (!REDIRECTS.includes(answer.status) || location === undefined) return answer;
  if (left === 0 || !URL.canParse(location, url)) throw new OutboundError('redirect', url.host);
  return follow(rules, { method: 'GET', url: new URL(location, url), maxBytes, timeoutMs, signal }, left - 1);
}

/** Also refuses addresses written as numbers, which are connected to without being looked up. */
function lookupFor({ house }: OutboundRules, url: URL): LookupFunction {
  const { protocol, hostname, host, username, password } = url;
  const atHome = house.has(placeOf(url));
  if (protocol !== 'https:' && !(atHome && protocol === 'http:')) throw new OutboundError('plain', host);
  if (username !== '' || password !== '') throw new OutboundError('address', host);
  const allowed = atHome ? isHouseAddress : isPublicAddress;
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !allowed(literal)) throw new OutboundError('address', host);
  return (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      // One bad address spoils all: a name that is half outside and half inside is up to something.
      const refused = !error && (found.length === 0 || !found.every(({ address }) => allowed(address)));
      if (error || refused) done(error ?? new OutboundError('address', host), '');
      else if (options.all) done(null, found);
      else done(null, (found[0] as LookupAddress).address, (found[0] as LookupAddress).family);
    });
  };
}

function exchange(request: OutboundRequest, lookup: LookupFunction): Promise<OutboundAnswer> {
  const { method, url, headers, body, signal } = request;
  return new Promise((done, failed) => {
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const outgoing = send(url, {
      ...{ method, lookup, signal },
      headers: { ...headers, 'accept-encoding': 'identity', ...(body && { 'content-length': body.byteLength }) },
      // A connection of its own for each: a kept one would have been checked by other rules.
      agent: false,
    });
    outgoing.on('error', failed);
    outgoing.on('response', (incoming) => {
      readAnswer(request, incoming).then(done, (error: unknown) => {
        outgoing.destroy();
        failed(error instanceof Error ? error : new Error(String(error)));
      });
    });
    outgoing.end(body);
  });
}

async function readAnswer({ url, maxBytes }: OutboundRequest, incoming: IncomingMessage): Promise<OutboundAnswer> {
  const { headers, statusCode: status = 0 } = incoming;
  if (!['identity', undefined].includes(headers['content-encoding'])) throw new OutboundError('encoded', url.host);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new OutboundError('too_large', url.host);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new OutboundError('too_large', url.host);
    chunks.push(chunk);
  }
  return { status, headers, bytes: new Uint8Array(Buffer.concat(chunks)) };
}
