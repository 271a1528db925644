import { expect, test } from 'vitest';
import { CLOSE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import { Peer, setPanel, settle, startWorld } from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer' } as const;
const MEGABYTE = 1024 * 1024;

test('[C1] a window that lets 4 MB pile up is sent off with "try again later"; others go on', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  ben.buffered = SYNC_LIMITS.sendBuffer;
  setPanel(ana.doc, 'p1', 'still within');
  await settle(world, ana);
  expect(ben.closed).toBeNull();
  ben.buffered = SYNC_LIMITS.sendBuffer + 1;
  setPanel(ana.doc, 'p1', 'one too many');
  await settle(world, ana);
  expect(ben.closed).toBe(CLOSE.tryLater);
  expect([ana.closed, ana.acked]).toEqual([null, ana.sentWrites]);
});

test('[C1] a window that is still reading a document over 4 MB is not sent off for it, only for what piles up behind', async () => {
  const world = await startWorld(SEATS, {
    seed: (doc) => {
      for (let i = 0; i < 6; i++) setPanel(doc, `p${String(i)}`, 'x'.repeat(MEGABYTE));
    },
  });
  const ana = await new Peer('ana').connect(world);
  await settle(world, ana);
  const ben = await new Peer('ben').connect(world);
  while (ben.deliver('up'));
  ben.buffered = 6 * MEGABYTE;
  setPanel(ana.doc, 'p0', 'meanwhile');
  await settle(world, ana);
  expect(ben.closed).toBeNull();
  ben.buffered = 6.1 * MEGABYTE + SYNC_LIMITS.sendBuffer;
  setPanel(ana.doc, 'p0', 'too much');
  await settle(world, ana);
  expect(ben.closed).toBe(CLOSE.tryLater);
});

test('what a window has read of a large document is no licence to pile up more later', async () => {
  const world = await startWorld(SEATS, { seed: (doc) => setPanel(doc, 'p', 'x'.repeat(MEGABYTE)) });
  const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
  await settle(world, ana, ben);
  setPanel(ana.doc, 'p', 'read by now');
  await settle(world, ana, ben);
  ben.buffered = SYNC_LIMITS.sendBuffer + MEGABYTE / 2;
  setPanel(ana.doc, 'p', 'too much');
  await settle(world, ana);
  expect(ben.closed).toBe(CLOSE.tryLater);
});
