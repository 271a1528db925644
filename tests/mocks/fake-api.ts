import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainPng } from '#tests/builders/png-file.ts';

/** How a fake takes what comes next, each in the way of its API. */
export type Mood =
  | 'fine'
  /** What was begun goes on until the mood is another. */
  | 'busy'
  | 'moderated'
  | 'rate_limited'
  | 'in_trouble'
  | 'no_credit'
  | 'broken_json'
  /** An answer without end where the picture should be. */
  | 'huge'
  /** A page where the picture should be, called a picture. */
  | 'wrong_type'
  /** The picture's address is dead already. */
  | 'expired'
  /** The picture's address leads to `lure`. */
  | 'luring'
  /** The first question after a picture goes wrong. */
  | 'hiccup';

/** A picture that would be on the bill. */
export interface FakeGuide {
  readonly picture: Buffer;
  readonly by: string;
  /** Null where nothing can. */
  readonly as: string | null;
}

export interface FakeOrder {
  readonly prompt: string;
  readonly negative: string | null;
  readonly seed: number | null;
  readonly references: readonly Buffer[];
  /** Of its references, those that something in it draws along: by which model, and what makes a map of it before. */
  readonly guides?: readonly FakeGuide[];
  /** By which the API knows that it has this order already; null where it knows no such thing. */
  readonly key: string | null;
  /** All that was asked, as the API has it. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FakeProvider {
  /** What an account has as its address. */
  readonly address: URL;
  mood: Mood;
  /** From now on it takes requests with this word in them so, whatever its mood. */
  takeSo(word: string, mood: Mood): void;
  /** Where it leads those it lures. */
  lure: string;
  /** Milliseconds between taking a request and answering it. */
  delayMs: () => number;
  readonly orders: readonly FakeOrder[];
  /** What was called off, by the API's name of it, or by hanging up. */
  readonly cancelled: readonly string[];
  /** Requests that brought the key where none is due. */
  readonly leaks: readonly string[];
  /** Resolves as soon as it holds. */
  until(holds: () => boolean): Promise<void>;
  close(): void;
}

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly json: Readonly<Record<string, unknown>>;
  form(): Promise<FormData>;
}

/** What a fake's own part works with. */
export interface Desk {
  readonly mood: Mood;
  readonly origin: string;
  take(order: FakeOrder): void;
  callOff(name: string): void;
  /** An address from which a finished picture can be had, without a key. */
  pictureUrl(): string;
  reply(status: number, json: unknown, headers?: Readonly<Record<string, string>>): void;
  /** Holds the line until the other side hangs up, or the mood is better. */
  hold(then: () => void): void;
  /** A JSON answer whose last text never ends. */
  flood(before: string): void;
  readonly response: ServerResponse;
}

export interface FakeParts {
  /** Below the server's own address. */
  readonly path: string;
  readonly isAllowed: (request: FakeRequest) => boolean;
  /** As whoever came with another key; real ones say which. */
  readonly refuse: (desk: Desk, request: FakeRequest) => void;
  readonly answer: (request: FakeRequest, desk: Desk) => void | Promise<void>;
  readonly key: string;
}

/** How an API says no to an order, by what it is in the mood for. */
export type Refusals = Partial<Record<Mood, (desk: Desk) => void>>;

export function refusedBy(refusals: Refusals, desk: Desk): boolean {
  const refuse = refusals[desk.mood];
  refuse?.(desk);
  return refuse !== undefined;
}

/** 64 by 36 pixels. */
export const PICTURE = plainPng({ width: 64, height: 36 });
export const PAGE = Buffer.from(
  `<!doctype html><title>Sign in</title>${'<p>To see this picture, sign in.</p>'.repeat(4)}`,
);

export async function startFake(parts: FakeParts): Promise<FakeProvider> {
  const orders: FakeOrder[] = [];
  const cancelled: string[] = [];
  const leaks: string[] = [];
  const events = new EventEmitter({ captureRejections: true });
  events.setMaxListeners(100);
  const state = { mood: 'fine' as Mood, lure: '', delayMs: () => 0 };
  const byWord = new Map<string, Mood>();
  const moodFor = ({ body }: FakeRequest): Mood => {
    const words = byWord.size === 0 ? '' : body.toString('latin1');
    return [...byWord].find(([word]) => words.includes(word))?.[1] ?? state.mood;
  };
  const deskFor = (request: FakeRequest, response: ServerResponse): Desk => ({
    ...{ mood: moodFor(request), origin: request.url.origin, response },
    take: (order) => void events.emit('change', orders.push(order)),
    callOff: (name) => void events.emit('change', cancelled.push(name)),
    pictureUrl: () =>
      state.mood === 'luring' ? state.lure : `${request.url.origin}/delivery/${state.mood}/picture.bin?sig=1`,
    reply: (status, json, headers = {}) => {
      const text = state.mood === 'broken_json' ? '{"id": "7' : JSON.stringify(json);
      const answer = () => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
      const ms = state.delayMs();
      if (ms > 0) setTimeout(answer, ms);
      else answer();
    },
    hold: (then) => {
      const go = () => {
        if (moodFor(request) === 'busy') return;
        events.off('change', go);
        then();
      };
      response.on('close', () => {
        events.off('change', go);
        if (!response.writableFinished) events.emit('change', cancelled.push('hung up'));
      });
      events.on('change', go);
    },
    flood: (before) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(before);
      flood(response);
    },
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    const desk = deskFor(request, response);
    if (request.url.pathname.startsWith('/delivery/')) {
      if (`${request.url.href} ${JSON.stringify(incoming.headers)}`.includes(parts.key)) leaks.push(request.url.href);
      deliverAs(request.url.pathname.split('/')[2] as Mood, response);
    } else if (parts.isAllowed(request)) await parts.answer(request, desk);
    else parts.refuse(desk, request);
  };
  const server = createServer((incoming, response) => {
    // A client that hangs up in the middle is no news.
    serve(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}${parts.path}`),
    ...{ orders, cancelled, leaks },
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
      events.emit('change');
    },
    takeSo: (word, mood) => {
      byWord.set(word, mood);
      events.emit('change');
    },
    get lure() {
      return state.lure;
    },
    set lure(lure) {
      state.lure = lure;
    },
    get delayMs() {
      return state.delayMs;
    },
    set delayMs(delayMs) {
      state.delayMs = delayMs;
    },
    until: async (holds) => {
      while (!holds()) await once(events, 'change');
    },
    close: () => server.close().closeAllConnections(),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = incoming.headers['content-type'] ?? '';
  const isJson = type.startsWith('application/json') && body.length > 0;
  return {
    ...{ method: incoming.method ?? '', incoming, body },
    url: new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? ''}`),
    json: isJson ? (JSON.parse(body.toString()) as Record<string, unknown>) : {},
    form: () => new Response(body, { headers: { 'content-type': type } }).formData(),
  };
}

/** Type headers say nothing true here: whoever believes them takes a page for a picture, and leaves a picture lying. */
export function deliverAs(mood: Mood, response: ServerResponse): void {
  if (mood === 'expired') response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error>Expired</Error>');
  else if (mood === 'wrong_type') response.writeHead(200, { 'content-type': 'image/png' }).end(PAGE);
  else if (mood === 'huge') {
    response.writeHead(200, { 'content-type': 'image/png' }).write(PICTURE);
    flood(response);
  } else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(PICTURE);
}

function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(1_048_576, 'A');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** The picture that an answer holds as base64. */
export function pictureFor(mood: Mood): string {
  return (mood === 'wrong_type' ? PAGE : PICTURE).toString('base64');
}

export async function filesOf(form: FormData, name: string): Promise<Buffer[]> {
  const files = form.getAll(name).filter((value): value is File => typeof value !== 'string');
  return Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())));
}

/** The bytes of a `data:` address. */
export function bytesOf(dataUri: unknown): Buffer {
  return Buffer.from(String(dataUri).replace(/^data:[^,]*,/, ''), 'base64');
}

export function numberOrNull(value: unknown): number | null {
  return value === undefined || value === null || value === '' ? null : Number(value);
}
