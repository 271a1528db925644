import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createDocumentStore, type Db } from '#db/index.ts';
import { EDIT } from '#shared/collab/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { loadDocument } from '#server/sync/document.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import { DOCUMENT, PROJECT, Peer, settle, startWorld, typeLine, until, userId, type World } from './network.ts';
import { seedDatabase } from './seed-database.ts';

const SKETCH = `${DOCUMENT}/sketch/panel00000000001` as typeof DOCUMENT;

/** What a disk, or a hand in the database, may do to what is stored. `place` is what the server's log says of it. */
const damages: Record<string, { readonly how: (db: Db) => Promise<unknown>; readonly place: RegExp }> = {
  'a row that was cut off': {
    how: (db) => db.execute(sql`UPDATE document_updates SET bytes = substring(bytes FOR 9) WHERE seq = 12`),
    place: /The row 12 of .* can’t be read/,
  },
  'a row of which bytes were flipped': {
    how: (db) => db.execute(sql`UPDATE document_updates SET bytes = set_byte(bytes, 1, 255) WHERE seq = 12`),
    place: /The row 12 of .* can’t be read|The log of .* has a gap/,
  },
  'a row that is not there': {
    how: (db) => db.execute(sql`DELETE FROM document_updates WHERE seq = 12`),
    place: /lacks rows/,
  },
  'a checkpoint of which a bit was flipped': {
    how: (db) =>
      db.execute(
        sql`UPDATE document_checkpoints SET bytes = set_byte(bytes, length(bytes) / 2, 1 # get_byte(bytes, length(bytes) / 2))`,
      ),
    place: /The checkpoint 10 of .* is not what was stored/,
  },
};

/** A document with a checkpoint at row 10 and four rows behind it, and another document beside; nobody has it open. */
async function store(db: Db): Promise<void> {
  const documents = createDocumentStore(db);
  const world = await startWorld({ ana: 'writer' }, { store: documents, limits: { checkpointRows: 10 } });
  await world.server.documents.create(SKETCH, PROJECT, userId('ana'), () => undefined);
  const ana = await new Peer('ana').connect(world);
  for (let row = 1; row <= 14; row++) {
    typeLine(ana.doc, `line ${String(row)}`);
    await settle(world, ana);
    // It is written beside the room, and holds what is committed when it reads.
    if (row === 10)
      await expect.poll(async () => (await documents.load(DOCUMENT))?.checkpoint?.seq, { timeout: 20_000 }).toBe(10);
  }
  await until(() => ana.acked === ana.sentWrites, 'everything to be durable');
  ana.forget();
  await world.server.drain();
}

async function rows(db: Db): Promise<unknown> {
  const read = (table: 'document_updates' | 'document_checkpoints') =>
    db.execute(
      sql`SELECT seq, md5(bytes) AS hash FROM ${sql.identifier(table)} WHERE document = ${DOCUMENT} ORDER BY seq`,
    );
  return JSON.stringify([await read('document_updates'), await read('document_checkpoints')]);
}

async function knock(world: World): Promise<Peer> {
  const ana = await new Peer('ana').connect(world);
  await until(() => ana.closed !== null, 'a word of the server');
  return ana;
}

onEachDatabase('a damaged document', (open) => {
  for (const [what, { how, place }] of Object.entries(damages)) {
    test(`[S4] ${what}: it does not open, says so, is left as it is, and the others go on`, async () => {
      const { db } = await open();
      await seedDatabase(db, ['ana']);
      await store(db);
      await how(db);
      const before = await rows(db);
      const world = await startWorld({ ana: 'writer' }, { store: createDocumentStore(db), seed: null });
      const ana = await knock(world);
      expect([ana.closed, ana.toClient]).toEqual([CLOSE.damaged, []]);
      typeLine(ana.doc, 'typed meanwhile');
      await expect(world.server.documents.read(DOCUMENT)).rejects.toThrow(/damaged/);
      const edit = world.server.documents.edit(DOCUMENT, userId('ana'), EDIT, (doc) => typeLine(doc, 'x'));
      await expect(edit).rejects.toThrow(/damaged/);
      await world.server.documents.edit(SKETCH, userId('ana'), EDIT, (doc) => doc.getMap('strokes').set('a', 1));
      await world.server.drain();
      expect(await rows(db)).toBe(before);
      expect(world.errors.join()).toContain('document could not be loaded');
      await expect(loadDocument(createDocumentStore(db), DOCUMENT)).rejects.toThrow(place);
    });
  }
});
