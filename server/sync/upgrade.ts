import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CLOSE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import type { Admission, SyncRequest } from './admit.ts';
import type { Connection, Wire } from './connection.ts';
import type { Log } from './log.ts';
import { SocketWire } from './socket-wire.ts';

export interface UpgradeDeps {
  readonly admit: (request: SyncRequest) => Promise<Admission>;
  readonly accept: (admission: Admission & { kind: 'admitted' }, wire: Wire) => Connection;
  readonly allowedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly log: Log;
}

/**
 * A foreign page is turned away before the upgrade. Everybody else is let in and then told by a close code what is
 * wrong: y-websocket tries a plain 401 again for ever, and understands 44xx as final.
 */
export function createUpgradeHandler({ admit, accept, allowedOrigin, log }: UpgradeDeps) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SYNC_LIMITS.frame, perMessageDeflate: false });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, documentName: string): Promise<void> {
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const admission = await admit({ documentName, cookie: request.headers.cookie, query }).catch((error: unknown) => {
      log.error({ err: error }, 'sync request could not be checked');
      return { kind: 'refused' as const, code: CLOSE.storageUnavailable, reason: 'could not be checked' };
    });
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', ignored);
      if (admission.kind === 'refused') webSocket.close(admission.code, admission.reason);
      else new SocketWire(webSocket, socket).serve((wire) => accept(admission, wire));
    });
  }

  return (request: IncomingMessage, socket: Duplex, head: Buffer, documentName: string): void => {
    socket.on('error', destroyed);
    if (!allowedOrigin(request.headers.origin, request.headers.host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    void upgrade(request, socket, head, documentName);
  };
}

function destroyed(this: Duplex): void {
  this.destroy();
}

function ignored(): void {
  // What is wrong with a socket is told by its close.
}
