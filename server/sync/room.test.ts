import { expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { DOCUMENT, PROJECT, gatedStore, tick, typeLine, userId } from '#tests/sync/network.ts';
import { inlineCompactor } from '#tests/builders/inline-compactor.ts';
import { Hub } from './hub.ts';
import { JOURNAL_LIMITS, Journal } from './journal.ts';
import type { Room } from './room.ts';

function makeHub() {
  const { store, gate, open } = gatedStore();
  const log = { info: () => undefined, error: () => undefined };
  const clock = { now: () => Date.now() };
  const journal = new Journal(store, clock, log, { ...JOURNAL_LIMITS, windowMs: { few: 0, crowd: 0 } });
  const limits = { idleMs: 1000, checkpointRows: 100, tellRowMs: 5000 };
  const hub = new Hub({ store, compactor: inlineCompactor, journal, clock, log, limits, bus: aloneBus('p1') });
  return { hub, gate, open };
}

test('[L2] [L5] a room waits for the rows of the one before it, or it would start without them', async () => {
  const { hub, gate, open } = makeHub();
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

test('[S3] what is looked up is told once it is committed, with the seq of what was seen and not of what came after it', async () => {
  const { hub, gate, open } = makeHub();
  await hub.create(DOCUMENT, PROJECT, userId('ana'), () => undefined);
  await hub.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, 'one'));
  gate.closed = true;
  const seen = hub.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, 'two'));
  await tick();
  let told = false;
  const looked = hub.look(DOCUMENT, (doc) => doc.getXmlFragment('script').length).finally(() => (told = true));
  for (let i = 0; i < 5; i++) await tick();
  const after = hub.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, 'three'));
  for (let i = 0; i < 5; i++) await tick();
  expect(told).toBe(false);
  open();
  await Promise.all([seen, after]);
  expect(await looked).toEqual({ epoch: 1, seq: 2, found: 2 });
  hub.closeAll(CLOSE.tryLater, 'end');
});
