import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { must } from '#shared/lib/assert.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import type { Connection, Wire } from './connection.ts';
import { sendMessage, sendMessages } from './websocket-frame.ts';

/** Time between two signs of life, in milliseconds; a socket that misses one is gone. */
const PING_MS = 15_000;

/** Bytes that a close frame has for its reason; `ws` throws when there are more. */
const REASON_BYTES = 123;

/** The wire of a real socket. There is one for every open window, so that it is small: one object, few closures. */
export class SocketWire implements Wire {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  #connection: Connection | null = null;
  #answered = true;

  constructor(webSocket: WebSocket, socket: Duplex) {
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  get buffered(): number {
    return this.#socket.writableLength;
  }

  /** Hands the socket over to the connection that `accept` makes for it. */
  serve(accept: (wire: Wire) => Connection): void {
    const connection = accept(this);
    this.#connection = connection;
    const timer = setInterval(() => this.#keepAlive(), PING_MS);
    this.#webSocket.on('message', (data, isBinary) => {
      if (isBinary) connection.receive(toBytes(data));
      else connection.close(CLOSE.refused, 'text frame');
    });
    this.#webSocket.on('pong', () => (this.#answered = true));
    this.#webSocket.on('close', () => {
      clearInterval(timer);
      connection.end();
    });
  }

  send(payload: Uint8Array): void {
    if (this.#isOpen) sendMessage(this.#socket, payload);
  }

  sendTogether(payloads: readonly Uint8Array[]): void {
    if (this.#isOpen) sendMessages(this.#socket, payloads);
  }

  close(code: number, reason: string): void {
    // A socket that is not read never hears the answer to its close.
    this.#webSocket.resume();
    // A character has at most three bytes a unit.
    const fits = Buffer.byteLength(reason) <= REASON_BYTES;
    this.#webSocket.close(code, fits ? reason : reason.slice(0, REASON_BYTES / 3));
  }

  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    this.#webSocket.resume();
  }

  get #isOpen(): boolean {
    return this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  #keepAlive(): void {
    // A socket that is not read can't bring the answer.
    if (!this.#answered && !this.#webSocket.isPaused) {
      this.#webSocket.terminate();
      return;
    }
    this.#answered = false;
    this.#webSocket.ping();
    must(this.#connection).heartbeat();
  }
}

function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
