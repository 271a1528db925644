import type { IncomingHttpHeaders } from 'node:http';
import type { ZodType } from 'zod';
import {
  OutboundError,
  createOutbound,
  houseOf,
  type Outbound,
  type OutboundAnswer,
  type OutboundTrouble,
} from '../../net/index.ts';
import type { FailureKind, Json } from '../../provider.ts';
import type { AccountAccess, ProviderTools } from '../../provider-kind.ts';
import { pictureFailed, type FailureDetails } from './failures.ts';
import { kindOfStatus, retryAfter } from './http-failures.ts';
import { formBody, type FormPart } from './multipart.ts';
import { readPictureFile, type PictureFile } from './picture-file.ts';

/** What an answer that is no success means; undefined for what its status says. */
export type Explain = (status: number, body: string) => ({ readonly kind: FailureKind } & FailureDetails) | undefined;

export interface ApiOptions {
  /** The provider's name, for people. */
  readonly name: string;
  readonly account: Pick<AccountAccess, 'baseUrl'>;
  readonly tools: ProviderTools;
  /** With the key. They go to the account's own host alone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly explain?: Explain;
  /** Names of other hosts of the provider, which get the key too, by https alone. */
  readonly siblings?: RegExp;
}

export interface Question<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the account's address, or an address that came in an answer. */
  readonly path: string;
  readonly json?: Json;
  readonly form?: readonly FormPart[];
  readonly reads: ZodType<T>;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

export interface Answer<T> {
  readonly value: T;
  readonly headers: IncomingHttpHeaders;
}

/** An account at a provider. Everything rejects with PictureFailed, or with the signal's reason. */
export interface Api {
  ask<T>(question: Question<T>): Promise<Answer<T>>;
  /** Null when the answer is 404. */
  find<T>(question: Question<T>): Promise<Answer<T> | null>;
  /** A picture at an address that the provider gave, wherever it is: asked for without the key. */
  download(url: string, signal: AbortSignal): Promise<PictureFile>;
  /** A picture below the account's address, asked for with the key. */
  downloadOwn(path: string, signal: AbortSignal): Promise<PictureFile>;
  /** The picture in an answer. */
  unpack(base64: string): PictureFile;
}

const MAX_PICTURE = 32 * 1024 * 1024;
/** A picture as base64, and room for the rest. */
const MAX_ANSWER = 48 * 1024 * 1024;
const MAX_PIXELS = 40_000_000;
const TIMEOUT_MS = 60_000;
const DOWNLOAD_REDIRECTS = 3;

export function createApi(options: ApiOptions): Api {
  const { name, account, tools, headers, siblings } = options;
  const base = new URL(account.baseUrl);
  const outbound = createOutbound({ house: houseOf(base, tools.allowedHosts) });
  const below = (path: string) => {
    if (!URL.canParse(path)) return new URL(`${base.href.replace(/\/$/, '')}${path}`);
    const url = new URL(path);
    const isSibling = url.protocol === 'https:' && url.port === '' && siblings?.test(url.hostname);
    if (url.origin === base.origin || isSibling) return url;
    // Whoever names another place in an answer does not get the key there.
    throw notUnderstood(name);
  };
  const fetchPicture = async (url: URL, signal: AbortSignal, more: { headers?: Readonly<Record<string, string>> }) => {
    const limits = { maxBytes: MAX_PICTURE, timeoutMs: TIMEOUT_MS, signal };
    const redirects = more.headers ? 0 : DOWNLOAD_REDIRECTS;
    const answer = await sent(options, outbound, { method: 'GET', url, redirects, ...limits, ...more });
    if (answer.status === 200) return checked(name, answer.bytes);
    // Addresses of pictures die within minutes to days; what they stood for is paid for and gone.
    const gone = `The picture was no longer where ${name} said that it would be.`;
    if ([401, 403, 404, 410].includes(answer.status)) throw pictureFailed(name, 'provider', { happened: gone });
    throw refused(options, answer);
  };
  const find: Api['find'] = async (question) => {
    const answer = await sent(options, outbound, outboundOf(question, below, headers));
    if (answer.status === 404) return null;
    if (answer.status < 200 || answer.status > 299) throw refused(options, answer);
    return { value: readAnswer(name, answer, question.reads), headers: answer.headers };
  };
  return {
    find,
    ask: async (question) => {
      const found = await find(question);
      if (found) return found;
      throw pictureFailed(name, 'invalid', {
        happened: `${name} does not know this model, or is not at this address.`,
      });
    },
    download: async (url, signal) => {
      if (!URL.canParse(url)) throw notUnderstood(name);
      return fetchPicture(new URL(url), signal, {});
    },
    downloadOwn: (path, signal) => fetchPicture(below(path), signal, { headers }),
    unpack: (base64) => checked(name, Buffer.from(base64.replace(/^data:[^,]*,/, ''), 'base64')),
  };
}

/** An answer in a shape that nobody foresaw. */
export function notUnderstood(name: string) {
  return pictureFailed(name, 'provider', { happened: `${name} answered in a way that was not understood.` });
}

function outboundOf<T>(question: Question<T>, below: (path: string) => URL, own: Readonly<Record<string, string>>) {
  const { method, path, json, form, signal, timeoutMs = TIMEOUT_MS } = question;
  const common = { method, url: below(path), maxBytes: MAX_ANSWER, timeoutMs, signal };
  if (json === undefined && form === undefined) return { ...common, headers: { ...own, accept: 'application/json' } };
  const body =
    json === undefined
      ? formBody(form ?? [])
      : { type: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(json)) };
  return {
    ...common,
    headers: { ...own, accept: 'application/json', 'content-type': body.type },
    body: body.bytes,
  };
}

async function sent({ name }: ApiOptions, outbound: Outbound, request: Parameters<Outbound['send']>[0]) {
  try {
    return await outbound.send(request);
  } catch (error) {
    throw error instanceof OutboundError ? inWords(name, error.trouble, request.url.host) : error;
  }
}

function inWords(name: string, trouble: OutboundTrouble, host: string) {
  if (trouble === 'timeout') return pictureFailed(name, 'timeout');
  if (trouble === 'unreachable') {
    return pictureFailed(name, 'provider', { happened: `${name} could not be reached at ${host}.` });
  }
  if (trouble === 'too_large' || trouble === 'encoded') {
    const happened = `${name} sent more than a picture can be.`;
    return pictureFailed(name, 'provider', { happened, next: 'try another model.', retryable: false });
  }
  return pictureFailed(name, 'invalid', {
    happened: `${name} leads to ${host}, an address that this server may not speak to.`,
    next: 'who runs the server can allow it.',
  });
}

function readAnswer<T>(name: string, { bytes }: OutboundAnswer, reads: ZodType<T>): T {
  try {
    const text = new TextDecoder().decode(bytes);
    const read = reads.safeParse(text === '' ? null : JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // No JSON: no more can be said of it without quoting it.
  }
  throw notUnderstood(name);
}

function checked(name: string, bytes: Uint8Array): PictureFile {
  const file = readPictureFile(bytes);
  if (!file) throw pictureFailed(name, 'provider', { happened: `What ${name} sent is no picture.` });
  if (file.width * file.height <= MAX_PIXELS) return file;
  throw inWords(name, 'too_large', '');
}

function refused({ name, explain, tools }: ApiOptions, answer: OutboundAnswer) {
  const { status, headers, bytes } = answer;
  const explained = explain?.(status, new TextDecoder().decode(bytes.subarray(0, 65_536)));
  const { kind, ...details } = explained ?? { kind: kindOfStatus(status) };
  const happened = kind === 'provider' ? { happened: `${name} is in trouble (${String(status)}).` } : {};
  return pictureFailed(name, kind, { ...happened, retryAfterMs: retryAfter(headers, tools.clock), ...details });
}
