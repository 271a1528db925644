import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type WebSocket from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { createElementNode, defineRoots, leaveTidying, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { MESSAGE, SYNC } from '#shared/protocol/index.ts';
import { dial, documentUrl, endOf, frame } from '#tests/e2e/support/sync-line.ts';

const IN_FLIGHT = 6;
const WORDS_A_LINE = 40;

interface Word {
  readonly word: string;
  /** The write frame of this connection that carries it; not yet sent in this one when it is null. */
  frame: number | null;
}

/**
 * One writer at one document, for as long as the test lasts: types words that exist once, keeps its replica from server
 * to server, and reports each word once when it is told that it is saved.
 */
export class Pen {
  readonly name: string;
  readonly document: string;
  readonly #cookie: string;
  readonly #onSaved: (word: string) => void;
  #doc = new Y.Doc();
  #line: Y.XmlText | null = null;
  #count = 0;
  #unsaved: Word[] = [];
  #socket: WebSocket | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #writes = 0;
  #synced = false;
  #writing = false;
  #wake: () => void = () => undefined;

  constructor(name: string, document: string, cookie: string, onSaved: (word: string) => void) {
    this.name = name;
    this.document = document;
    this.#cookie = cookie;
    this.#onSaved = onSaved;
    this.#open(this.#doc);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** Everything typed here is durable, as far as this window was told. */
  get isSaved(): boolean {
    return this.#unsaved.length === 0;
  }

  /** Resolves when the server has ended the present connection. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  /** Connects with what is here; resolves when both sides have what the other had. Rejects when the server ends it. */
  async connect(home: string): Promise<void> {
    const socket = dial(documentUrl(home, this.document), { origin: home, cookie: this.#cookie });
    this.#socket = socket;
    this.#writes = 0;
    this.#synced = false;
    for (const word of this.#unsaved) word.frame = null;
    let end: unknown = null;
    this.#ended = endOf(socket).then((refusal) => {
      end = refusal;
      this.#wake();
    });
    socket.on('open', () => this.#send(frame((encoder) => writeSyncStep1(encoder, this.#doc))));
    socket.on('message', (data: Buffer) => this.#take(new Uint8Array(data)));
    await this.#until(() => end !== null || (this.#synced && this.#unsaved.length === 0));
    if (end !== null) throw new Error(`${this.name} was not let in: ${JSON.stringify(end)}`);
  }

  /** Types on, a few words ahead of what is saved, until `stop`. */
  start(): void {
    this.#writing = true;
    this.#typeOn();
  }

  stop(): void {
    this.#writing = false;
  }

  /** One word, whatever the connection is like. */
  typeWord(): void {
    const entry: Word = { word: `${this.name}.${String(++this.#count)};`, frame: null };
    this.#unsaved.push(entry);
    this.#doc.transact(() => this.#type(entry.word));
    if (this.#socket?.readyState === 1) entry.frame = this.#writes;
  }

  /** Takes the oldest lines out, so that what many write one after the other does not grow. */
  keepLines(most: number): void {
    const script = scriptRoot(this.#doc);
    if (script.length <= most) return;
    script.delete(0, script.length - most);
    this.#line = null;
  }

  /** The server is gone, or this window is closed. */
  async leave(): Promise<void> {
    this.stop();
    this.#socket?.terminate();
    await this.#ended;
    this.#socket = null;
  }

  /** The tab crashed with nothing on the device: what was not saved is gone, and nobody promised otherwise. */
  forget(): void {
    this.#unsaved = [];
    this.#open(new Y.Doc());
  }

  #open(doc: Y.Doc): void {
    defineRoots(doc);
    leaveTidying(doc);
    this.#doc = doc;
    this.#line = null;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.#socket?.readyState === 1) this.#sendWrite(update);
    });
  }

  #typeOn(): void {
    while (this.#writing && this.#synced && this.#unsaved.length < IN_FLIGHT && this.#socket?.readyState === 1) {
      this.typeWord();
    }
  }

  #type(word: string): void {
    if (!this.#line || this.#count % WORDS_A_LINE === 0) {
      const id = `${this.name}x${String(this.#count)}`.padEnd(16, '0') as ElementId;
      const element = createElementNode({ id, type: 'action', text: word });
      scriptRoot(this.#doc).push([element]);
      this.#line = element.get(0) as Y.XmlText;
    } else this.#line.insert(this.#line.length, word);
  }

  #take(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const message = decoding.readVarUint(decoder);
    if (message === MESSAGE.ack) this.#saved(decoding.readVarUint(decoder));
    if (message === MESSAGE.sync) {
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, MESSAGE.sync);
      const step = readSyncMessage(decoder, answer, this.#doc, this);
      if (step === SYNC.step1) this.#answer(encoding.toUint8Array(answer));
      if (step === SYNC.step2) this.#synced = true;
    }
    this.#typeOn();
    this.#wake();
  }

  /** The answer to the server's question holds all that is not saved yet. */
  #answer(answer: Uint8Array): void {
    this.#writes += 1;
    this.#send(answer);
    for (const word of this.#unsaved) word.frame ??= this.#writes;
  }

  #sendWrite(update: Uint8Array): void {
    this.#writes += 1;
    this.#send(frame((encoder) => writeUpdate(encoder, update)));
  }

  #saved(writes: number): void {
    const [saved, rest]: [Word[], Word[]] = [[], []];
    for (const entry of this.#unsaved) (entry.frame !== null && entry.frame <= writes ? saved : rest).push(entry);
    this.#unsaved = rest;
    for (const { word } of saved) this.#onSaved(word);
  }

  #send(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
