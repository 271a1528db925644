import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over a socket for the document of this name. */
export type SyncUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, documentName: string) => void;

const SYNC = '/sync/';
const OTHERS = ['/socket.io/'];
const VITE_PROTOCOLS = ['vite-hmr', 'vite-ping'];

/**
 * The one place that decides where an upgrade goes. Socket.IO and, in development, Vite have listeners of their own on
 * the same server and must find their sockets untouched; whatever nobody serves is ended here, or it would hang.
 */
export function routeUpgrades(
  http: Server,
  options: { sync: SyncUpgrade; vite: boolean; accepting: () => boolean },
): void {
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (OTHERS.some((other) => path.startsWith(other))) return;
    if (options.vite && VITE_PROTOCOLS.includes(request.headers['sec-websocket-protocol'] ?? '')) return;
    // A peer that goes away in the middle of the handshake is no error of ours.
    socket.on('error', () => socket.destroy());
    if (!options.accepting()) {
      end(socket, 503);
      return;
    }
    const name = path.startsWith(SYNC) ? decoded(path.slice(SYNC.length)) : null;
    if (name === null) {
      end(socket, 404);
      return;
    }
    options.sync(request, socket, head, name);
  });
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function end(socket: Duplex, status: 404 | 503): void {
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
