import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import { openEngine } from './engine.ts';
import type { Message, PlainError, QueryResult, Request, ThreadData } from './messages.ts';

/** The thread of the embedded database: PGlite computes and waits for the disk here, and nobody's socket waits with it. */
const port = must(parentPort);
const { folder, template } = workerData as ThreadData;

const client = await openEngine(folder, {
  template,
  onLost: (reason) => {
    post({ kind: 'lost', reason });
    // On the spot: an engine that has stopped spins for ever at the next query, and one that goes on would answer.
    process.exit(1);
  },
});
port.on('message', (request: Request) => void answer(request));
post({ kind: 'opened' });

function post(message: Message): void {
  port.postMessage(message);
}

async function answer(request: Request): Promise<void> {
  const { id } = request;
  try {
    post({ kind: 'answer', id, result: request.kind === 'query' ? await query(request) : await close() });
  } catch (error) {
    post({ kind: 'refused', id, error: plain(error) });
  }
}

async function query({ text, params, rowMode, plain }: Request & { kind: 'query' }): Promise<QueryResult> {
  const parsers = Object.fromEntries(plain.map((type) => [type, (value: string) => value]));
  return client.query(text, [...params], { rowMode, parsers });
}

async function close(): Promise<null> {
  await client.close();
  // Nothing keeps the thread alive any more once it has answered.
  port.unref();
  return null;
}

function plain(error: unknown): PlainError {
  if (!(error instanceof Error)) return { message: String(error), details: {} };
  const texts = Object.entries(error).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { message: error.message, details: Object.fromEntries(texts) };
}
