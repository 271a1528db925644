import type { Worker, WorkerOptions } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import type { Message, PlainError, QueryResult, Request, ThreadData } from './messages.ts';

/** Starts `source`, which the build makes an entry called `name`, as a thread. */
export type StartThread = (name: string, source: URL, options: WorkerOptions) => Worker;

export interface ThreadOptions extends ThreadData {
  readonly startThread: StartThread;
  /** The database is gone, and with it the promise that what it takes is safe: end the process. */
  readonly onLost: (error: Error) => void;
}

type Query = (text: string, params?: unknown[], options?: QueryOptions) => Promise<QueryResult>;
interface QueryOptions {
  readonly rowMode?: 'array' | 'object';
  /** Drizzle's: each hands on what it is given. */
  readonly parsers?: Readonly<Record<number, unknown>>;
}
interface Waiting {
  readonly resolve: (result: QueryResult | null) => void;
  readonly reject: (error: Error) => void;
}

/** What Drizzle calls of a client. */
export interface Asking {
  readonly query: Query;
  transaction<T>(work: (tx: { readonly query: Query }) => Promise<T>): Promise<T>;
}

/**
 * What Drizzle needs of PGlite, spoken to a PGlite in a thread of its own. A query or a transaction that resolves has
 * survived power loss. One at a time: a transaction keeps everything else waiting, as on PGlite itself.
 */
export class ThreadClient implements Asking {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onLost: (error: Error) => void;
  /** Those whose turn it is to come, and those who come before them. */
  readonly #turns: (() => Promise<unknown>)[] = [];
  readonly #firstTurns: (() => Promise<unknown>)[] = [];
  #lastId = 0;
  #isBusy = false;
  #gone: Error | null = null;
  #closing = false;

  private constructor(worker: Worker, onLost: (error: Error) => void) {
    this.#worker = worker;
    this.#onLost = onLost;
  }

  /** Resolves when the database is open; rejects when it can't be. */
  static async open({ startThread, onLost, folder, template }: ThreadOptions): Promise<ThreadClient> {
    const workerData: ThreadData = { folder, template };
    const worker = startThread('database-thread', new URL('./database-thread.ts', import.meta.url), { workerData });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', (message: Message) => {
        if (message.kind === 'opened') resolve();
        else reject(new Error(message.kind === 'lost' ? message.reason : 'The database did not open.'));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The database ended while it was being opened.')));
    });
    const client = new ThreadClient(worker, onLost);
    worker.on('message', (message: Message) => client.#receive(message));
    worker.on('error', (error) => client.#lose(error));
    worker.on('exit', () => client.#lose(new Error('The thread of the database ended.')));
    return client;
  }

  readonly query: Query = (text, params, options) =>
    this.#inTurn(this.#turns, () => this.#query(text, params, options));

  transaction<T>(work: (tx: { readonly query: Query }) => Promise<T>): Promise<T> {
    return this.#inTurn(this.#turns, () => this.#transact(work));
  }

  /** Asked through this, it is the next thing that is done: of somebody who waits for each answer, and asks for little. */
  readonly first: Asking = {
    query: (text, params, options) => this.#inTurn(this.#firstTurns, () => this.#query(text, params, options)),
    transaction: (work) => this.#inTurn(this.#firstTurns, () => this.#transact(work)),
  };

  async #transact<T>(work: (tx: { readonly query: Query }) => Promise<T>): Promise<T> {
    await this.#query('BEGIN');
    let result: T;
    try {
      result = await work({ query: (...query) => this.#query(...query) });
    } catch (error) {
      await this.#query('ROLLBACK');
      throw error;
    }
    const { command } = await this.#query('COMMIT');
    // So answers PostgreSQL when a statement had failed and somebody caught the error.
    if (command === 'ROLLBACK') throw new Error('The transaction was rolled back: one of its statements had failed.');
    return result;
  }

  async close(): Promise<void> {
    await this.#inTurn(this.#turns, () => {
      this.#closing = true;
      return this.#send({ kind: 'close', id: this.#nextId() });
    });
  }

  #inTurn<T>(turns: (() => Promise<unknown>)[], work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      turns.push(() => work().then(resolve, reject));
      if (!this.#isBusy) void this.#takeTurns();
    });
  }

  async #takeTurns(): Promise<void> {
    this.#isBusy = true;
    for (;;) {
      const next = this.#firstTurns.shift() ?? this.#turns.shift();
      if (!next) break;
      await next();
    }
    this.#isBusy = false;
  }

  async #query(...[text, params = [], options]: Parameters<Query>): Promise<QueryResult> {
    const id = this.#nextId();
    const { rowMode = 'object', parsers = {} } = options ?? {};
    // Copied: a Buffer is a view on memory that it shares with others, and all of that would be sent along.
    const copies = params.map((value) => (value instanceof Uint8Array ? new Uint8Array(value) : value));
    const plain = Object.keys(parsers).map(Number);
    return must(await this.#send({ kind: 'query', id, text, params: copies, rowMode, plain }));
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send(request: Request): Promise<QueryResult | null> {
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #receive(message: Message): void {
    if (message.kind === 'lost') this.#lose(new Error(message.reason));
    if (message.kind !== 'answer' && message.kind !== 'refused') return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.result);
    else waiting?.reject(revived(message.error));
  }

  #lose(error: Error): void {
    if (this.#gone) return;
    this.#gone = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (!this.#closing) this.#onLost(error);
  }
}

function revived({ message, details }: PlainError): Error {
  return Object.assign(new Error(message), details);
}
