import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { AppError } from '#shared/protocol/index.ts';

/** Which pages may speak to this server: those it served itself. Asked on every write and on every socket. */
export interface Origins {
  /** The address people use. */
  readonly home: () => string;
  /** For the Origin header of an upgrade, where browsers always send one. */
  readonly allows: (origin: string | undefined) => boolean;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** `port` is asked late: it is known once the server listens. */
export function createOrigins(publicUrl: URL | null, port: () => number): Origins {
  const home = () => publicUrl?.origin ?? `http://localhost:${String(port())}`;
  const all = () =>
    publicUrl ? [publicUrl.origin] : LOOPBACK_NAMES.map((name) => new URL(`http://${name}:${String(port())}`).origin);
  return { home, allows: (origin) => origin !== undefined && all().includes(origin) };
}

/**
 * Refuses writes that another site caused, before a byte of the body is read. A browser names the origin of every write;
 * a request that names neither comes from a program, which has no cookies of somebody else to misuse.
 */
export function refuseForeignWrites(origins: Origins): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    if (isForeign(request, origins)) {
      next(new AppError('foreign_origin', 'This request came from another site and was refused. Nothing was changed.'));
      return;
    }
    next();
  };
}

function isForeign({ headers }: IncomingMessage, origins: Origins): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && !origins.allows(headers.origin);
}
