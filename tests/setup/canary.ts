import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Canary {
  /** Nothing that is under test may ask for it. */
  readonly address: string;
  /** How many connections came. */
  readonly asked: () => number;
  close(): void;
}

/** An address on this machine that notices whoever comes. */
export async function startCanary(): Promise<Canary> {
  let asked = 0;
  const server = createServer((_request, response) => void response.end());
  server.on('connection', () => (asked += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x`;
  return { address, asked: () => asked, close: () => server.close().closeAllConnections() };
}
