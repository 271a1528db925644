import { SaxesParser } from 'saxes';
import type { Clock } from '#shared/lib/clock.ts';
import { hashOfName, type FileStore, type StoredFile } from './file-store.ts';
import { signRequest, type Signer } from './sign-request.ts';

export interface S3Options extends Signer {
  /** Of the service; buckets are addressed by path below it. */
  readonly endpoint: URL;
  readonly bucket: string;
  /** What every name begins with there, such as `beatboard/`; empty for none. */
  readonly prefix: string;
  readonly clock: Clock;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const NOTHING = new Uint8Array();

/** The service answered with something else than what was asked for. */
export class FileServiceError extends Error {
  override readonly name = 'FileServiceError';
}

/** A bucket at an S3-compatible service: five requests of its protocol, signed here. */
export function s3Store(options: S3Options): FileStore {
  const ask = requester(options);
  return {
    read: async (name) => {
      const answer = await ask('GET', name);
      if (answer.status === 404) return null;
      return answer.bytes;
    },
    write: async (name, bytes) => {
      await ask('PUT', name, { body: bytes });
    },
    has: async (name) => (await ask('HEAD', name)).status !== 404,
    remove: async (name) => {
      await ask('DELETE', name);
    },
    list: () => listed(ask, options.prefix),
  };
}

interface Question {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Answer {
  /** 404, or 200 to 299. */
  readonly status: number;
  readonly bytes: Uint8Array;
}

type Ask = (method: string, name: string | null, question?: Question) => Promise<Answer>;

function requester(options: S3Options): Ask {
  return async (method, name, question = {}) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await send(options, method, name, question);
        if (answer.status === 404 && name !== null) return answer;
        if (answer.status >= 200 && answer.status < 300) return answer;
        // Every request may be made twice: a name always means the same bytes.
        if (answer.status < 500 || attempt === ATTEMPTS) throw refused(method, answer);
      } catch (error) {
        if (error instanceof FileServiceError || attempt === ATTEMPTS) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** (attempt - 1)));
    }
  };
}

async function send(options: S3Options, method: string, name: string | null, question: Question): Promise<Answer> {
  const { query = {}, body } = question;
  const url = new URL(options.endpoint);
  const below = name === null ? '' : `/${options.prefix}${name}`;
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${options.bucket}${below}`;
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  const headers = signRequest({ method, url, headers: {}, body: body ?? NOTHING }, options, options.clock.now());
  const response = await fetch(url, {
    method,
    headers,
    ...(body && { body: body as Uint8Array<ArrayBuffer> }),
    // A signature is for one place: nothing signed follows a redirect to another.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

function refused(method: string, { status, bytes }: Answer): FileServiceError {
  const said = /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(bytes.subarray(0, 4096)))?.[1];
  return new FileServiceError(`The file service answered ${method} with ${String(status)}${said ? ` ${said}` : ''}.`);
}

async function* listed(ask: Ask, prefix: string): AsyncGenerator<StoredFile> {
  let token: string | null = null;
  do {
    const query: Record<string, string> = {
      'list-type': '2',
      ...(prefix !== '' && { prefix }),
      ...(token !== null && { 'continuation-token': token }),
    };
    const page = readListing(new TextDecoder().decode((await ask('GET', null, { query })).bytes));
    for (const { name, ...file } of page.files) {
      const ours = name.slice(prefix.length);
      // Somebody may keep other things under the same prefix.
      if (hashOfName(ours) !== null) yield { name: ours, ...file };
    }
    token = page.next;
  } while (token !== null);
}

/** The answer to ListObjectsV2. */
function readListing(xml: string): { readonly files: readonly StoredFile[]; readonly next: string | null } {
  const files: StoredFile[] = [];
  let next: string | null = null;
  let text = '';
  let entry: Record<string, string> = {};
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'Contents') entry = {};
  });
  parser.on('text', (piece) => void (text += piece));
  parser.on('closetag', ({ name }) => {
    entry[name] = text;
    if (name === 'NextContinuationToken') next = text;
    if (name !== 'Contents') return;
    const { Key = '', Size = '0', LastModified = '' } = entry;
    files.push({ name: Key, bytes: Number(Size), writtenAt: Date.parse(LastModified) });
  });
  parser.write(xml).close();
  return { files, next };
}
