import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { capabilitiesOf, type MemberRole } from '#shared/access/index.ts';
import type { ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { ServerEvents } from '#shared/protocol/index.ts';
import { spreadChanges, type Access } from '#server/access/index.ts';

import { joinByRedis } from '#server/cluster/index.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { onRedis } from '#tests/setup/on-redis.ts';
import { TestAccess } from '#tests/sync/network.ts';
import { createRealtime } from './realtime.ts';

const FILM = 'film000000000001' as ProjectId;
const TEAM = 'team000000000001' as WorkspaceId;
const clock = { now: () => Date.now() };
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Seats as the database would know them, for every process alike. */
const seats = new Map<string, MemberRole>();

async function startProcess(url: string, name: string) {
  const joined = await joinByRedis({ url, installation: 'x', process: name, clock, log: silentLog });
  const { bus, client } = joined;
  const access: Access = {
    ...new TestAccess().port(),
    ...spreadChanges(bus),
    standingInProject: ({ userId }) => {
      const role = seats.get(userId);
      return Promise.resolve(role ? { workspaceId: TEAM, role, capabilities: capabilitiesOf(role) } : null);
    },
  };
  const realtime = createRealtime({
    ...{ access, bus, redis: client, clock, log: silentLog, allowedOrigin: () => true },
    identify: (cookie = '') =>
      Promise.resolve({
        actor: { userId: cookie as UserId, sessionId: cookie },
        user: { id: cookie as UserId, name: cookie },
      }),
  });
  const http = createServer();
  realtime.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    realtime.close();
    access.stop();
    joined.close();
    http.closeAllConnections();
    return new Promise((resolve) => http.close(resolve));
  });
  const enter = async (who: string) => {
    const address = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
    const extraHeaders = { cookie: who, origin: 'http://studio.example' };
    const socket = io(address, { transports: ['websocket'], extraHeaders, reconnection: false, forceNew: true });
    cleanups.push(() => socket.disconnect());
    await socket.emitWithAck('room.join', { project: FILM, view: 'script' });
    return socket;
  };
  return { bus, access, realtime, enter };
}

const told = <E extends keyof ServerEvents>(socket: Socket, event: E, when: (payload: ServerEvents[E]) => boolean) =>
  new Promise<ServerEvents[E]>((resolve) => {
    socket.on<string>(event, (payload: ServerEvents[E]) => {
      if (when(payload)) resolve(payload);
    });
  });

await onRedis('windows at two processes', (redis) => {
  const start = async () => {
    seats.set('ana', 'writer').set('bo', 'director');
    return [await startProcess(redis.url, 'one'), await startProcess(redis.url, 'two')] as const;
  };

  test('see each other, hear each other’s notices, and lose sight of who leaves', async () => {
    const [one, two] = await start();
    const ana = await one.enter('ana');
    const both = told(ana, 'roster.changed', ({ people }) => people.length === 2);
    const bo = await two.enter('bo');
    expect((await both).people.map(({ name, colour }) => [name, colour])).toEqual([
      ['ana', 0],
      ['bo', 1],
    ]);
    const notice = told(bo, 'revisions.changed', () => true);
    one.realtime.notify(FILM, 'revisions.changed', {});
    expect(await notice).toEqual({ project: FILM });
    const left = told(ana, 'roster.changed', ({ people }) => people.length === 1);
    bo.disconnect();
    await left;
  });

  test('[N7] obey a change of rights that was made at the other process', async () => {
    const [one, two] = await start();
    const bo = await two.enter('bo');
    const changed = told(bo, 'access.changed', () => true);
    const ended = new Promise((resolve) => bo.once('disconnect', resolve));
    seats.delete('bo');
    one.access.changed({ kind: 'member-changed', workspaceId: TEAM, userId: 'bo' as UserId });
    await Promise.all([changed, ended]);
  });

  test('[N7] obey it, too, while Redis is away; when it is back they fetch again what they may have missed', async () => {
    const [one, two] = await start();
    const [ana, bo] = [await one.enter('ana'), await two.enter('bo')];
    const ended = new Promise((resolve) => bo.once('disconnect', resolve));
    redis.pause();
    seats.delete('bo');
    one.access.changed({ kind: 'member-changed', workspaceId: TEAM, userId: 'bo' as UserId });
    await ended;
    // Each notices by itself: one that had not would have missed nothing.
    await expect.poll(() => one.bus.connected).toBe(false);
    const gap = told(ana, 'gap', () => true);
    redis.resume();
    await gap;
  });
});
