import { expect, test } from 'vitest';
import { createDocumentStore } from '#db/index.ts';
import { EDIT } from '#shared/collab/index.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import {
  DOCUMENT,
  PROJECT,
  Peer,
  contentOf,
  durable,
  setPanel,
  settle,
  startWorld,
  until,
  typeLine,
  userId,
} from './network.ts';
import { seedDatabase } from './seed-database.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director' } as const;

onEachDatabase('the sync engine', (open) => {
  test('[W1] [W2] [S1] edits of several windows and of the server are durable, row by row, and outlive the process', async () => {
    const { db } = await open();
    await seedDatabase(db, Object.keys(SEATS));
    const limits = { checkpointRows: 20 };
    const first = await startWorld(SEATS, {
      store: createDocumentStore(db),
      limits,
      seed: (doc) => typeLine(doc, 'FADE IN'),
    });
    const peers = [new Peer('ana'), new Peer('ben'), new Peer('dee')];
    for (const peer of peers) await peer.connect(first);
    await settle(first, ...peers);
    for (let round = 0; round < 15; round++) {
      typeLine(peers[0]!.doc, `ana ${String(round)}`);
      typeLine(peers[1]!.doc, `ben ${String(round)}`);
      setPanel(peers[2]!.doc, `p${String(round % 4)}`, `caption ${String(round)}`);
      await settle(first, ...peers);
    }
    await first.server.documents.edit(DOCUMENT, userId('dee'), EDIT, (doc) => setPanel(doc, 'p0', 'picture'));
    await settle(first, ...peers);
    for (const peer of peers) expect(peer.acked).toBe(peer.sentWrites);
    const expected = contentOf(peers[0]!.doc);
    await first.server.drain();

    const second = await startWorld(SEATS, { store: createDocumentStore(db) });
    const late = await new Peer('ben').connect(second);
    await until(() => late.toClient.length > 0, 'the room to be loaded');
    await settle(second, late);
    expect(contentOf(late.doc)).toEqual(expected);
    expect(contentOf(await durable(second))).toEqual(expected);
    const log = await createDocumentStore(db).log(DOCUMENT, 1, 0, 1000);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 1 + 45 + 1 }, (_, i) => i + 1));
    expect((await createDocumentStore(db).load(DOCUMENT))!.checkpoint).not.toBeNull();
    await second.server.drain();
    expect([...first.errors, ...second.errors]).toEqual([]);
  });

  test('[J3] a document whose rows the database refuses does not hold up the others', async () => {
    const { db } = await open();
    await seedDatabase(db, Object.keys(SEATS));
    const world = await startWorld(SEATS, { store: createDocumentStore(db) });
    const sketch = `${DOCUMENT}/sketch/panel00000000001` as typeof DOCUMENT;
    await world.server.documents.create(sketch, PROJECT, userId('ana'), () => undefined);
    const nobody = world.server.documents.edit(sketch, userId('nobody'), EDIT, (doc) =>
      doc.getMap('strokes').set('a', 1),
    );
    nobody.catch(() => undefined);
    const ana = await new Peer('ana').connect(world);
    for (let i = 0; i < 10; i++) {
      typeLine(ana.doc, `line ${String(i)}`);
      while (ana.deliver('up'));
    }
    await expect
      .poll(() => {
        while (ana.deliver('down') || ana.deliver('up'));
        return ana.acked > 0 && ana.acked === ana.sentWrites;
      })
      .toBe(true);
    expect(world.server.stats().journal.failing).toBe(1);
  });
});
