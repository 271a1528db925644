import { and, asc, desc, eq, gt, lte, notInArray, sql } from 'drizzle-orm';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { documentCheckpoints, documentClients, documentUpdates, documents } from '../schema/index.ts';

/** What must be known about a document before a byte of it is sent. */
export interface DocumentHead {
  readonly project: ProjectId;
  readonly epoch: number;
  readonly schemaVersion: number;
  /** Seq of the last committed row; 0 for a document without rows. */
  readonly seq: number;
  /** Raised when ownership of the document moves: writes that name an older one are refused. */
  readonly fence: number;
}

/** The durable document: a checkpoint, the log rows after it, and which user each Yjs client id belongs to. */
export interface LoadedDocument extends DocumentHead {
  readonly checkpoint: { readonly seq: number; readonly bytes: Uint8Array } | null;
  /** V1 updates in the order of their seq. */
  readonly updates: readonly Uint8Array[];
  readonly clients: ReadonlyMap<number, UserId>;
}

export interface NewDocument {
  readonly name: DocumentName;
  readonly project: ProjectId;
  readonly schemaVersion: number;
  /** The first row of the log, or null for an empty document. */
  readonly seed: { readonly bytes: Uint8Array; readonly clientId: number } | null;
  readonly by: UserId;
  readonly at: number;
}

export interface NewRow {
  readonly bytes: Uint8Array;
  readonly userId: UserId;
  /** Hash of the session, or `server`. */
  readonly sessionId: string;
  readonly at: number;
  /** Client ids that this row uses for the first time; they belong to its user from now on. */
  readonly newClients: readonly number[];
}

/** Rows of one document, in order. */
export interface Append {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly fence: number;
  readonly rows: readonly NewRow[];
}

/** The seq of an append's first row, or `fenced`: the document is gone, in another epoch, or owned by somebody else. */
export type Appended = { readonly kind: 'committed'; readonly seqFrom: number } | { readonly kind: 'fenced' };

export interface NewCheckpoint {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly at: number;
}

export interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly userId: UserId;
  readonly sessionId: string;
  readonly at: number;
}

/** Where documents are durable. Every method that writes has committed when it resolves. */
export interface DocumentStore {
  /** Resolves `exists` when the name is taken. */
  create(document: NewDocument): Promise<'created' | 'exists'>;
  head(name: DocumentName): Promise<DocumentHead | null>;
  load(name: DocumentName): Promise<LoadedDocument | null>;
  /** One transaction for the whole batch; every document at most once in it. Answers in the batch's order. */
  append(batch: readonly Append[]): Promise<Appended[]>;
  /** Keeps the newest two of the epoch. Log rows stay: they are the history. */
  saveCheckpoint(checkpoint: NewCheckpoint): Promise<void>;
  /** Rows after `after`, at most `limit`, in order. */
  log(name: DocumentName, epoch: number, after: number, limit: number): Promise<LogRow[]>;
}

const KEPT_CHECKPOINTS = 2;

export function createDocumentStore(db: Db): DocumentStore {
  const append = prepareAppend(db);
  return {
    create: (document) => createDocument(db, document),
    head: (name) => findHead(db, name),
    load: (name) => loadDocument(db, name),
    append: (batch) => appendRows(append, batch),
    saveCheckpoint: (checkpoint) => saveCheckpoint(db, checkpoint),
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
      await tx.insert(documentClients).values({ document: name, clientId: seed.clientId, userId: by });
    }
    return 'created';
  });
}

async function findHead(db: Db, name: DocumentName): Promise<DocumentHead | null> {
  const [row] = await db
    .select({
      project: documents.projectId,
      epoch: documents.epoch,
      schemaVersion: documents.schemaVersion,
      seq: documents.headSeq,
      fence: documents.fence,
    })
    .from(documents)
    .where(eq(documents.name, name));
  return row ?? null;
}

// The head is read first: every row up to it is committed by then, because seqs are given out under the row's lock.
async function loadDocument(db: Db, name: DocumentName): Promise<LoadedDocument | null> {
  const head = await findHead(db, name);
  if (!head) return null;
  const [checkpoint] = await db
    .select({ seq: documentCheckpoints.seq, bytes: documentCheckpoints.bytes })
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
  const clients = await db
    .select({ clientId: documentClients.clientId, userId: documentClients.userId })
    .from(documentClients)
    .where(eq(documentClients.document, name));
  return {
    ...head,
    checkpoint: checkpoint ?? null,
    updates: updates.map((row) => row.bytes),
    clients: new Map(clients.map((row) => [row.clientId, row.userId])),
  };
}

/**
 * The whole batch in one statement, which the connection prepares once: a commit takes one round trip, and its text is
 * not put together anew for every batch.
 */
function prepareAppend(db: Db) {
  const asked = db.$with('asked', {}).as(sql`
    SELECT * FROM unnest(${list('names', 'text')}, ${list('epochs', 'int')}, ${list('fences', 'bigint')},
                         ${list('counts', 'int')}) AS asked (name, epoch, fence, count)`);
  // Locked in the order of their names, so that two processes with the same documents never wait for each other.
  const locked = db.$with('locked', {}).as(sql`
    SELECT name, epoch, head_seq, count FROM ${documents} JOIN asked USING (name, epoch, fence)
    ORDER BY name FOR UPDATE OF ${documents}`);
  const taken = { name: sql<DocumentName>`name`.as('name'), before: sql`before`.mapWith(Number).as('before') };
  const raised = db.$with('raised', taken).as(sql`
    UPDATE ${documents} SET head_seq = locked.head_seq + locked.count FROM locked
    WHERE ${documents}.name = locked.name
    RETURNING ${documents}.name, ${documents}.epoch, locked.head_seq AS before`);
  const inserted = db.$with('inserted', {}).as(sql`
    INSERT INTO ${documentUpdates} (document, epoch, seq, bytes, user_id, session_id, at)
    SELECT name, epoch, before + place, decode(hex, 'hex'), user_id, session_id, to_timestamp(at / 1000.0)
    FROM unnest(${list('rowNames', 'text')}, ${list('places', 'int')}, ${list('hexes', 'text')},
                ${list('users', 'text')}, ${list('sessions', 'text')}, ${list('times', 'bigint')})
      AS row (name, place, hex, user_id, session_id, at)
    JOIN raised USING (name)`);
  const claimed = db.$with('claimed', {}).as(sql`
    INSERT INTO ${documentClients} (document, client_id, user_id)
    SELECT name, client_id, user_id
    FROM unnest(${list('clientNames', 'text')}, ${list('clients', 'bigint')}, ${list('clientUsers', 'text')})
      AS client (name, client_id, user_id)
    JOIN raised USING (name) ON CONFLICT DO NOTHING`);
  return db
    .with(asked, locked, raised, inserted, claimed)
    .select({ name: raised.name, before: raised.before })
    .from(raised)
    .prepare('append_to_documents');
}

function list(name: string, type: 'text' | 'int' | 'bigint') {
  return sql`${sql.placeholder(name)}::${sql.raw(type)}[]`;
}

async function appendRows(prepared: ReturnType<typeof prepareAppend>, batch: readonly Append[]): Promise<Appended[]> {
  const rows = batch.flatMap(({ name, rows }) => rows.map((row, i) => ({ ...row, name, place: i + 1 })));
  const clients = rows.flatMap(({ name, userId, newClients }) =>
    newClients.map((client) => ({ name, client, userId })),
  );
  const raised = await prepared.execute({
    names: batch.map(({ name }) => name),
    epochs: batch.map(({ epoch }) => epoch),
    fences: batch.map(({ fence }) => fence),
    counts: batch.map((append) => append.rows.length),
    rowNames: rows.map(({ name }) => name),
    places: rows.map(({ place }) => place),
    hexes: rows.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')),
    users: rows.map(({ userId }) => userId),
    sessions: rows.map(({ sessionId }) => sessionId),
    times: rows.map(({ at }) => at),
    clientNames: clients.map(({ name }) => name),
    clients: clients.map(({ client }) => client),
    clientUsers: clients.map(({ userId }) => userId),
  });
  const before = new Map(raised.map((row) => [row.name, row.before]));
  return batch.map(({ name }) => {
    const seq = before.get(name);
    return seq === undefined ? { kind: 'fenced' } : { kind: 'committed', seqFrom: seq + 1 };
  });
}

function saveCheckpoint(db: Db, { name, epoch, seq, bytes, sha256, at }: NewCheckpoint): Promise<void> {
  return db.transaction(async (tx) => {
    await tx
      .insert(documentCheckpoints)
      .values({ document: name, epoch, seq, bytes, sha256, at: new Date(at) })
      .onConflictDoNothing();
    const ofEpoch = and(eq(documentCheckpoints.document, name), eq(documentCheckpoints.epoch, epoch));
    const kept = await tx
      .select({ seq: documentCheckpoints.seq })
      .from(documentCheckpoints)
      .where(ofEpoch)
      .orderBy(desc(documentCheckpoints.seq))
      .limit(KEPT_CHECKPOINTS);
    const seqs = kept.map((row) => row.seq);
    await tx.delete(documentCheckpoints).where(and(ofEpoch, notInArray(documentCheckpoints.seq, seqs)));
  });
}

async function readLog(db: Db, name: DocumentName, epoch: number, after: number, limit: number): Promise<LogRow[]> {
  const rows = await db
    .select({
      seq: documentUpdates.seq,
      bytes: documentUpdates.bytes,
      userId: documentUpdates.userId,
      sessionId: documentUpdates.sessionId,
      at: documentUpdates.at,
    })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.document, name), eq(documentUpdates.epoch, epoch), gt(documentUpdates.seq, after)))
    .orderBy(asc(documentUpdates.seq))
    .limit(limit);
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
