import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { CLOSE, MESSAGE, SYNC } from '#shared/protocol/index.ts';
import {
  DOCUMENT,
  Peer,
  contentOf,
  durable,
  gatedStore,
  setPanel,
  settle,
  startWorld,
  tick,
  typeLine,
  until,
  userId,
} from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director', vic: 'viewer' } as const;

test('[W1] three writers who type at once end with the same script, and it is the durable one', async () => {
  const world = await startWorld(SEATS);
  const peers = [new Peer('ana'), new Peer('ben'), new Peer('ana')];
  for (const peer of peers) await peer.connect(world);
  await settle(world, ...peers);
  peers.forEach((peer, i) => typeLine(peer.doc, `line ${String(i)}`));
  await settle(world, ...peers);
  for (const peer of peers) expect(contentOf(peer.doc)).toEqual(contentOf(await durable(world)));
  expect(peers[0]!.doc.getXmlFragment('script').length).toBe(3);
});

test('[W1] others see a change before it is committed', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  gate.closed = true;
  typeLine(ana.doc, 'INT. KITCHEN');
  while (ana.deliver('up') || ben.deliver('down'));
  expect(ben.script).toContain('INT. KITCHEN');
  open();
});

test('[W2] an ack never comes before the commit', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  expect(ana.acked).toBe(ana.sentWrites);
  gate.closed = true;
  typeLine(ana.doc, 'one');
  ana.deliver('up');
  for (let i = 0; i < 50; i++) {
    await tick();
    ana.deliver('down');
    expect(ana.acked).toBe(ana.sentWrites - 1);
  }
  open();
  await settle(world, ana);
  expect(ana.acked).toBe(ana.sentWrites);
});

test('[W3] a frame that repeats what somebody else just sent is acked only when that is committed', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  gate.closed = true;
  typeLine(ana.doc, 'one');
  while (ana.deliver('up') || ben.deliver('down'));
  ben.sendStep2(Y.encodeStateAsUpdate(ben.doc));
  ben.deliver('up');
  for (let i = 0; i < 20; i++) {
    await tick();
    ben.deliver('down');
  }
  expect(ben.acked).toBe(ben.sentWrites - 1);
  open();
  await settle(world, ana, ben);
  expect(ben.acked).toBe(ben.sentWrites);
});

test('[W4] what was broadcast and lost in a crash comes back from the window that wrote it', async () => {
  const { store, gate } = gatedStore();
  const first = await startWorld(SEATS, { store });
  const [ana, ben] = [await new Peer('ana').connect(first), await new Peer('ben').connect(first)];
  await settle(first, ana, ben);
  typeLine(ana.doc, 'committed');
  await settle(first, ana, ben);
  gate.failing = true;
  typeLine(ana.doc, 'lost');
  while (ana.deliver('up') || ben.deliver('down'));
  const acked = ana.acked;
  expect(ben.script).toContain('lost');
  for (const peer of [ana, ben]) peer.disconnect();
  // The first process is gone; a new one opens the same database.
  const second = await startWorld(SEATS, { store: { ...store } });
  gate.failing = false;
  expect((await durable(second)).getXmlFragment('script').toJSON()).not.toContain('lost');
  expect(acked).toBe(ana.sentWrites - 1);
  await ana.connect(second);
  await ben.connect(second);
  await settle(second, ben, ana);
  expect((await durable(second)).getXmlFragment('script').toJSON()).toContain('lost');
  expect(contentOf(ana.doc)).toEqual(contentOf(ben.doc));
});

test('[W4] a surviving window hands on what its author can send no more', async () => {
  const { store, gate } = gatedStore();
  const first = await startWorld(SEATS, { store });
  const [ana, ben] = [await new Peer('ana').connect(first), await new Peer('ben').connect(first)];
  await settle(first, ana, ben);
  typeLine(ana.doc, 'early');
  await settle(first, ana, ben);
  gate.failing = true;
  typeLine(ana.doc, 'late');
  while (ana.deliver('up') || ben.deliver('down'));
  for (const peer of [ana, ben]) peer.disconnect();
  const second = await startWorld(SEATS, { store: { ...store } });
  gate.failing = false;
  await ben.connect(second);
  await settle(second, ben);
  expect(ben.acked).toBe(ben.sentWrites);
  expect((await durable(second)).getXmlFragment('script').toJSON()).toContain('late');
});

test('[W5] a row holds what changed, not what was known already, and names its author', async () => {
  const world = await startWorld(SEATS);
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  for (let i = 0; i < 20; i++) typeLine(ana.doc, `line ${String(i)}`);
  await settle(world, ana);
  const before = await world.store.log(DOCUMENT, 1, 0, 1000);
  ana.sendStep2(Y.encodeStateAsUpdate(ana.doc));
  await settle(world, ana);
  const after = await world.store.log(DOCUMENT, 1, 0, 1000);
  expect(after).toHaveLength(before.length);
  expect(ana.acked).toBe(ana.sentWrites);
  expect(new Set(after.map(({ userId: user, sessionId }) => `${user} ${sessionId}`))).toEqual(
    new Set([`${userId('ana')} session-ana`]),
  );
});

test('[W6] an edit of the server is seen by open windows and durable when it resolves', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.closed = true;
  let durableYet = false;
  const edit = world.server.documents
    .edit(DOCUMENT, userId('dee'), EDIT, (doc) => {
      setPanel(doc, 'p1', 'from the server');
      return 'result';
    })
    .finally(() => (durableYet = true));
  await until(() => ana.toClient.length > 0, 'the broadcast');
  while (ana.deliver('down'));
  expect(ana.doc.getMap('panels').toJSON()).toEqual({ p1: { caption: 'from the server' } });
  expect(durableYet).toBe(false);
  open();
  expect(await edit).toBe('result');
  expect(contentOf(await durable(world))).toEqual(contentOf(ana.doc));
  const [row] = (await store.log(DOCUMENT, 1, 0, 10)).slice(-1);
  expect([row!.userId, row!.sessionId]).toEqual([userId('dee'), 'server']);
});

test('[W6] a change that throws half-way leaves every replica and the log in the same state', async () => {
  const world = await startWorld(SEATS);
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  const edit = world.server.documents.edit(DOCUMENT, userId('ana'), EDIT, (doc) => {
    setPanel(doc, 'p1', 'half');
    throw new Error('broken change');
  });
  await expect(edit).rejects.toThrow('broken change');
  await settle(world, ana);
  expect(contentOf(await durable(world))).toEqual(contentOf(ana.doc));
});

test('[W8] a window that dies with its process before it is answered holds nothing of a change that it can’t make out', async () => {
  const { store, gate } = gatedStore();
  const first = await startWorld(SEATS, { store });
  const [ana, vic] = [await new Peer('ana').connect(first), await new Peer('vic').connect(first)];
  await settle(first, ana, vic);
  vic.disconnect();
  gate.failing = true;
  const script = ana.doc.getXmlFragment('script');
  script.insert(0, [new Y.XmlElement('element')]);
  ana.exchange();
  // Comes while that is on its way, and has asked; then it is deleted, and the process is gone.
  await vic.connect(first);
  script.delete(0, 1);
  ana.exchange();
  await tick();
  while (vic.deliver('down'));
  for (const peer of [ana, vic]) peer.disconnect();
  const second = await startWorld(SEATS, { store: { ...store } });
  gate.failing = false;
  expect([vic.doc.store.pendingDs, vic.doc.store.pendingStructs]).toEqual([null, null]);
  await vic.connect(second);
  await settle(second, vic);
  expect([vic.closed, vic.acked]).toEqual([null, vic.sentWrites]);
});

test('[J2] while the database is away nothing is acked, editing goes on, and it is caught up without a reload', async () => {
  const { store, gate } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  gate.failing = true;
  for (let i = 0; i < 10; i++) {
    typeLine(ana.doc, `line ${String(i)}`);
    while (ana.deliver('up') || ben.deliver('down'));
    await tick();
  }
  await until(() => world.server.stats().journal.failing > 0, 'a failed commit');
  expect(ben.doc.getXmlFragment('script').length).toBe(10);
  while (ana.deliver('down'));
  expect(ana.acked).toBe(ana.sentWrites - 10);
  gate.failing = false;
  await settle(world, ana, ben);
  expect(ana.acked).toBe(ana.sentWrites);
  expect(contentOf(await durable(world))).toEqual(contentOf(ana.doc));
});

test('[J6] when too much waits for the database, sockets are not read until it is back', async () => {
  const { store, gate } = gatedStore();
  const world = await startWorld(SEATS, {
    store,
    limits: {
      journal: {
        windowMs: { few: 0, crowd: 0 },
        batchRows: 500,
        batchBytes: 1e6,
        queueBytes: 2000,
        retryMs: { first: 1, most: 5 },
      },
    },
  });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.failing = true;
  for (let i = 0; i < 50; i++) {
    typeLine(ana.doc, 'x'.repeat(100));
    ana.deliver('up');
  }
  expect(ana.paused).toBe(true);
  expect(ana.toServer.length).toBeGreaterThan(0);
  gate.failing = false;
  await settle(world, ana);
  expect(ana.paused).toBe(false);
  expect(ana.acked).toBe(ana.sentWrites);
  expect(contentOf(await durable(world))).toEqual(contentOf(ana.doc));
});

test('[C2] draining commits what is there, acks it, and closes with "try later"', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.closed = true;
  typeLine(ana.doc, 'last words');
  ana.deliver('up');
  const drained = world.server.drain();
  expect((await new Peer('ben').connect(world)).closed).toBe(CLOSE.tryLater);
  open();
  await drained;
  while (ana.deliver('down'));
  expect(ana.closed).toBe(CLOSE.tryLater);
  expect(ana.acked).toBe(ana.sentWrites);
  expect((await store.log(DOCUMENT, 1, 0, 10)).length).toBe(1);
  expect(world.server.stats()).toMatchObject({ connections: 0, rooms: 0 });
});

test('[C4] a mistake of the server over one window’s frame ends that window’s socket alone', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  ana.toClient.push = () => {
    throw new Error('cannot be sent');
  };
  ana.send(MESSAGE.sync, SYNC.step1, Y.encodeStateVector(ana.doc));
  ana.deliver('up');
  expect(ana.closed).toBe(CLOSE.tryLater);
  expect(world.errors).toEqual(['a frame could not be handled']);
  typeLine(ben.doc, 'goes on');
  await settle(world, ben);
  expect(ben.acked).toBe(ben.sentWrites);
});

test('[C3] a sign of life repeats the last ack and changes nothing', async () => {
  const world = await startWorld(SEATS);
  const ana = await new Peer('ana').connect(world);
  typeLine(ana.doc, 'one');
  await settle(world, ana);
  ana.acked = 0;
  ana.connection!.heartbeat();
  while (ana.deliver('down'));
  expect(ana.acked).toBe(ana.sentWrites);
});

test('[S3] what is read is what is committed, even while more is under way', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store, seed: (doc) => typeLine(doc, 'committed') });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.closed = true;
  typeLine(ana.doc, 'under way');
  ana.deliver('up');
  let read = false;
  const reading = world.server.documents.read(DOCUMENT).finally(() => (read = true));
  for (let i = 0; i < 10; i++) await tick();
  expect(read).toBe(false);
  open();
  const state = await reading;
  expect(state.seq).toBe(2);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state.state);
  expect(doc.getXmlFragment('script').length).toBe(2);
});

test('[C5] a window that floods is read more slowly, loses nothing, and is sent off when it does not stop', async () => {
  const connection = { messages: { perSecond: 20, burst: 5 }, volume: { perSecond: 1e9, burst: 1e9 }, strainMs: 1500 };
  const world = await startWorld(SEATS, { limits: { connection } });
  const ana = await new Peer('ana').connect(world);
  const ben = await new Peer('ben').connect(world);
  await settle(world, ana, ben);
  for (let n = 0; n < 12; n++) typeLine(ana.doc, String(n));
  while (ana.deliver('up'));
  expect([ana.paused, ana.toServer.length > 0]).toEqual([true, true]);
  typeLine(ben.doc, 'not held up');
  while (ben.deliver('up'));
  expect(ben.paused).toBe(false);
  await until(() => {
    for (const peer of [ana, ben]) while (peer.deliver('up') || peer.deliver('down'));
    return ana.acked === ana.sentWrites;
  }, 'everything to arrive');
  await until(() => {
    typeLine(ana.doc, 'and on');
    while (ana.deliver('up'));
    return ana.closed !== null;
  }, 'the window to be sent off');
  expect(ana.closed).toBe(CLOSE.tooFast);
  expect(contentOf(await durable(world))).toMatchObject({ script: expect.stringContaining('11') as string });
});
