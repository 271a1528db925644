import { describe, expect, test } from 'vitest';
import type { DocumentStore } from '#db/index.ts';
import { EDIT, SCHEMA_VERSION } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { startNewEpochs } from '#server/sync/index.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { nextEpoch } from '#server/sync/new-epoch.ts';
import {
  DOCUMENT,
  PROJECT,
  Peer,
  contentOf,
  durable,
  settle,
  startWorld,
  typeLine,
  until,
  userId,
  type World,
} from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director' } as const;
const NOW = Date.UTC(2026, 5, 1);
const clock = { now: () => NOW };
const tellAtOnce = { limits: { tellRowMs: 0 } };

/** The store as a backup holds it that was made when the document's last row was this one. */
async function backupOf(store: DocumentStore, seq: number): Promise<DocumentStore> {
  const backup = createMemoryStore();
  const [first, ...rows] = await store.log(DOCUMENT, 1, 0, seq);
  const { bytes, userId: by, at, newClients } = must(first);
  const seed = { bytes, clientId: must(newClients[0]) };
  await backup.create({ name: DOCUMENT, project: PROJECT, schemaVersion: SCHEMA_VERSION, seed, by, at });
  if (rows.length > 0) await backup.append([{ name: DOCUMENT, epoch: 1, fence: 0, rows }]);
  return backup;
}

async function seqOf({ store }: World): Promise<number> {
  return must(await store.head(DOCUMENT)).seq;
}

async function comeBack(world: World, peer: Peer, query: Record<string, string> = {}): Promise<number | null> {
  peer.disconnect();
  await peer.connect(world, query);
  await settle(world, peer);
  return peer.closed;
}

/** Two windows on a film of a few lines, a backup made in the middle, and a server on that backup. */
async function putBack() {
  const seed = { seed: (doc: Parameters<typeof typeLine>[0]) => typeLine(doc, 'FADE IN') };
  const first = await startWorld(SEATS, { ...tellAtOnce, ...seed });
  const [ana, ben] = [await new Peer('ana').connect(first), await new Peer('ben').connect(first)];
  await settle(first, ana, ben);
  typeLine(ana.doc, 'before the backup');
  await settle(first, ana, ben);
  const atBackup = await seqOf(first);
  const early = await new Peer('dee').connect(first);
  await until(() => early.toClient.length > 1, 'the room');
  await settle(first, early);
  early.disconnect();
  typeLine(ben.doc, 'after the backup');
  await settle(first, ana, ben);
  await until(() => (ana.deliver('down'), ana.row?.seq === atBackup + 1), 'the word of the last row');
  ana.disconnect();
  ben.disconnect();
  const store = await backupOf(first.store, atBackup);
  await first.server.drain();
  const second = await startWorld(SEATS, { store, ...tellAtOnce });
  return { ana, ben, early, second, atBackup };
}

describe('a new epoch', () => {
  test('[E1] begins with what is stored, counts on, and its content can be written as before', async () => {
    const { second, atBackup } = await putBack();
    const before = contentOf(await durable(second));
    await second.server.drain();
    expect(await startNewEpochs(second.store, [DOCUMENT], clock)).toBe(1);
    const { epoch } = must(await second.store.head(DOCUMENT));
    const third = await startWorld(SEATS, { store: second.store });
    const cy = new Peer('ana');
    expect(await comeBack(third, cy, { epoch: String(epoch) })).toBeNull();
    expect(contentOf(cy.doc)).toEqual(before);
    typeLine(cy.doc, 'on we go');
    await settle(third, cy);
    expect(cy.acked).toBe(cy.sentWrites);
    expect(await seqOf(third)).toBe(atBackup + 1);
    expect((await durable(third)).getXmlFragment('script').toJSON()).toContain('on we go');
  });

  test('[E1] has a number that was never used, even when the same backup is put back twice', () => {
    expect(nextEpoch(1, NOW)).toBeGreaterThan(1);
    expect(nextEpoch(1, NOW + 1000)).toBeGreaterThan(nextEpoch(1, NOW));
    expect(nextEpoch(nextEpoch(1, NOW), NOW)).toBe(nextEpoch(1, NOW) + 1);
    expect(nextEpoch(1, Date.UTC(2056, 0, 1))).toBeLessThan(1e9);
  });

  test('[E2] of 20 open windows with edits of their own, not a byte reaches the server', async () => {
    const { ana, ben, second } = await putBack();
    await second.server.drain();
    await startNewEpochs(second.store, [DOCUMENT], clock);
    const third = await startWorld(SEATS, { store: second.store });
    const before = [await seqOf(third), contentOf(await durable(third))];
    const windows = [ana, ben, ...Array.from({ length: 18 }, () => new Peer('ben'))];
    for (const window of windows) {
      typeLine(window.doc, 'typed without a connection');
      expect(await comeBack(third, window)).toBe(CLOSE.epochChanged);
    }
    expect([await seqOf(third), contentOf(await durable(third))]).toEqual(before);
    expect(third.server.stats()).toMatchObject({ connections: 0, rooms: 0 });
  });

  test('[E2] that begins while rooms are open ends them, and what was not committed before is not merged', async () => {
    const world = await startWorld(SEATS);
    const ana = await new Peer('ana').connect(world);
    await settle(world, ana);
    await startNewEpochs(world.store, [DOCUMENT], clock);
    typeLine(ana.doc, 'too late');
    await settle(world, ana);
    expect(ana.closed).toBe(CLOSE.tryLater);
    expect(await comeBack(world, ana)).toBe(CLOSE.epochChanged);
    expect((await durable(world)).getXmlFragment('script').length).toBe(0);
  });

  test('[E1] takes in what is written while it is being made', async () => {
    const world = await startWorld(SEATS);
    const { store } = world;
    let meanwhile: Promise<unknown> | null = null;
    const slow: DocumentStore = {
      ...store,
      startEpoch: async (epoch) => {
        meanwhile ??= world.server.documents.edit(DOCUMENT, userId('ana'), EDIT, (doc) =>
          typeLine(doc, 'just in time'),
        );
        await meanwhile;
        return store.startEpoch(epoch);
      },
    };
    await startNewEpochs(slow, [DOCUMENT], clock);
    await world.server.drain();
    const after = await startWorld(SEATS, { store });
    expect((await durable(after)).getXmlFragment('script').toJSON()).toContain('just in time');
  });
});

describe('a backup that was put back without a word', () => {
  test('[E3] a window that was told of a row which is not there is refused, and nothing of it comes in', async () => {
    const { ana, second, atBackup } = await putBack();
    typeLine(ana.doc, 'typed without a connection');
    expect(await comeBack(second, ana)).toBe(CLOSE.epochChanged);
    expect(await seqOf(second)).toBe(atBackup);
  });

  test('[E3] also when the server has gone on since and has a row of that number', async () => {
    const { ana, second } = await putBack();
    for (let i = 0; i < 3; i++) {
      await second.server.documents.edit(DOCUMENT, userId('ben'), EDIT, (doc) => typeLine(doc, `anew ${String(i)}`));
    }
    expect(await comeBack(second, ana)).toBe(CLOSE.epochChanged);
    expect((await durable(second)).getXmlFragment('script').toJSON()).not.toContain('after the backup');
  });

  test('[E3] a window that has seen nothing newer than the backup comes in with what it wrote offline', async () => {
    const { early, second, atBackup } = await putBack();
    expect(early.row?.seq).toBe(atBackup);
    expect(await comeBack(second, early)).toBeNull();
    expect(early.script).toContain('before the backup');
    expect(early.script).not.toContain('after the backup');
  });

  test('[E3] what a window claims concerns that window alone', async () => {
    const { ana, early, second } = await putBack();
    expect(await comeBack(second, early)).toBeNull();
    for (const told of [{ seq: '999999' }, { seq: 'x', at: '' }, { seq: '1', at: '1' }, { seq: '1e3' }]) {
      const liar = new Peer('ben');
      expect(await comeBack(second, liar, told)).toBe(CLOSE.epochChanged);
    }
    expect(await comeBack(second, ana)).toBe(CLOSE.epochChanged);
    expect(early.closed).toBeNull();
    expect(must(await second.store.head(DOCUMENT)).epoch).toBe(1);
  });
});

describe('the last row', () => {
  test('[E4] a window is told of it when it comes in, and after a while of those that followed, once for many', async () => {
    const world = await startWorld(SEATS, { limits: { tellRowMs: 30 }, seed: (doc) => typeLine(doc, 'FADE IN') });
    const [ana, ben] = [await new Peer('ana').connect(world), await new Peer('ben').connect(world)];
    await until(() => ben.toClient.length > 1, 'the room');
    await settle(world, ana, ben);
    expect(ben.row?.seq).toBe(1);
    for (let i = 0; i < 20; i++) typeLine(ana.doc, `line ${String(i)}`);
    const heard = new Set<number>();
    const listen = () => {
      while (ana.deliver('up') || ana.deliver('down') || ben.deliver('down'));
      if (ben.row) heard.add(ben.row.seq);
      return ben.row?.seq === 21;
    };
    await until(listen, 'the word of the last row');
    expect(heard.size).toBeLessThan(5);
    expect(await world.store.hasRow(DOCUMENT, 1, must(ben.row))).toBe(true);
  });

  test('[E4] what a window was not told yet it is told before it is sent away', async () => {
    const world = await startWorld(SEATS);
    const ana = await new Peer('ana').connect(world);
    await settle(world, ana);
    typeLine(ana.doc, 'the last word');
    await settle(world, ana);
    expect(ana.row).toBeNull();
    await world.server.drain();
    while (ana.deliver('down'));
    expect(ana.row?.seq).toBe(1);
  });
});
