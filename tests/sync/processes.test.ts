import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { CLOSE } from '#shared/protocol/index.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { MemoryBuses } from './memory-buses.ts';
import {
  DOCUMENT,
  Peer,
  contentOf,
  durable,
  gatedStore,
  settle,
  startWorld,
  typeLine,
  until,
  userId,
  type World,
} from './network.ts';

const SEATS = { ana: 'writer', bo: 'writer', cy: 'director' } as const;

/** Two processes on one database, which hear each other. */
async function startTwo(store = createMemoryStore()) {
  const buses = new MemoryBuses();
  const one = await startWorld(SEATS, { store, bus: buses.join('one') });
  const two = await startWorld(SEATS, { store, bus: buses.join('two') });
  return { buses, store, one, two };
}

async function settleBoth(one: World, two: World, ...peers: readonly [World, Peer][]) {
  for (let round = 0; round < 3; round++) {
    for (const world of [one, two]) {
      await settle(world, ...peers.filter(([at]) => at === world).map(([, peer]) => peer));
    }
  }
}

test('[N1] what is committed at one process appears in the windows of the other, and the other way', async () => {
  const { one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  typeLine(ana.doc, 'typed at one');
  typeLine(bo.doc, 'typed at two');
  await settleBoth(one, two, [one, ana], [two, bo]);
  expect(ana.script).toContain('typed at two');
  expect(contentOf(ana.doc)).toEqual(contentOf(bo.doc));
  expect(contentOf(await durable(one))).toEqual(contentOf(ana.doc));
  expect([ana.acked, bo.acked]).toEqual([ana.sentWrites, bo.sentWrites]);
  expect([one.errors, two.errors]).toEqual([[], []]);
});

test('[N1] edits that build on those of the other process are taken, for their rows are read first', async () => {
  const { one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  for (let turn = 0; turn < 6; turn++) {
    const author = turn % 2 === 0 ? ana : bo;
    const text = author.doc.getXmlFragment('script');
    if (turn === 0) typeLine(author.doc, 'x');
    else ((text.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(1, String(turn));
    await settleBoth(one, two, [one, ana], [two, bo]);
  }
  expect(ana.script).toContain('x54321');
  expect(bo.script).toBe(ana.script);
});

test('[N2] a process that could not be heard for a while is level again when it can, and meanwhile by itself', async () => {
  const { buses, one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  buses.cut('two');
  typeLine(ana.doc, 'unheard');
  await settle(one, ana);
  expect(bo.script).not.toContain('unheard');
  buses.heal('two');
  await until(() => bo.deliver('down') && bo.script.includes('unheard'), 'the line after the gap');
  buses.cut('two');
  typeLine(ana.doc, 'compared');
  await settle(one, ana);
  // No word will come: the heads are compared with the database.
  await until(() => bo.deliver('down') && bo.script.includes('compared'), 'the line without a word');
});

test('[N2] rows are read in order although a word about later ones comes first', async () => {
  const { one, two, store } = await startTwo();
  const bo = await new Peer('bo').connect(two);
  const ana = await new Peer('ana').connect(one);
  await settleBoth(one, two, [one, ana], [two, bo]);
  for (let n = 0; n < 700; n++) typeLine(ana.doc, String(n));
  await settleBoth(one, two, [one, ana], [two, bo]);
  await until(() => {
    while (bo.deliver('down'));
    return bo.doc.getXmlFragment('script').length === 700;
  }, 'all rows');
  expect((await store.head(DOCUMENT))!.seq).toBe(700);
  expect(bo.script).toBe(ana.script);
});

test('[N3] carets of the other process are shown under the name of their session, and go with their process', async () => {
  const { buses, one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  ana.sendPresence({ user: { name: 'Somebody Else' }, cursor: 7 });
  await settleBoth(one, two, [one, ana], [two, bo]);
  await until(() => {
    one.server.stats();
    for (const peer of [ana, bo]) while (peer.deliver('down'));
    return bo.presence.size > 0 && ana.presence.size > 0;
  }, 'each other’s carets');
  expect(bo.presence.get(ana.doc.clientID)).toMatchObject({ user: { id: userId('ana'), name: 'ANA' }, cursor: 7 });
  // Nobody speaks for a window that another process holds.
  const mallory = await new Peer('cy').connect(two);
  mallory.sendPresence({ user: {}, cursor: 99 }, { client: ana.doc.clientID });
  await settle(two, mallory, bo);
  expect(bo.presence.get(ana.doc.clientID)).toMatchObject({ cursor: 7 });
  buses.cut('one');
  await until(() => {
    while (bo.deliver('down'));
    return !bo.presence.has(ana.doc.clientID);
  }, 'the caret to go');
});

test('[N4] a client id is one person’s at every process: whoever comes second under it is refused, and nothing is stored', async () => {
  const { buses, one, two, store } = await startTwo();
  // So that two can't know from her caret whose the id is.
  buses.cut('two');
  const ana = await new Peer('ana').connect(one);
  const bo = new Peer('bo');
  bo.doc.clientID = ana.doc.clientID;
  await bo.connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  typeLine(ana.doc, 'hers');
  typeLine(bo.doc, 'forged');
  for (const peer of [ana, bo]) while (peer.deliver('up'));
  await settleBoth(one, two, [one, ana], [two, bo]);
  const rows = await store.log(DOCUMENT, 1, 0, 10);
  expect(rows.map(({ userId: id }) => id)).toEqual([userId('ana')]);
  expect([bo.closed, bo.acked]).toEqual([CLOSE.tryLater, 1]);
  expect(contentOf(await durable(two))).toEqual(contentOf(ana.doc));
});

test('[G5] a window that showed its caret before it wrote is bound to its id for good', async () => {
  const store = createMemoryStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  typeLine(ana.doc, 'hers');
  await settle(world, ana);
  ana.disconnect();
  const bo = new Peer('bo');
  bo.doc.clientID = ana.doc.clientID;
  await bo.connect(world);
  bo.sendUpdate(forgedUpdate(ana.doc));
  await settle(world, bo);
  expect(bo.closed).toBe(CLOSE.refused);
  expect((await store.load(DOCUMENT))!.clients.get(ana.doc.clientID)).toBe(userId('ana'));
});

test('[N5] what is read at one process holds what any process has committed, word or no word', async () => {
  const { buses, one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  buses.cut('two');
  typeLine(ana.doc, 'committed a moment ago');
  await settle(one, ana);
  expect(contentOf(await durable(two))).toEqual(contentOf(ana.doc));
});

test('[N8] who comes from another process finds all that was saved there, and is not blamed for handing it on', async () => {
  const { buses, one, two } = await startTwo();
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  buses.cut('two');
  typeLine(ana.doc, 'saved at one');
  await settle(one, ana);
  // Another window of hers has it, and she may no longer write it.
  const other = await new Peer('ana').connect(one);
  await settle(one, other);
  for (const { access } of [one, two]) access.seat('ana', 'director');
  other.disconnect();
  await other.connect(two);
  await settle(two, other, bo);
  expect(other.closed).toBeNull();
  expect(bo.script).toContain('saved at one');
});

test('[N6] a process that is alone shuts out one that believed to be', async () => {
  const store = createMemoryStore();
  const stale = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(stale);
  await settle(stale, ana);
  const alone = await startWorld(SEATS, { store });
  const bo = await new Peer('bo').connect(alone);
  await settle(alone, bo);
  typeLine(ana.doc, 'too late');
  await settle(stale, ana);
  expect(ana.closed).toBe(CLOSE.tryLater);
  expect(ana.acked).toBeLessThan(ana.sentWrites);
  expect(await store.log(DOCUMENT, 1, 0, 10)).toEqual([]);
});

test('[N2] while the log can’t be read the room goes on, and catches up afterwards', async () => {
  const { store, gate } = gatedStore();
  const { one, two } = await startTwo(store);
  const ana = await new Peer('ana').connect(one);
  const bo = await new Peer('bo').connect(two);
  await settleBoth(one, two, [one, ana], [two, bo]);
  gate.logFails = true;
  typeLine(ana.doc, 'first');
  await settleBoth(one, two, [one, ana], [two, bo]);
  expect(bo.script).not.toContain('first');
  gate.logFails = false;
  typeLine(ana.doc, 'second');
  await settleBoth(one, two, [one, ana], [two, bo]);
  expect(bo.script).toBe(ana.script);
});

/** What this replica would write next, as if by its own hand. */
function forgedUpdate(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = doc.clientID;
  const before = Y.encodeStateVector(copy);
  typeLine(copy, 'forged');
  return Y.encodeStateAsUpdate(copy, before);
}
