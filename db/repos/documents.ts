import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import { DamagedDocument } from '#shared/lib/damaged-document.ts';
import type { DocumentName, ProjectId } from '#shared/lib/ids.ts';
import type { RowMark } from '#shared/protocol/index.ts';
import type { Db } from '../client.ts';
import { preparedFor } from '../prepared.ts';
import { documentCheckpoints, documentClients, documentUpdates, documents } from '../schema/index.ts';
import { saveCheckpoint, startEpoch } from './document-checkpoints.ts';
import { appender, readLog } from './document-log.ts';
import type { DocumentHead, DocumentStore, LoadedDocument, NewDocument } from './document-store.ts';

/** Appends go by `first`, before what waits in `db`. */
export function createDocumentStore(db: Db, first: Db = db): DocumentStore {
  return {
    create: (document) => createDocument(db, document),
    head: async (name) => (await findHeads(db, [name])).get(name) ?? null,
    heads: (names) => findHeads(db, names),
    load: async (name, { claim } = { claim: false }) => {
      if (claim) await claimDocument(db, name);
      return loadDocument(db, name);
    },
    append: appender(first),
    saveCheckpoint: (checkpoint) => saveCheckpoint(db, checkpoint),
    startEpoch: (epoch) => startEpoch(db, epoch),
    hasRow: (name, epoch, row) => hasRow(db, name, epoch, row),
    log: (name, epoch, after, limit) => readLog(db, name, epoch, after, limit),
  };
}

function createDocument(db: Db, { name, project, schemaVersion, seed, by, at }: NewDocument) {
  return db.transaction(async (tx) => {
    const created = await tx
      .insert(documents)
      .values({ name, projectId: project, schemaVersion, headSeq: seed ? 1 : 0, createdAt: new Date(at) })
      .onConflictDoNothing()
      .returning({ epoch: documents.epoch });
    const [row] = created;
    if (!row) return 'exists';
    if (seed) {
      await tx.insert(documentUpdates).values({
        document: name,
        epoch: row.epoch,
        seq: 1,
        bytes: seed.bytes,
        userId: by,
        sessionId: 'server',
        at: new Date(at),
      });
      await tx
        .insert(documentClients)
        .values({ document: name, clientId: seed.clientId, userId: by, seq: 1, byServer: true });
    }
    return 'created';
  });
}

const headsQuery = preparedFor((db) =>
  db
    .select({
      name: documents.name,
      project: documents.projectId,
      epoch: documents.epoch,
      schemaVersion: documents.schemaVersion,
      seq: documents.headSeq,
      at: documentUpdates.at,
      fence: documents.fence,
    })
    .from(documents)
    .leftJoin(
      documentUpdates,
      and(
        eq(documentUpdates.document, documents.name),
        eq(documentUpdates.epoch, documents.epoch),
        eq(documentUpdates.seq, documents.headSeq),
      ),
    )
    .where(sql`${documents.name} = ANY(${sql.placeholder('names')}::text[])`)
    .prepare('heads_of_documents'),
);

async function findHeads(db: Db, names: readonly DocumentName[]): Promise<Map<DocumentName, DocumentHead>> {
  if (names.length === 0) return new Map();
  const rows = await headsQuery(db).execute({ names });
  return new Map(rows.map(({ name, at, ...head }) => [name, { ...head, at: at?.getTime() ?? null }]));
}

/** Every document, or those of one project, in the order of their names. */
export async function documentNames(db: Db, project: ProjectId | null = null): Promise<DocumentName[]> {
  const rows = await db
    .select({ name: documents.name })
    .from(documents)
    .where(project === null ? undefined : eq(documents.projectId, project))
    .orderBy(asc(documents.name));
  return rows.map((row) => row.name);
}

async function hasRow(db: Db, name: DocumentName, epoch: number, { seq, at }: RowMark): Promise<boolean> {
  const rows = await db
    .select({ seq: documentUpdates.seq })
    .from(documentUpdates)
    .where(
      and(
        ...[eq(documentUpdates.document, name), eq(documentUpdates.epoch, epoch)],
        ...[eq(documentUpdates.seq, seq), eq(documentUpdates.at, new Date(at))],
      ),
    );
  return rows.length > 0;
}

/** Documents of an older version become ones of this: windows that can't read what is written from now on stay out. */
export async function raiseSchemaVersions(db: Db, version: number): Promise<void> {
  await db.update(documents).set({ schemaVersion: version }).where(lt(documents.schemaVersion, version));
}

async function claimDocument(db: Db, name: DocumentName): Promise<void> {
  await db
    .update(documents)
    .set({ fence: sql`${documents.fence} + 1` })
    .where(eq(documents.name, name));
}

// The head is read first: every row up to it is committed by then, because seqs are given out under the row's lock.
async function loadDocument(db: Db, name: DocumentName): Promise<LoadedDocument | null> {
  const head = (await findHeads(db, [name])).get(name);
  if (!head) return null;
  const [checkpoint] = await db
    .select({
      seq: documentCheckpoints.seq,
      bytes: documentCheckpoints.bytes,
      sha256: documentCheckpoints.sha256,
    })
    .from(documentCheckpoints)
    .where(
      and(
        eq(documentCheckpoints.document, name),
        eq(documentCheckpoints.epoch, head.epoch),
        lte(documentCheckpoints.seq, head.seq),
      ),
    )
    .orderBy(desc(documentCheckpoints.seq))
    .limit(1);
  if (checkpoint && createHash('sha256').update(checkpoint.bytes).digest('hex') !== checkpoint.sha256) {
    throw new DamagedDocument(`The checkpoint ${String(checkpoint.seq)} of ${name} is not what was stored.`);
  }
  const updates = await db
    .select({ bytes: documentUpdates.bytes })
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.document, name),
        eq(documentUpdates.epoch, head.epoch),
        gt(documentUpdates.seq, checkpoint?.seq ?? 0),
        lte(documentUpdates.seq, head.seq),
      ),
    )
    .orderBy(asc(documentUpdates.seq));
  const expected = head.seq - (checkpoint?.seq ?? 0);
  if (updates.length !== expected) {
    throw new DamagedDocument(
      `The log of ${name} lacks rows: ${String(updates.length)} of ${String(expected)} are there.`,
    );
  }
  const clients = await db
    .select({
      clientId: documentClients.clientId,
      userId: documentClients.userId,
      byServer: documentClients.byServer,
    })
    .from(documentClients)
    .where(eq(documentClients.document, name));
  return {
    ...head,
    checkpoint: checkpoint ? { seq: checkpoint.seq, bytes: checkpoint.bytes } : null,
    updates: updates.map((row) => row.bytes),
    clients: new Map(clients.map((row) => [row.clientId, row.byServer ? 'server' : row.userId])),
  };
}
