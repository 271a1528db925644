import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { startCanary } from '#tests/setup/canary.ts';
import { createOutbound, placeOf, type OutboundRequest } from './outbound.ts';

const KEY = 'sk-canary-4711';
const cleanUp: (() => unknown)[] = [];
afterAll(() => {
  for (const clean of cleanUp) clean();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => server.close().closeAllConnections());
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/secret-path?k=${KEY}`);
}

async function canary() {
  const bird = await startCanary();
  cleanUp.push(() => bird.close());
  return bird;
}

const get = (url: URL | string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  ...{ method: 'GET', url: new URL(url), maxBytes: 1000, timeoutMs: 10_000, signal: new AbortController().signal },
  ...more,
});
const doorTo = (...house: URL[]) => createOutbound({ house: new Set(house.map(placeOf)) });
const troubleOf = (door: ReturnType<typeof doorTo>, request: OutboundRequest) =>
  door.send(request).then(
    ({ status }) => `answered ${String(status)}`,
    (error: unknown) => String(error),
  );

test('a server of the house is spoken to where the rules name its place, and on no other port', async () => {
  const url = await serve((request, response) => void response.end(request.headers.authorization));
  const answer = await doorTo(url).send(get(url, { headers: { authorization: KEY } }));
  expect([answer.status, new TextDecoder().decode(answer.bytes)]).toEqual([200, KEY]);
  const bird = await canary();
  expect(await troubleOf(doorTo(url), get(bird.address))).toMatch(/plain$/);
  expect(bird.asked()).toBe(0);
});

test('names and numbers that lead into the house are refused before anything is sent', async () => {
  const bird = await canary();
  const { port } = new URL(bird.address);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0', '127.1']) {
    expect(await troubleOf(doorTo(), get(`https://${host}:${port}/`)), host).toMatch(/address$/);
    expect(await troubleOf(doorTo(), get(`http://${host}:${port}/`)), host).toMatch(/plain$/);
  }
  expect(await troubleOf(doorTo(), get('https://169.254.169.254/latest/meta-data'))).toMatch(/address$/);
  expect(await troubleOf(doorTo(), get('file:///etc/passwd'))).toMatch(/plain$/);
  expect(await troubleOf(doorTo(), get(`https://${KEY}@example.org/`))).toBe('OutboundError: example.org: address');
  expect(bird.asked()).toBe(0);
});

test('where machines get their secrets is refused even where the rules name it', async () => {
  const url = new URL('http://169.254.169.254/latest/meta-data');
  expect(await troubleOf(doorTo(url), get(url))).toBe('OutboundError: 169.254.169.254: address');
});

test('a redirect is checked as the first address was, is counted, and gets none of the headers', async () => {
  const bird = await canary();
  const into = await serve((_, response) => void response.writeHead(302, { location: bird.address }).end());
  expect(await troubleOf(doorTo(into), get(into, { redirects: 3 }))).toMatch(/plain$/);
  expect(bird.asked()).toBe(0);

  const end = await serve((request, response) => void response.end(JSON.stringify(request.headers)));
  const start = await serve((_, response) => void response.writeHead(307, { location: end.href }).end());
  const request = get(start, { headers: { authorization: KEY }, redirects: 1 });
  const { bytes } = await doorTo(start, end).send(request);
  expect(new TextDecoder().decode(bytes)).not.toContain(KEY);
  expect(await troubleOf(doorTo(start, end), get(start))).toMatch(/redirect$/);

  const round: URL = await serve((_, response) => void response.writeHead(302, { location: round.href }).end());
  expect(await troubleOf(doorTo(round), get(round, { redirects: 3 }))).toMatch(/redirect$/);
});

test('too much is cut off, whether it is announced or not, and so is what is packed', async () => {
  const announced = await serve((_, response) => void response.end('x'.repeat(1001)));
  expect(await troubleOf(doorTo(announced), get(announced))).toMatch(/too_large$/);
  const endless = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(64)));
    };
    response.on('drain', more);
    more();
  });
  expect(await troubleOf(doorTo(endless), get(endless))).toMatch(/too_large$/);
  const packed = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'));
  });
  expect(await troubleOf(doorTo(packed), get(packed))).toMatch(/encoded$/);
});

test('who is silent, slow or breaks off is an error; who is called off rejects with the reason', async () => {
  const silent = await serve(() => undefined);
  expect(await troubleOf(doorTo(silent), get(silent, { timeoutMs: 50 }))).toMatch(/timeout$/);
  const slow = await serve((_, response) => void response.write('x'));
  expect(await troubleOf(doorTo(slow), get(slow, { timeoutMs: 200 }))).toMatch(/timeout$/);
  const broken = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy());
  });
  expect(await troubleOf(doorTo(broken), get(broken))).toMatch(/unreachable$/);

  const stop = new AbortController();
  const waiting = await serve(() => stop.abort(new Error('called off')));
  await expect(doorTo(waiting).send(get(waiting, { signal: stop.signal }))).rejects.toThrow('called off');
});

test('an error names the host, and nothing of path, query or headers', async () => {
  const gone = await serve((_, response) => response.destroy());
  const said = await doorTo(gone)
    .send(get(gone, { headers: { authorization: KEY } }))
    .catch((error: unknown) => error);
  const { message, stack = '' } = said as Error;
  expect(message).toBe(`${gone.host}: unreachable`);
  expect(`${stack} ${JSON.stringify(said)}`).not.toMatch(new RegExp(`${KEY}|secret-path`));
  expect((said as Error).cause).toBeUndefined();
});
