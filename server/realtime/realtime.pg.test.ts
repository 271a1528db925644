import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { changeSeat, seatInProject } from '#db/index.ts';
import type { RosterEntry, ServerEvents } from '#shared/protocol/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { makeFilm, type Film } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createRealtime } from './realtime.ts';

const HOME = 'http://studio.example';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A server whose cookies are the names of roles: `writer` is the writer of the first film, `other` the owner of the second. */
async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const [film, other] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  const access = createAccess({ db, bus: aloneBus('p1') });
  const identify = (cookie: string | undefined) => {
    const actor = cookie === 'other' ? other.owner : (film as Partial<Film>)[cookie as 'writer'];
    return Promise.resolve(actor ? { actor, user: { id: actor.userId, name: cookie ?? '' } } : null);
  };
  const http = createServer((_request, response) => response.end('the application'));
  const realtime = createRealtime({
    ...{ access, identify, clock: platform.clock, log: silentLog, bus: aloneBus('p1'), redis: null },
    allowedOrigin: (origin) => origin === HOME,
  });
  realtime.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    realtime.close();
    http.closeAllConnections();
    return new Promise((resolve) => http.close(resolve));
  });
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const connect = (cookie: string, origin: string | null = HOME, transport: 'websocket' | 'polling' = 'websocket') => {
    const extraHeaders = { cookie, ...(origin !== null && { origin }) };
    const socket = io(url, { transports: [transport], extraHeaders, reconnection: false, forceNew: true });
    cleanups.push(() => socket.disconnect());
    return socket;
  };
  return { db, film, other, access, realtime, connect, url, platform };
}

type Setting = Awaited<ReturnType<typeof setUp>>;

const opened = (socket: Socket) =>
  new Promise<'open' | 'refused'>((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', () => resolve('refused'));
  });
const ended = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));
const told = <E extends keyof ServerEvents>(socket: Socket, event: E, when: (payload: ServerEvents[E]) => boolean) =>
  new Promise<ServerEvents[E]>((resolve) => {
    const listener = (payload: ServerEvents[E]) => {
      if (when(payload)) resolve(payload);
    };
    socket.on<string>(event, listener);
  });
const people = (entries: readonly RosterEntry[]) => entries.map(({ name, colour, view }) => [name, colour, view]);

async function enter({ connect, film }: Setting, who: string, view = 'script') {
  const socket = connect(who);
  await opened(socket);
  const answer = (await socket.emitWithAck('room.join', { project: film.project, view })) as { people: RosterEntry[] };
  return { socket, answer };
}

onEachDatabase('realtime', (open) => {
  test('who enters is told who is there, and the others that somebody came, changed views, and left', async () => {
    const setting = await setUp(await open());
    const writer = await enter(setting, 'writer');
    const came = told(writer.socket, 'roster.changed', (roster) => roster.people.length === 2);
    const director = await enter(setting, 'director', 'boards');
    expect(people(director.answer.people)).toEqual([
      ['writer', 0, 'script'],
      ['director', 1, 'boards'],
    ]);
    expect((await came).project).toBe(setting.film.project);
    const changed = told(writer.socket, 'roster.changed', (roster) => roster.people[1]?.view === 'review');
    director.socket.emit('room.view', { view: 'review' });
    await changed;
    const left = told(writer.socket, 'roster.changed', (roster) => roster.people.length === 1);
    director.socket.disconnect();
    await left;
  });

  test('a notice reaches the project’s windows and no other’s', async () => {
    const setting = await setUp(await open());
    const { film, other, realtime, connect } = setting;
    const viewer = await enter(setting, 'viewer');
    const stranger = connect('other');
    await opened(stranger);
    await stranger.emitWithAck('room.join', { project: other.project, view: 'script' });
    const heard: unknown[] = [];
    stranger.onAny((event) => heard.push(event));
    const notice = told(viewer.socket, 'revisions.changed', () => true);
    realtime.notify(film.project, 'revisions.changed', {});
    expect(await notice).toEqual({ project: film.project });
    await stranger.emitWithAck('room.view', { view: 'boards' });
    expect(heard.filter((event) => event !== 'roster.changed')).toEqual([]);
  });

  describe('refuses', () => {
    test.each(['websocket', 'polling'] as const)('foreign origins and visitors on %s', async (transport) => {
      const { connect } = await setUp(await open());
      for (const origin of [
        'http://evil.example',
        'null',
        'https://studio.example',
        'http://studio.example.evil.example',
      ]) {
        expect(await opened(connect('writer', origin, transport)), origin).toBe('refused');
      }
      expect(await opened(connect('nobody', HOME, transport))).toBe('refused');
      expect(await opened(connect('writer', HOME, transport))).toBe('open');
      if (transport === 'websocket') expect(await opened(connect('writer', null, transport))).toBe('refused');
    });

    test('a room of another workspace, as if there were none', async () => {
      const { connect, other, film } = await setUp(await open());
      const socket = connect('writer');
      await opened(socket);
      const join = (project: string) => socket.emitWithAck('room.join', { project, view: 'script' });
      expect(await join(other.project)).toEqual({ ok: false, code: 'not_found' });
      expect(await join('0000000000000000')).toEqual({ ok: false, code: 'not_found' });
      expect(await join(film.project)).toMatchObject({ ok: true });
    });

    test('messages that the protocol does not have, or that make no sense, and stays up', async () => {
      const setting = await setUp(await open());
      const { socket } = await enter(setting, 'viewer');
      expect(await socket.emitWithAck('comments.changed', { project: 'x' })).toEqual({
        ok: false,
        code: 'unknown_event',
      });
      expect(await socket.emitWithAck('toString')).toEqual({ ok: false, code: 'unknown_event' });
      for (const payload of [undefined, null, 7, {}, { project: 'a', view: 'script' }, { view: 'kitchen' }]) {
        expect(await socket.emitWithAck('room.join', payload)).toEqual({ ok: false, code: 'bad_request' });
      }
      expect(await socket.emitWithAck('room.view', { view: 'boards' })).toMatchObject({ ok: true });
    });

    test('a flood, by ending the socket', async () => {
      const { socket } = await enter(await setUp(await open()), 'viewer');
      const end = ended(socket);
      for (let i = 0; i < 60; i++) socket.emit('room.view', { view: 'boards' });
      expect(await end).toBe('io server disconnect');
    });

    test('a message over 16 KiB, by ending the socket', async () => {
      const { socket } = await enter(await setUp(await open()), 'viewer');
      const end = ended(socket);
      socket.emit('room.view', { view: 'x'.repeat(20_000) });
      await end;
    });
  });

  describe('acts at once on', () => {
    test('another role: the roster shows it and the window is told to ask again', async () => {
      const setting = await setUp(await open());
      const { db, film, access } = setting;
      const { socket } = await enter(setting, 'writer');
      const director = await enter(setting, 'director');
      const { workspaceId } = (await seatInProject(db, film.project, film.writer.userId))!;
      await changeSeat(db, workspaceId, film.writer.userId, 'viewer');
      const both = Promise.all([
        told(socket, 'access.changed', () => true),
        told(director.socket, 'roster.changed', (roster) =>
          roster.people.some(({ role, name }) => name === 'writer' && role === 'viewer'),
        ),
      ]);
      access.changed({ kind: 'member-changed', workspaceId, userId: film.writer.userId });
      await both;
      expect(socket.connected).toBe(true);
    });

    test('a lost seat and an ended session: the socket is sent away for good', async () => {
      const setting = await setUp(await open());
      const { db, film, access } = setting;
      const [writer, director] = [await enter(setting, 'writer'), await enter(setting, 'director')];
      const { workspaceId } = (await seatInProject(db, film.project, film.writer.userId))!;
      await changeSeat(db, workspaceId, film.writer.userId, null);
      const ends = Promise.all([ended(writer.socket), ended(director.socket)]);
      access.changed({ kind: 'member-changed', workspaceId, userId: film.writer.userId });
      access.changed({ kind: 'session-ended', sessionId: film.director.sessionId });
      expect(await ends).toEqual(['io server disconnect', 'io server disconnect']);
    });
  });

  test('closing sends windows off so that they come back, and leaves the application alone', async () => {
    const setting = await setUp(await open());
    const { socket } = await enter(setting, 'writer');
    const end = ended(socket);
    setting.realtime.close();
    expect(await end).toBe('transport close');
    const status = await new Promise((resolve, reject) => {
      request(setting.url, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});
