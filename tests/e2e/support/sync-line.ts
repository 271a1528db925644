import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { SCHEMA_VERSION, defineRoots } from '#shared/collab/index.ts';
import { randomInt, type Rng } from '#shared/lib/rng.ts';
import { MESSAGE, SYNC } from '#shared/protocol/index.ts';

export interface Caller {
  readonly origin: string;
  readonly cookie?: string;
}

export interface Refusal {
  /** HTTP status when there was no upgrade, else the close code. */
  readonly code: number;
  readonly reason: string;
}

/** A socket that says nothing by itself. */
export function dial(url: string, { origin, cookie }: Caller): WebSocket {
  return new WebSocket(url.replace(/^http/, 'ws'), { headers: { origin, ...(cookie && { cookie }) } });
}

/** How the other side ends this socket. */
export function endOf(socket: WebSocket): Promise<Refusal> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve({ code: response.statusCode ?? 0, reason: response.statusMessage ?? '' });
    });
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
}

export function documentUrl(home: string, document: string): string {
  return `${home}/sync/${document}?schema=${String(SCHEMA_VERSION)}&epoch=1`;
}

/** A window of one person on one document, in y-websocket's own words, which may also say anything else. */
export class SyncLine {
  readonly doc = new Y.Doc();
  readonly ended: Promise<Refusal>;
  closed = false;
  acked = 0;
  answers = 0;
  /** Changes of others that arrived one by one. */
  heard = 0;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #writes = 0;

  constructor(url: string, caller: Caller) {
    defineRoots(this.doc);
    this.#socket = dial(url, caller);
    this.ended = endOf(this.#socket);
    void this.ended.then(() => {
      this.closed = true;
      this.#wake();
    });
    this.#socket.on('message', (data: Buffer) => {
      this.#take(new Uint8Array(data));
      this.#wake();
    });
  }

  /** Opened, and filled with the document. */
  static async open(url: string, caller: Caller): Promise<SyncLine> {
    const line = new SyncLine(url, caller);
    await new Promise<void>((resolve) => {
      line.#socket.once('open', resolve);
      void line.ended.then(() => resolve());
    });
    await line.ask();
    return line;
  }

  /** Asks for what is missing here; false when the line was closed instead of an answer. */
  async ask(): Promise<boolean> {
    const before = this.answers;
    this.send(frame((encoder) => writeSyncStep1(encoder, this.doc)));
    await this.until(() => this.closed || this.answers > before);
    return !this.closed;
  }

  /** Makes a change, as this window's editor would; true when it is durable, false when the line was closed. */
  async edit(change: (doc: Y.Doc) => void): Promise<boolean> {
    const before = Y.encodeStateVector(this.doc);
    this.doc.transact(() => change(this.doc));
    return this.write(Y.encodeStateAsUpdate(this.doc, before));
  }

  async write(update: Uint8Array): Promise<boolean> {
    const number = ++this.#writes;
    this.send(updateFrame(update));
    await this.until(() => this.closed || this.acked >= number);
    return !this.closed;
  }

  send(bytes: Uint8Array | string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes);
  }

  close(): void {
    this.#socket.close();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }

  #take(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const message = decoding.readVarUint(decoder);
    if (message === MESSAGE.ack) this.acked = decoding.readVarUint(decoder);
    if (message !== MESSAGE.sync) return;
    // The server's own question goes unanswered: a line writes only what the test says.
    const step = readSyncMessage(decoder, encoding.createEncoder(), this.doc, this);
    if (step === SYNC.step2) this.answers += 1;
    else if (step === SYNC.update) this.heard += 1;
  }
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return frame((encoder) => writeUpdate(encoder, update));
}

/** A sync message with the body that y-protocols writes. */
export function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    write(encoder);
  });
}

/** Random bytes; random bytes as the body of an update; or a true update with some of its bytes changed, or cut off. */
export function noise(rng: Rng, update: Uint8Array): Uint8Array {
  const random = () => Uint8Array.from({ length: randomInt(rng, 200) }, () => randomInt(rng, 256));
  const kind = randomInt(rng, 4);
  if (kind === 0) return random();
  if (kind === 1) return updateFrame(random());
  if (kind === 2) return updateFrame(update.slice(0, randomInt(rng, update.length)));
  const bent = update.slice();
  for (let n = 1 + randomInt(rng, 4); n > 0; n--) bent[randomInt(rng, bent.length)] = randomInt(rng, 256);
  return updateFrame(bent);
}
