import { expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { DOCUMENT, PROJECT, gatedStore, tick, typeLine, userId } from '#tests/sync/network.ts';
import { inlineCompactor } from '#tests/builders/inline-compactor.ts';
import { Hub } from './hub.ts';
import { JOURNAL_LIMITS, Journal } from './journal.ts';
import type { Room } from './room.ts';

test('[L2] [L5] a room waits for the rows of the one before it, or it would start without them', async () => {
  const { store, gate, open } = gatedStore();
  const log = { info: () => undefined, error: () => undefined };
  const clock = { now: () => Date.now() };
  const journal = new Journal(store, clock, log, { ...JOURNAL_LIMITS, windowMs: 0 });
  const limits = { idleMs: 1000, checkpointRows: 100, tellRowMs: 5000 };
  const hub = new Hub({ store, compactor: inlineCompactor, journal, clock, log, limits, bus: aloneBus('p1') });
  await hub.create(DOCUMENT, PROJECT, userId('ana'), () => undefined);
  gate.closed = true;
  const edit = hub.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, 'on its way'));
  await tick();
  await hub.enter(DOCUMENT, (room) => room.close(CLOSE.tryLater, 'broken'));
  let entered: Room | null = null;
  const second = hub.enter(DOCUMENT, (room) => {
    entered = room;
    return room.edit(userId('ana'), EDIT, (doc) => doc.getXmlFragment('script').length);
  });
  for (let i = 0; i < 5; i++) await tick();
  expect(entered).toBeNull();
  open();
  await edit;
  expect(await second).toBe(1);
  hub.closeAll(CLOSE.tryLater, 'end');
});
