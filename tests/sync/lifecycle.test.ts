import { expect, test } from 'vitest';
import { EDIT, projectDocument } from '#shared/collab/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import {
  DOCUMENT,
  PROJECT,
  Peer,
  contentOf,
  durable,
  gatedStore,
  settle,
  startWorld,
  tick,
  typeLine,
  until,
  userId,
} from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer' } as const;

test('[L2] whoever joins while the document loads is told nothing before it is there, and then everything once', async () => {
  const { store, gate } = gatedStore();
  const world = await startWorld(SEATS, { store, seed: (doc) => typeLine(doc, 'INT. KITCHEN') });
  let loaded: () => void = () => undefined;
  gate.loadDelay = new Promise((resolve) => (loaded = resolve));
  const peers = [new Peer('ana'), new Peer('ben'), new Peer('ana')];
  for (const peer of peers) await peer.connect(world);
  typeLine(peers[0]!.doc, 'typed while loading');
  for (let i = 0; i < 10; i++) {
    await tick();
    for (const peer of peers) expect([peer.deliver('up'), peer.toClient.length]).toEqual([false, 0]);
  }
  expect(world.server.stats().rooms).toBe(1);
  loaded();
  await settle(world, ...peers);
  for (const peer of peers) {
    expect(peer.script.match(/INT\. KITCHEN/g)).toHaveLength(1);
    expect(peer.script.match(/typed while loading/g)).toHaveLength(1);
  }
});

test('[L3] an empty room leaves memory only when everything is committed, and leaves a checkpoint behind', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.closed = true;
  typeLine(ana.doc, 'the last word');
  ana.deliver('up');
  ana.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(world.server.stats().rooms).toBe(1);
  open();
  await until(() => world.server.stats().rooms === 0, 'the room to go');
  const loaded = (await store.load(DOCUMENT))!;
  expect([loaded.checkpoint?.seq, loaded.updates.length]).toEqual([1, 0]);
  expect((await store.log(DOCUMENT, 1, 0, 10)).length).toBe(1);
  expect((await durable(world)).getXmlFragment('script').toJSON()).toContain('the last word');
});

test('[L4] whoever joins while the room drains finds the same room, and both see each other’s edits', async () => {
  const { store, gate, open } = gatedStore();
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  gate.closed = true;
  typeLine(ana.doc, 'before');
  ana.deliver('up');
  ana.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 40));
  const ben = await new Peer('ben').connect(world);
  while (ben.deliver('down') || ben.deliver('up'));
  await tick();
  while (ben.deliver('down') || ben.deliver('up'));
  expect(ben.script).toContain('before');
  open();
  await settle(world, ben);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(world.server.stats().rooms).toBe(1);
  await ana.connect(world);
  typeLine(ben.doc, 'after');
  await settle(world, ana, ben);
  expect(ana.script).toContain('after');
  expect(contentOf(ana.doc)).toEqual(contentOf(await durable(world)));
});

test('[L1] edits, reads and joins in any order never make two rooms of one document', async () => {
  const world = await startWorld(SEATS, { limits: { idleMs: 1 } });
  const peers: Peer[] = [];
  for (let round = 0; round < 60; round++) {
    const peer = new Peer(round % 2 ? 'ana' : 'ben');
    const [, , connected] = await Promise.all([
      world.server.documents.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, `edit ${String(round)}`)),
      world.server.documents.read(DOCUMENT),
      peer.connect(world),
    ]);
    expect(world.server.stats().rooms).toBeLessThanOrEqual(1);
    if (round % 3) {
      typeLine(connected.doc, `typed ${String(round)}`);
      await settle(world, connected);
    }
    peers.push(connected);
    connected.disconnect();
    if (round % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
  }
  const doc = await durable(world);
  expect(doc.getXmlFragment('script').length).toBe(60 + 40);
});

test('[L5] a room that its document was taken from ends; windows come back and nothing acked is missing', async () => {
  const inner = createMemoryStore();
  const fences = { refuse: false };
  const store = {
    ...inner,
    append: (batch: Parameters<typeof inner.append>[0]) =>
      fences.refuse ? Promise.resolve(batch.map(() => ({ kind: 'fenced' as const }))) : inner.append(batch),
  };
  const world = await startWorld(SEATS, { store });
  const ana = await new Peer('ana').connect(world);
  typeLine(ana.doc, 'kept');
  await settle(world, ana);
  fences.refuse = true;
  typeLine(ana.doc, 'fenced');
  const acked = ana.acked;
  await settle(world, ana);
  expect([ana.closed, ana.acked]).toEqual([1013, acked]);
  fences.refuse = false;
  await ana.connect(world);
  await settle(world, ana);
  expect((await durable(world)).getXmlFragment('script').toJSON()).toMatch(/kept.*fenced/);
});

test('[L6] a document is seeded once: the second creation is refused and changes nothing', async () => {
  const world = await startWorld(SEATS, { seed: (doc) => typeLine(doc, 'seed') });
  const again = world.server.documents.create(DOCUMENT, PROJECT, userId('ben'), (doc) => typeLine(doc, 'again'));
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
  expect((await durable(world)).getXmlFragment('script').length).toBe(1);
});

test('[L6] twenty windows that open a new document at once have its seed once', async () => {
  const world = await startWorld(SEATS, { seed: (doc) => typeLine(doc, 'seed') });
  const peers = await Promise.all(Array.from({ length: 20 }, (_, i) => new Peer(i % 2 ? 'ana' : 'ben').connect(world)));
  await settle(world, ...peers);
  for (const peer of peers) expect(peer.doc.getXmlFragment('script').length).toBe(1);
});

test('[S1] after many rows a checkpoint is written beside the live room, and the log stays whole', async () => {
  const world = await startWorld(SEATS, { limits: { checkpointRows: 10 } });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  for (let i = 0; i < 25; i++) {
    typeLine(ana.doc, `line ${String(i)}`);
    await settle(world, ana);
  }
  const loaded = (await world.store.load(DOCUMENT))!;
  expect(loaded.checkpoint!.seq).toBeGreaterThanOrEqual(20);
  expect(await world.store.log(DOCUMENT, 1, 0, 100)).toHaveLength(25);
  expect(contentOf(await durable(world))).toEqual(contentOf(ana.doc));
});

test('[S3] a document that is not there is not found, by reading and by editing', async () => {
  const world = await startWorld(SEATS);
  const other = projectDocument('project000000002' as ProjectId);
  await expect(world.server.documents.read(other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(world.server.documents.edit(other, userId('ana'), EDIT, () => 1)).rejects.toMatchObject({
    code: 'not_found',
  });
});
