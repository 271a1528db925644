import WebSocket from 'ws';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { EDIT, SCHEMA_VERSION } from '#shared/collab/index.ts';
import { CLOSE, SYNC, type RowMark } from '#shared/protocol/index.ts';
import { connectProject, type ConnectOptions } from '#app/collab/connect-project.ts';
import type { ProjectConnection, SaveState } from '#app/collab/connection.ts';
import type { DeviceStore } from '#app/collab/device-store.ts';
import { syncFrame } from '#server/sync/frames.ts';
import { listen as serve } from './listen.ts';
import {
  DOCUMENT,
  contentOf,
  durable,
  gatedStore,
  setPanel,
  startWorld,
  typeLine,
  userId,
  type World,
} from './network.ts';

/* The real thing but for the browser: ws, http on a port of its own, y-websocket's client. */

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director' } as const;
vi.setConfig({ testTimeout: 20_000 });

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function listen(world: World, port?: number) {
  const listening = await serve(world, port);
  cleanups.push(async () => {
    await world.server.drain();
    listening.http.closeAllConnections();
    listening.http.close();
  });
  return listening;
}

/** One browser profile: what its windows leave on the device is there for the next one. */
class Profile {
  readonly disks = new Map<string, Uint8Array[]>();
  readonly aside = new Set<string>();
  readonly rows = new Map<string, RowMark>();

  openStore = (name: string): Promise<DeviceStore> => {
    const key = this.aside.has(name) ? `${name}~1` : name;
    const disk = this.disks.get(key) ?? [];
    this.disks.set(key, disk);
    return Promise.resolve({
      updates: [...disk],
      row: this.rows.get(key) ?? null,
      keepRow: (row) => Promise.resolve(void this.rows.set(key, row)),
      append: (updates) => Promise.resolve(void disk.push(...updates)),
      compact: (state) => Promise.resolve(void disk.splice(0, disk.length, state)),
      setAside: () => Promise.resolve(void this.aside.add(name)),
      close: () => undefined,
    });
  };
}

function open(
  url: string,
  name: string,
  options: Partial<ConnectOptions> = {},
  profile = new Profile(),
  onSend: () => void = () => undefined,
): ProjectConnection {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie: name, origin: 'http://127.0.0.1' } });
    }

    override send(data: Uint8Array): void {
      onSend();
      super.send(data);
    }
  }
  const connection = connectProject(
    {
      ...{ document: DOCUMENT, epoch: 1, schemaVersion: SCHEMA_VERSION, url, readOnly: false },
      user: { id: userId(name), name, colour: '#0072b2' },
      ...options,
    },
    {
      ...{ openStore: profile.openStore, now: () => Date.now(), random: () => 0.5, page: null },
      WebSocket: Socket as unknown as typeof globalThis.WebSocket,
    },
  );
  cleanups.push(() => connection.destroy());
  return connection;
}

function reaches({ saveState }: ProjectConnection, kind: SaveState['kind']): Promise<SaveState> {
  return new Promise((resolve) => {
    const look = () => {
      if (saveState.get().kind !== kind) return;
      stop();
      resolve(saveState.get());
    };
    const stop = saveState.subscribe(look);
    look();
  });
}

test('[W2] two windows type, both lights reach "saved", and what is saved is in the database', async () => {
  const world = await startWorld(SEATS);
  const { url } = await listen(world);
  const [ana, ben] = [open(url, 'ana'), open(url, 'ben')];
  await Promise.all([ana.whenFilled, ben.whenFilled]);
  typeLine(ana.doc, 'INT. KITCHEN');
  setPanel(ben.doc, 'p1', 'the kitchen');
  expect(ana.saveState.get().kind).not.toBe('saved');
  await Promise.all([reaches(ana, 'saved'), reaches(ben, 'saved')]);
  const kept = contentOf(await durable(world));
  await expect.poll(() => contentOf(ana.doc)).toEqual(kept);
  await expect.poll(() => contentOf(ben.doc)).toEqual(kept);
  await expect
    .poll(() => ben.awareness.getStates().get(ana.doc.clientID))
    .toMatchObject({
      user: { id: userId('ana'), name: 'ANA', colour: '#0072b2' },
    });
});

test('[W2] the light says "not saved" within two seconds of a database that does not answer, and recovers', async () => {
  const { store, gate } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const { url } = await listen(world);
  const ana = open(url, 'ana');
  await reaches(ana, 'saved');
  gate.failing = true;
  const began = Date.now();
  typeLine(ana.doc, 'unsaved');
  expect(await reaches(ana, 'not-saved')).toMatchObject({
    reason: expect.stringContaining('kept on this device') as string,
  });
  expect(Date.now() - began).toBeLessThan(2000);
  gate.failing = false;
  await reaches(ana, 'saved');
  expect((await durable(world)).getXmlFragment('script').toJSON()).toContain('unsaved');
});

test('typing goes on without a server, is kept on the device across windows, and merges on return', async () => {
  const { store } = gatedStore();
  const first = await startWorld(SEATS, { store });
  const { url, port, http } = await listen(first);
  const profile = new Profile();
  const ana = open(url, 'ana', {}, profile);
  await reaches(ana, 'saved');
  await first.server.drain();
  http.close();
  typeLine(ana.doc, 'typed offline');
  await reaches(ana, 'on-device');
  ana.destroy();
  // The window was closed; another opens from the device alone.
  const again = open(url, 'ana', {}, profile);
  await again.whenFilled;
  expect(again.doc.getXmlFragment('script').toJSON()).toContain('typed offline');
  const second = await startWorld(SEATS, { store: { ...store } });
  await listen(second, port);
  await reaches(again, 'saved');
  expect((await durable(second)).getXmlFragment('script').length).toBe(1);
});

test('[C1] a refused change turns the window read-only with words, and its copy is set aside on the device', async () => {
  const world = await startWorld(SEATS);
  const { url } = await listen(world);
  const profile = new Profile();
  const dee = open(url, 'dee', {}, profile);
  await reaches(dee, 'saved');
  typeLine(dee.doc, 'not hers to write');
  expect(await reaches(dee, 'ended')).toMatchObject({
    title: expect.stringContaining('refused') as string,
    reason: expect.stringContaining('kept on this device') as string,
  });
  expect(profile.aside.size).toBe(1);
  const again = open(url, 'dee', {}, profile);
  await reaches(again, 'saved');
  expect(again.doc.getXmlFragment('script').length).toBe(0);
});

test('[E3] [E5] what a window kept of a history that was put back is refused, stays on the device, and the next starts anew', async () => {
  const { store } = gatedStore();
  const first = await startWorld(SEATS, { store, limits: { tellRowMs: 0 } });
  const { url, port, http } = await listen(first);
  const profile = new Profile();
  const ana = open(url, 'ana', {}, profile);
  typeLine(ana.doc, 'after the backup');
  await reaches(ana, 'saved');
  await expect.poll(() => [...profile.rows.values()]).toMatchObject([{ seq: 1 }]);
  ana.destroy();
  await first.server.drain();
  http.close();

  const second = await startWorld(SEATS);
  await second.server.documents.edit(DOCUMENT, userId('ben'), EDIT, (doc) => typeLine(doc, 'as it was put back'));
  await listen(second, port);
  let sent = 0;
  const back = open(url, 'ana', {}, profile, () => (sent += 1));
  await back.whenFilled;
  typeLine(back.doc, 'and typed since');
  expect(await reaches(back, 'ended')).toMatchObject({ code: CLOSE.epochChanged, word: 'Set apart' });
  expect(sent).toBe(0);
  expect(profile.aside.size).toBe(1);
  const next = open(url, 'ana', {}, profile);
  await reaches(next, 'saved');
  expect(next.doc.getXmlFragment('script').toJSON()).toContain('as it was put back');
  expect(next.doc.getXmlFragment('script').length).toBe(1);
});

const ends: Record<string, [string, Partial<ConnectOptions>, RegExp]> = {
  'nobody signed in': ['nobody', {}, /signed out/],
  'a stranger': ['eve', {}, /not for you/],
  'another epoch': ['ana', { epoch: 7 }, /no longer the one/],
  'a document newer than this code': ['ana', { schemaVersion: SCHEMA_VERSION + 1 }, /older than the project/],
};
for (const [who, [name, options, words]] of Object.entries(ends)) {
  test(`[C1] [H8] ${who}: the window has sent nothing, does not try again and says why`, async () => {
    const world = await startWorld(SEATS);
    world.sessions.add('session-eve');
    const { url } = await listen(world);
    let sent = 0;
    const window = open(url, name, options, new Profile(), () => (sent += 1));
    typeLine(window.doc, 'typed before anybody spoke');
    const state = await reaches(window, 'ended');
    expect('title' in state && state.title).toMatch(words);
    expect([sent, world.server.stats().connections]).toEqual([0, 0]);
  });
}

test('undo takes back one’s own boards edit and nobody else’s', async () => {
  const world = await startWorld(SEATS);
  const { url } = await listen(world);
  const [ana, ben] = [open(url, 'ana'), open(url, 'ben')];
  await Promise.all([reaches(ana, 'saved'), reaches(ben, 'saved')]);
  ana.doc.transact(() => ana.doc.getMap('panels').set('a', 1), EDIT);
  ben.doc.transact(() => ben.doc.getMap('panels').set('b', 2), EDIT);
  await expect.poll(() => [ana.doc.getMap('panels').size, ben.doc.getMap('panels').size]).toEqual([2, 2]);
  ana.undo.undo();
  await expect.poll(() => ben.doc.getMap('panels').toJSON()).toEqual({ b: 2 });
});

test('[H1] a page of a foreign origin is turned away before the upgrade', async () => {
  const world = await startWorld(SEATS, { allowedOrigin: (origin) => origin === 'http://127.0.0.1' });
  const { url } = await listen(world);
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1.evil.example', undefined]) {
    const socket = new WebSocket(`${url}/${DOCUMENT}?schema=${String(SCHEMA_VERSION)}&epoch=1`, {
      headers: { cookie: 'ana', ...(origin && { origin }) },
    });
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve));
    expect(error.message).toContain('403');
  }
});

test('[C1] text frames, oversized frames and foreign opcodes close the socket; the server goes on', async () => {
  const world = await startWorld(SEATS);
  const { url } = await listen(world);
  const send = async (frame: string | Uint8Array) => {
    const socket = new WebSocket(`${url}/${DOCUMENT}?schema=${String(SCHEMA_VERSION)}&epoch=1`, {
      headers: { cookie: 'ana' },
    });
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send(frame);
    return new Promise<number>((resolve) => socket.on('close', resolve));
  };
  expect(await send('hello')).toBe(CLOSE.refused);
  expect(await send(new Uint8Array([99]))).toBe(CLOSE.refused);
  expect(await send(new Uint8Array(1024 * 1024 + 1))).toBe(1009);
  // The reason of a close frame has 123 bytes: one that repeated the client's own words ended the process.
  const forged = new Y.Doc();
  forged.getMap('é'.repeat(500)).set('a', 1);
  expect(await send(syncFrame(SYNC.update, Y.encodeStateAsUpdate(forged)))).toBe(CLOSE.refused);
  await reaches(open(url, 'ben'), 'saved');
});
