import { createServer, type RequestListener, type Server } from 'node:http';

/** Within which a request has to be there whole: a gigabyte of pictures takes a quarter of an hour at 10 Mbit/s. */
const WHOLE_REQUEST_MS = 20 * 60_000;

/** The http server before and after there is something to serve. */
export interface Doorway {
  readonly server: Server;
  /** From now on requests go here. */
  open(listener: RequestListener): void;
}

/**
 * Listens early, so that a taken port is known before a database is opened, and says "starting" until it is opened. The
 * server's own listener never changes: Socket.IO wraps those that are there when it is attached.
 */
export function createDoorway(): Doorway {
  let serve: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Beatboard is starting.\n');
  };
  const server = createServer({ requestTimeout: WHOLE_REQUEST_MS }, (request, response) => serve(request, response));
  return { server, open: (listener) => void (serve = listener) };
}
