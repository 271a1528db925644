import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { DOCUMENT, Peer, gatedStore, setPanel, settle, startWorld, tick, typeLine, until } from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director' } as const;

describe('the door', () => {
  const refusals: Record<string, [string, Record<string, string>, number]> = {
    '[H2] without a session': ['nobody', {}, CLOSE.unauthenticated],
    '[H3] without a seat, as if there were no project': ['eve', {}, CLOSE.notFound],
    '[H4] with an older schema': ['ana', { schema: String(SCHEMA_VERSION - 1) }, CLOSE.clientOutdated],
    '[H4] without a schema': ['ana', { schema: '' }, CLOSE.clientOutdated],
    '[H4] with a schema that is no number': ['ana', { schema: '1e3' }, CLOSE.clientOutdated],
    '[H5] with another epoch': ['ana', { epoch: '2' }, CLOSE.epochChanged],
    '[H5] without an epoch': ['ana', { epoch: '' }, CLOSE.epochChanged],
  };
  for (const [what, [name, query, code]] of Object.entries(refusals)) {
    test(`${what} nobody comes in`, async () => {
      const world = await startWorld(SEATS);
      world.sessions.add('session-eve');
      const peer = await new Peer(name).connect(world, query);
      expect(peer.closed).toBe(code);
      expect(world.server.stats()).toMatchObject({ connections: 0, rooms: 0 });
    });
  }

  test('[H4] a newer window may open an older document', async () => {
    const world = await startWorld(SEATS);
    expect((await new Peer('ana').connect(world, { schema: String(SCHEMA_VERSION + 1) })).closed).toBeNull();
  });

  test('[H3] names that are no names, and documents that are not there, are not found', async () => {
    const world = await startWorld(SEATS);
    const query = new URLSearchParams({ schema: '1', epoch: '1' });
    for (const documentName of ['', '../etc', `${DOCUMENT}/sketch/panel00000000001`, 'x'.repeat(16), `${DOCUMENT}/`]) {
      expect(await world.server.admit({ documentName, cookie: 'ana', query })).toMatchObject({ code: CLOSE.notFound });
    }
  });

  test('[H6] rights that change while they are looked up are looked up again', async () => {
    const { store, gate } = gatedStore();
    const world = await startWorld(SEATS, { store });
    let answer: () => void = () => undefined;
    gate.headDelay = new Promise((resolve) => (answer = resolve));
    const query = new URLSearchParams({ schema: '1', epoch: '1' });
    const knocking = world.server.admit({ documentName: DOCUMENT, cookie: 'ana', query });
    for (let i = 0; i < 5; i++) await tick();
    world.access.seat('ana', null);
    answer();
    expect(await knocking).toMatchObject({ kind: 'refused', code: CLOSE.notFound });
  });

  test('[C1] one person may have many windows, not any number', async () => {
    const world = await startWorld(SEATS);
    const peers = [];
    for (let i = 0; i < 21; i++) peers.push(await new Peer('ana').connect(world));
    expect(peers.map(({ closed }) => closed).filter((code) => code !== null)).toEqual([CLOSE.rateLimited]);
  });
});

describe('rights that change while the socket is open', () => {
  test('[A1] when the session ends the socket closes', async () => {
    const world = await startWorld(SEATS);
    const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
    await settle(world, ana, ben);
    world.access.changed({ kind: 'session-ended', sessionId: 'session-ana' });
    expect([ana.closed, ben.closed]).toEqual([CLOSE.unauthenticated, null]);
  });

  test('[A2] a removed member’s socket closes', async () => {
    const world = await startWorld(SEATS);
    const ana = await new Peer('ana').connect(world);
    await settle(world, ana);
    world.access.seat('ana', null);
    await until(() => ana.closed !== null, 'the close');
    expect(ana.closed).toBe(CLOSE.forbidden);
  });

  test('[A2] a writer made director goes on with the panels, and not a line more of the script is taken', async () => {
    const world = await startWorld(SEATS);
    const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
    await settle(world, ana, ben);
    typeLine(ana.doc, 'still under way when the role changes');
    world.access.seat('ana', 'director');
    await settle(world, ana, ben);
    expect(ana.closed).toBe(CLOSE.refused);
    expect(ben.doc.getXmlFragment('script').length).toBe(0);
    const again = await new Peer('ana').connect(world);
    setPanel(again.doc, 'p1', 'a panel');
    await settle(world, again, ben);
    expect(ben.doc.getMap('panels').size).toBe(1);
  });

  test('[A2] a director made writer may write the script on the same socket', async () => {
    const world = await startWorld(SEATS);
    const [dee, ben] = [await new Peer('dee').connect(world), await new Peer('ben').connect(world)];
    await settle(world, dee, ben);
    world.access.seat('dee', 'writer');
    typeLine(dee.doc, 'a line');
    await settle(world, dee, ben);
    expect(dee.closed).toBeNull();
    expect(ben.doc.getXmlFragment('script').length).toBe(1);
  });

  test('[A3] a session that ran out is noticed without being told', async () => {
    const world = await startWorld(SEATS, { limits: { recheckMs: 10 } });
    const ana = await new Peer('ana').connect(world);
    world.sessions.delete('session-ana');
    await until(() => ana.closed !== null, 'the close');
    expect(ana.closed).toBe(CLOSE.unauthenticated);
    await world.server.drain();
  });
});
