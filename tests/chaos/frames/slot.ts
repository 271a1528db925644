import * as decoding from 'lib0/decoding';
import WebSocket from 'ws';
import { CLOSE, MESSAGE, SYNC } from '#shared/protocol/index.ts';
import { dial } from '#tests/e2e/support/sync-line.ts';

/** Close codes with which a hostile frame may end a socket; 1002, 1007 and 1009 are the WebSocket protocol's own. */
const REFUSALS: readonly number[] = [CLOSE.refused, CLOSE.tooLarge, 1002, 1007, 1009];

export type Outcome = 'refused' | 'taken' | 'fault';

/** One hostile socket. After each attack it asks for the document, so that the answer tells when the attack is over. */
export class HostileSocket {
  readonly session: string;
  readonly #socket: WebSocket;
  readonly #ended: Promise<void>;
  #code: number | null = null;
  #answers = 0;
  #wake: () => void = () => undefined;

  private constructor(session: string, socket: WebSocket) {
    this.session = session;
    this.#socket = socket;
    socket.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.#code = code;
        this.#wake();
        resolve();
      });
    });
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(decoder) !== MESSAGE.sync || decoding.readVarUint(decoder) !== SYNC.step2) return;
      this.#answers += 1;
      this.#wake();
    });
  }

  /** Open, when it resolves. */
  static async open(url: string, cookie: string): Promise<HostileSocket> {
    const socket = dial(url, { origin: 'http://127.0.0.1', cookie });
    const hostile = new HostileSocket(`session-${cookie}`, socket);
    await Promise.race([new Promise<void>((resolve) => socket.once('open', resolve)), hostile.#ended]);
    return hostile;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** What became of it: `fault` when the server neither answered nor said why not. */
  async attack(frames: readonly Uint8Array[], probe: Uint8Array, patienceMs: number): Promise<Outcome> {
    const before = this.#answers;
    // Now and then in a great many pieces, which one by one are within every limit.
    for (const frame of frames) this.#socket.send(frame);
    this.#socket.send(probe);
    const late = setTimeout(() => this.#wake(), patienceMs);
    while (this.#code === null && this.#answers === before) {
      const began = performance.now();
      await new Promise<void>((resolve) => (this.#wake = resolve));
      if (performance.now() - began >= patienceMs) break;
    }
    clearTimeout(late);
    if (this.#code !== null) return REFUSALS.includes(this.#code) ? 'refused' : 'fault';
    return this.#answers > before ? 'taken' : 'fault';
  }

  get code(): number | null {
    return this.#code;
  }

  /** The same frame in pieces of one byte. */
  sendInPieces(frame: Uint8Array): void {
    for (let i = 0; i < frame.length; i++) {
      this.#socket.send(frame.subarray(i, i + 1), { binary: true, fin: i === frame.length - 1 });
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.#ended;
  }
}
