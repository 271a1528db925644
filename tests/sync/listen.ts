import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from './network.ts';

/** Serves a world's documents on a loopback port of its own. */
export async function listen({ server }: World, port = 0): Promise<{ url: string; port: number; http: Server }> {
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    const name = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname.slice('/sync/'.length));
    server.handleUpgrade(request, socket, head, name);
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const at = (http.address() as AddressInfo).port;
  return { url: `ws://127.0.0.1:${String(at)}/sync`, port: at, http };
}
