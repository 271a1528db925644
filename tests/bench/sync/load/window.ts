import * as decoding from 'lib0/decoding';
import { must } from '#shared/lib/assert.ts';
import { MESSAGE, SYNC } from '#shared/protocol/index.ts';
import type { ServerName } from '../servers.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { RawSocket, clientFrame } from './raw-socket.ts';
import { Typist } from './typist.ts';
import { findWords } from './words.ts';

export interface WindowEvents {
  /** A word of another window of the document arrived for the first time. */
  readonly onWord: (window: Window, writer: number, number: number) => void;
  /** Where another window's caret is, by the number of its move. Told to the first window of a document alone. */
  readonly onCursor: (window: Window, writer: number, number: number) => void;
  /** The server says that this many of the window's write frames are durable. */
  readonly onAck: (window: Window, writes: number) => void;
  readonly onChunk: () => void;
  readonly onClose: (window: Window, code: number) => void;
}

export interface WindowOptions {
  readonly server: ServerName;
  readonly port: number;
  readonly document: string;
  readonly cookie: string;
  /** Which of the document's windows it is, and how many there are. */
  readonly writer: number;
  readonly windows: number;
  readonly clientId: number;
  readonly neighbours: Window[];
}

/** One window of one document: what it sent and when, and what it has heard of the others. */
export class Window {
  readonly writer: number;
  /** The windows of its document, in the order of their writers. */
  readonly neighbours: Window[];
  /** When each word, and each move of the caret, left. */
  readonly sentAt: number[] = [];
  readonly movedAt: number[] = [];
  /** When each write frame left that the server counts, those that are no words included. */
  readonly writtenAt: number[] = [];
  acked = 0;
  /** Words that a neighbour has not got yet. */
  inFlight = 0;
  /** When the socket was asked for, and when the document was complete; NaN before. */
  askedAt = NaN;
  syncedAt = NaN;
  /** Bytes of the answer that held the document. */
  stateBytes = 0;
  readonly #options: WindowOptions;
  readonly #events: WindowEvents;
  readonly #dialect: Dialect;
  readonly #typist: Typist;
  /** The last word of each writer that came. */
  readonly #heard: Int32Array;
  #socket: RawSocket | null = null;
  #onSynced: (() => void) | null = null;

  constructor(options: WindowOptions, events: WindowEvents) {
    this.writer = options.writer;
    this.neighbours = options.neighbours;
    this.neighbours.push(this);
    this.#options = options;
    this.#events = events;
    this.#dialect = dialectOf(options.server, options.document);
    this.#typist = new Typist(this.#dialect, options.writer, options.clientId);
    this.#heard = new Int32Array(options.windows).fill(-1);
  }

  /** Resolves when the document is here whole; at once, with a server that says nothing, when the socket is open. */
  open(): Promise<void> {
    const { port, cookie } = this.#options;
    this.askedAt = performance.now();
    return new Promise((resolve) => {
      this.#onSynced = resolve;
      this.#socket = new RawSocket(port, this.#dialect.path, cookie, {
        onOpen: () => {
          for (const message of this.#dialect.greeting) this.#send(clientFrame(message));
          if (this.#dialect.silent) this.#synced(0);
        },
        onMessage: (buffer, start, end, length) => this.#take(buffer, start + this.#dialect.prefix, end, length),
        onChunk: this.#events.onChunk,
        onClose: (code) => {
          this.#events.onClose(this, code);
          this.#onSynced?.();
        },
      });
    });
  }

  prepare(words: number): void {
    this.#typist.prepare(this.sentAt.length + words);
  }

  /** Sends what the words stand in. */
  begin(): void {
    this.#write(this.#typist.opening, 1);
  }

  /** Sends this many words in one write. */
  type(words = 1): void {
    const frames: Buffer[] = [];
    const now = performance.now();
    for (let i = 0; i < words; i++) {
      frames.push(this.#typist.word(this.sentAt.length));
      this.sentAt.push(now);
    }
    this.#write(frames.length === 1 ? must(frames[0]) : Buffer.concat(frames), words);
  }

  moveCursor(): void {
    this.movedAt.push(performance.now());
    this.#send(this.#typist.cursor());
  }

  /** Sends an update that was made elsewhere. */
  write(update: Uint8Array): void {
    this.#write(clientFrame(this.#dialect.update(update)), 1);
  }

  stopReading(): void {
    this.#socket?.stopReading();
  }

  readOn(): void {
    this.#socket?.readOn();
  }

  close(): void {
    this.#socket?.destroy();
  }

  #write(frames: Buffer, writes: number): void {
    const now = performance.now();
    for (let i = 0; i < writes; i++) this.writtenAt.push(now);
    this.#send(frames);
  }

  #send(frames: Buffer): void {
    this.#socket?.send(frames);
  }

  #synced(bytes: number): void {
    if (!Number.isNaN(this.syncedAt)) return;
    this.syncedAt = performance.now();
    this.stateBytes = bytes;
    this.#onSynced?.();
    this.#onSynced = null;
  }

  #take(buffer: Buffer, at: number, end: number, length: number): void {
    switch (buffer[at]) {
      case MESSAGE.sync:
        if (buffer[at + 1] === SYNC.update) this.#takeUpdate(buffer, at, end);
        else if (buffer[at + 1] === SYNC.step2) this.#synced(length);
        else if (!this.#dialect.silent) this.#write(clientFrame(this.#dialect.nothing), 1);
        break;
      case MESSAGE.awareness:
        if (this.writer === 0) {
          findWords(buffer, at, end, (writer, number) => this.#events.onCursor(this, writer, number));
        }
        break;
      case MESSAGE.ack:
        this.#events.onAck(this, decoding.readVarUint(decoding.createDecoder(buffer.subarray(at + 1, end))));
        break;
    }
  }

  #takeUpdate(buffer: Buffer, at: number, end: number): void {
    findWords(buffer, at, end, (writer, number) => {
      // Its own words come back from servers that do not mind; a server that sends again is not counted twice.
      if (writer === this.writer || number <= (this.#heard[writer] ?? Infinity)) return;
      this.#heard[writer] = number;
      this.#events.onWord(this, writer, number);
    });
  }
}
