import { connect, type Socket } from 'node:net';

export interface SocketEvents {
  /** After the upgrade. */
  readonly onOpen: () => void;
  /** A message lies in `buffer` from `start` to `end`. Of a long one only the beginning does: `length` is the whole. */
  readonly onMessage: (buffer: Buffer, start: number, end: number, length: number) => void;
  /** Everything that came at once has been handed over. */
  readonly onChunk: () => void;
  /** The close code; 0 for a line that broke. */
  readonly onClose: (code: number) => void;
}

const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
const MASK = 0x5a;
/** Longer messages are not put together. */
const LONG = 64 * 1024;
/** What is handed over of them. */
const BEGINNING = 64;

/**
 * A WebSocket with as little of a client as there can be: thousands of them share a core with what is measured. Frames to
 * send are made beforehand, and those that come in are looked at where they lie.
 */
export class RawSocket {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #rest: Buffer | null = null;
  #upgraded = false;
  /** Bytes of a long message that are still to come. */
  #skip = 0;
  #closed = false;

  constructor(port: number, path: string, cookie: string, events: SocketEvents) {
    this.#events = events;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('connect', () => this.#socket.write(handshake(port, path, cookie)));
    this.#socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
      events.onChunk();
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#close(0));
  }

  /** Frames made by `clientFrame`, in one write. */
  send(frames: Buffer): void {
    if (!this.#closed) this.#socket.write(frames);
  }

  /** What is sent to it waits on the server's machine from now on. */
  stopReading(): void {
    this.#socket.pause();
  }

  readOn(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    let buffer = chunk;
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, buffer.length);
      this.#skip -= skipped;
      if (skipped === buffer.length) return;
      buffer = buffer.subarray(skipped);
    }
    if (this.#rest) buffer = Buffer.concat([this.#rest, buffer]);
    let at = this.#upgraded ? 0 : this.#upgrade(buffer);
    while (at < buffer.length) {
      const next = this.#frame(buffer, at);
      if (next === at) break;
      at = next;
    }
    this.#rest = at < buffer.length ? buffer.subarray(at) : null;
  }

  #upgrade(buffer: Buffer): number {
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return 0;
    if (!buffer.toString('latin1', 0, 12).endsWith('101')) throw new Error(buffer.toString('latin1', 0, end));
    this.#upgraded = true;
    this.#events.onOpen();
    return end + 4;
  }

  /** Where the next frame begins; `at` when this one is not all here. */
  #frame(buffer: Buffer, at: number): number {
    if (buffer.length - at < 2) return at;
    let length = buffer[at + 1]! & 0x7f;
    let start = at + 2;
    if (length === 126) {
      if (buffer.length < (start += 2)) return at;
      length = buffer.readUInt16BE(at + 2);
    } else if (length === 127) {
      if (buffer.length < (start += 8)) return at;
      length = Number(buffer.readBigUInt64BE(at + 2));
    }
    const end = start + length;
    if (length > LONG && buffer.length >= start + BEGINNING) {
      this.#events.onMessage(buffer, start, Math.min(end, buffer.length), length);
      this.#skip = Math.max(0, end - buffer.length);
      return Math.min(end, buffer.length);
    }
    if (buffer.length < end) return at;
    const opcode = buffer[at]! & 0x0f;
    if (opcode === OPCODE.binary) this.#events.onMessage(buffer, start, end, length);
    else if (opcode === OPCODE.ping) this.send(clientFrame(new Uint8Array(0), OPCODE.pong));
    else if (opcode === OPCODE.close) this.#close(length >= 2 ? buffer.readUInt16BE(start) : 1005);
    return end;
  }

  #close(code: number): void {
    if (this.#closed) return;
    this.destroy();
    this.#events.onClose(code);
  }
}

function handshake(port: number, path: string, cookie: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${String(port)}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Origin: http://127.0.0.1:${String(port)}`,
    `Cookie: ${cookie}`,
    '\r\n',
  ].join('\r\n');
}

/** A whole frame as a browser sends it, masked. */
export function clientFrame(payload: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(6 + extra + length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.fill(MASK, 2 + extra, 6 + extra);
  for (let i = 0; i < length; i++) frame[6 + extra + i] = payload[i]! ^ MASK;
  return frame;
}
