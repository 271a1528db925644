import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '#shared/protocol/index.ts';
import { createMetrics } from '#server/observability/index.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { createApp } from './app.ts';
import { createOrigins } from './origins.ts';
import { routeUpgrades } from './upgrades.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Options {
  readonly publicUrl?: string;
  readonly application?: RequestHandler;
  readonly ping?: () => Promise<void>;
}

/** A listening server whose pages answer every request that reaches them with the bytes of its body. */
async function listen({ publicUrl, application = echo, ping = () => Promise.resolve() }: Options = {}) {
  const { newId, randomBytes } = testPlatform();
  const logged: object[] = [];
  const log = (fields: object, message: string) => void logged.push({ ...fields, message });
  const server = createServer();
  const port = () => (server.address() as AddressInfo).port;
  const origins = createOrigins(publicUrl === undefined ? null : new URL(publicUrl), port);
  const state = { accepting: true };
  const app = createApp({
    ...{ origins, newId, application, ping, https: publicUrl?.startsWith('https') ?? false },
    trustProxy: 'loopback',
    newNonce: () => Buffer.from(randomBytes(16)).toString('base64'),
    log: { error: log, info: log, debug: () => undefined },
    metrics: createMetrics(),
    accepting: () => state.accepting,
    files: (_request, _response, next) => next(),
  });
  server.on('request', app);
  const synced: string[] = [];
  routeUpgrades(server, {
    sync: (_request, socket, _head, name) => {
      synced.push(name);
      socket.destroy();
    },
    vite: false,
    accepting: () => state.accepting,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const url = `http://127.0.0.1:${String(port())}`;
  return { url, port: port(), logged, state, synced };
}

const echo: RequestHandler = (incoming, response) => {
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => (bytes += chunk.length));
  incoming.on('end', () => response.json({ bytes }));
};

/** fetch may not set Origin, Sec-Fetch-Site or Host: this speaks HTTP plainly. */
async function send(url: string, options: { method?: string; headers?: Record<string, string>; body?: string }) {
  const { method = 'POST', headers = {}, body } = options;
  const outgoing = request(url, { method, headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  if (!outgoing.writableFinished) await once(outgoing, 'finish');
  return { status: incoming.statusCode, headers: incoming.headers, text };
}

test('a write is taken from this site and from programs, and refused from every other site', async () => {
  const { url, port } = await listen();
  const own = `http://localhost:${String(port)}`;
  const cases: [expected: number, headers: Record<string, string>][] = [
    [200, {}],
    [200, { Origin: own }],
    [200, { Origin: url }],
    [200, { Origin: own, 'Sec-Fetch-Site': 'same-origin' }],
    [200, { 'Sec-Fetch-Site': 'none' }],
    [403, { Origin: 'https://evil.example' }],
    [403, { Origin: 'null' }],
    [403, { Origin: `https://localhost:${String(port)}` }],
    [403, { Origin: 'http://localhost:1' }],
    [403, { Origin: `${own}.evil.example` }],
    [403, { Origin: own, 'Sec-Fetch-Site': 'cross-site' }],
    [403, { 'Sec-Fetch-Site': 'same-site' }],
    [403, { Origin: 'https://evil.example', Host: 'evil.example' }],
  ];
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const [expected, headers] of cases) {
      const { status, text } = await send(url, { method, headers });
      expect({ method, headers, status }).toEqual({ method, headers, status: expected });
      if (expected === 403) expect(text).toContain('foreign_origin');
    }
  }
  expect((await send(url, { method: 'GET', headers: { Origin: 'https://evil.example' } })).status).toBe(200);
});

test('behind a public address only that address counts', async () => {
  const { url, port } = await listen({ publicUrl: 'https://boards.example.org' });
  expect((await send(url, { headers: { Origin: 'https://boards.example.org' } })).status).toBe(200);
  expect((await send(url, { headers: { Origin: 'http://boards.example.org' } })).status).toBe(403);
  expect((await send(url, { headers: { Origin: `http://localhost:${String(port)}` } })).status).toBe(403);
});

test('every answer carries the security headers, with a nonce of its own', async () => {
  const { url } = await listen();
  const [one, two] = [await send(url, { method: 'GET' }), await send(url, { method: 'GET' })];
  const policy = String(one.headers['content-security-policy']);
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(two.headers['content-security-policy']).not.toBe(policy);
  expect(one.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
  });
  expect(one.headers['x-powered-by']).toBeUndefined();
  expect(one.headers['strict-transport-security']).toBeUndefined();
  const https = await listen({ publicUrl: 'https://boards.example.org' });
  expect((await send(https.url, { method: 'GET' })).headers['strict-transport-security']).toContain('max-age=');
});

test('a body over the limit is refused with words before it is read, and one of unknown length too', async () => {
  const { url } = await listen();
  // Sent whole, as browsers do: whoever is cut off in the middle never sees the words.
  const large = await send(url, { body: 'x'.repeat(22 * 1024 * 1024) }).catch(String);
  expect(large).toMatchObject({ status: 413, text: expect.stringContaining('22 MB') as string });
  const chunked = await send(url, { headers: { 'Transfer-Encoding': 'chunked' }, body: 'x' });
  expect(chunked).toMatchObject({ status: 400, text: expect.stringContaining('Content-Length') as string });
  expect(await send(url, { headers: { 'Content-Length': '3' }, body: 'abc' })).toMatchObject({ text: '{"bytes":3}' });
});

test('a bug is shown as a number and logged whole; an expected refusal is told in its own words', async () => {
  const failing: RequestHandler = (incoming, _response, next) =>
    next(incoming.path === '/bug' ? new Error('the secret detail') : new AppError('conflict', 'Somebody was faster.'));
  const { url, logged } = await listen({ application: failing });
  const bug = await send(`${url}/bug`, { method: 'GET', headers: { Accept: 'text/html' } });
  expect(bug.status).toBe(500);
  expect(bug.text).not.toContain('secret');
  expect(bug.text).toContain(String(bug.headers['x-request-id']));
  expect(logged).toContainEqual(
    expect.objectContaining({ request: bug.headers['x-request-id'], message: 'request failed', path: '/bug' }),
  );
  const refused = await send(`${url}/other`, { method: 'GET' });
  expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('Somebody was faster.') as string });
});

test('secrets in links do not reach the log', async () => {
  const refuse: RequestHandler = (_request, _response, next) => next(new AppError('expired', 'Too late.'));
  const { url, logged } = await listen({ application: refuse });
  await send(`${url}/invitations/${'s'.repeat(43)}`, { method: 'GET' });
  expect(logged).toContainEqual(expect.objectContaining({ path: '/invitations/…' }));
});

test('a path or a host that can’t be read is a bad request, not a failure', async () => {
  const { url, logged } = await listen();
  expect((await send(url, { method: 'GET', headers: { Host: 'a b' } })).status).toBe(400);
  expect(logged).not.toContainEqual(expect.objectContaining({ message: 'request failed' }));
});

test('readiness follows the database and the drain; health does not', async () => {
  const answers = { database: true };
  const ping = () => (answers.database ? Promise.resolve() : Promise.reject(new Error('gone')));
  const { url, state } = await listen({ ping });
  const status = async (path: string) => (await fetch(url + path)).status;
  expect(await status('/readyz')).toBe(200);
  answers.database = false;
  expect(await status('/readyz')).toBe(503);
  answers.database = true;
  state.accepting = false;
  expect(await status('/readyz')).toBe(503);
  expect(await status('/healthz')).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^http_requests_total 5$/m);
});

async function upgrade(url: string, path: string): Promise<number | 'closed'> {
  const outgoing = request(url + path, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
  outgoing.end();
  return new Promise((resolve) => {
    outgoing.once('response', (response) => resolve(response.statusCode ?? 0));
    outgoing.once('error', () => resolve('closed'));
  });
}

test('sockets go to the documents; whatever nobody serves is ended', async () => {
  const { url, synced, state } = await listen();
  expect(await upgrade(url, '/sync/abc%2Fsketch%2Fdef?epoch=1')).toBe('closed');
  expect(synced).toEqual(['abc/sketch/def']);
  expect(await upgrade(url, '/elsewhere')).toBe(404);
  expect(await upgrade(url, '/sync/%ff')).toBe(404);
  state.accepting = false;
  expect(await upgrade(url, '/sync/abc')).toBe(503);
});
