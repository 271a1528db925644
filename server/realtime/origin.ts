import type { IncomingMessage } from 'node:http';

/**
 * Whether this page may open a socket here. CORS guards neither transport. A WebSocket handshake of a browser always
 * names its origin; a poll from our own page names none but comes as `same-origin`, and one that names neither is no
 * browser's, so it carries nobody else's cookies.
 */
export function mayConnect(request: IncomingMessage, allowed: (origin: string | undefined) => boolean): boolean {
  const { origin, upgrade, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined || upgrade !== undefined) return allowed(origin);
  return site === undefined || site === 'same-origin';
}
