import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CLOSE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import type { Admission, SyncRequest } from './admit.ts';
import type { Connection, Wire } from './connection.ts';
import type { Log } from './log.ts';

export interface UpgradeDeps {
  readonly admit: (request: SyncRequest) => Promise<Admission>;
  readonly accept: (admission: Admission & { kind: 'admitted' }, wire: Wire) => Connection;
  readonly allowedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly log: Log;
}

/** Bytes that a close frame has for its reason; `ws` throws when there are more. */
const REASON_BYTES = 123;
/** Time between two signs of life, in milliseconds; a socket that misses one is gone. */
const PING_MS = 15_000;

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
      webSocket.on('error', () => undefined);
      if (admission.kind === 'refused') webSocket.close(admission.code, admission.reason);
      else serve(webSocket, (wire) => accept(admission, wire));
    });
  }

  return (request: IncomingMessage, socket: Duplex, head: Buffer, documentName: string): void => {
    socket.on('error', () => socket.destroy());
    if (!allowedOrigin(request.headers.origin, request.headers.host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    void upgrade(request, socket, head, documentName);
  };
}

function serve(webSocket: WebSocket, accept: (wire: Wire) => Connection): void {
  const connection = accept({
    send: (frame) => webSocket.send(frame),
    close: (code, reason) => {
      // A socket that is not read never hears the answer to its close.
      webSocket.resume();
      // A character has at most three bytes a unit.
      const fits = Buffer.byteLength(reason) <= REASON_BYTES;
      webSocket.close(code, fits ? reason : reason.slice(0, REASON_BYTES / 3));
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    get buffered() {
      return webSocket.bufferedAmount;
    },
  });
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) connection.receive(toBytes(data));
    else connection.close(CLOSE.refused, 'text frame');
  });
  const stopPinging = keepAlive(webSocket, connection);
  webSocket.on('close', () => {
    stopPinging();
    connection.end();
  });
}

function keepAlive(webSocket: WebSocket, connection: Connection): () => void {
  let answered = true;
  webSocket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    // A socket that is not read can't bring the answer.
    if (!answered && !webSocket.isPaused) {
      webSocket.terminate();
      return;
    }
    answered = false;
    webSocket.ping();
    connection.heartbeat();
  }, PING_MS);
  return () => clearInterval(timer);
}

function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
