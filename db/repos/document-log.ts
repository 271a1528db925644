import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { documentClients, documentUpdates, documents } from '../schema/index.ts';
import type { Append, Appended, LogRow, NewRow } from './document-store.ts';

type Tx = Pick<Db, 'select' | 'insert' | 'execute'>;

/** An append that found its document as it was said to be, and the seq of its first row. */
interface Accepted extends Append {
  readonly seqFrom: number;
}

/** Appends to several documents in one transaction; see DocumentStore. */
export function appendRows(db: Db, batch: readonly Append[]): Promise<Appended[]> {
  return db.transaction(async (tx) => {
    const ours = await lockOurs(tx, batch);
    const taken = await clientsOfOthers(tx, ours);
    const accepted = ours.filter(({ name }) => !taken.has(name));
    if (accepted.length > 0) {
      await raiseHeads(tx, accepted);
      await insertRows(tx, accepted);
    }
    const seqs = new Map(accepted.map(({ name, seqFrom }) => [name, seqFrom]));
    return batch.map(({ name }): Appended => {
      const seqFrom = seqs.get(name);
      return seqFrom === undefined ? { kind: 'fenced' } : { kind: 'committed', seqFrom };
    });
  });
}

// Locked in the order of their names, so that two processes with the same documents never wait for each other.
async function lockOurs(tx: Tx, batch: readonly Append[]): Promise<Accepted[]> {
  const locked = await tx
    .select({ name: documents.name, epoch: documents.epoch, fence: documents.fence, head: documents.headSeq })
    .from(documents)
    .where(
      inArray(
        documents.name,
        batch.map((append) => append.name),
      ),
    )
    .orderBy(asc(documents.name))
    .for('update');
  const heads = new Map(locked.map((row) => [row.name, row]));
  return batch.flatMap((append) => {
    const row = heads.get(append.name);
    const ours = row?.epoch === append.epoch && row.fence === append.fence;
    return ours ? [{ ...append, seqFrom: row.head + 1 }] : [];
  });
}

/**
 * Documents in which a client id that is new here was given to somebody else by another process. Two people who write
 * under one id would diverge for ever with equal state vectors. Read under the documents' locks, so nobody comes between.
 */
async function clientsOfOthers(tx: Tx, appends: readonly Accepted[]): Promise<Set<DocumentName>> {
  const wanted = appends.flatMap(({ name, rows }) =>
    rows.flatMap((row) => row.newClients.map((clientId) => ({ name, clientId, ...ownerOf(row) }))),
  );
  if (wanted.length === 0) return new Set();
  const pairs = wanted.map(({ name, clientId }) => sql`(${name}, ${clientId}::bigint)`);
  const bound = await tx
    .select({
      name: documentClients.document,
      clientId: documentClients.clientId,
      userId: documentClients.userId,
      byServer: documentClients.byServer,
    })
    .from(documentClients)
    .where(sql`(${documentClients.document}, ${documentClients.clientId}) IN (${sql.join(pairs, sql`, `)})`);
  const owners = new Map(bound.map((row) => [`${row.name} ${row.clientId}`, row]));
  const taken = wanted.filter(({ name, clientId, userId, byServer }) => {
    const owner = owners.get(`${name} ${clientId}`);
    return owner !== undefined && (owner.userId !== userId || owner.byServer !== byServer);
  });
  return new Set(taken.map(({ name }) => name));
}

function ownerOf({ userId, sessionId }: Pick<NewRow, 'userId' | 'sessionId'>) {
  return { userId, byServer: sessionId === 'server' };
}

async function raiseHeads(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const values = accepted.map(({ name, seqFrom, rows }) => sql`(${name}, ${seqFrom + rows.length - 1}::bigint)`);
  await tx.execute(sql`
    UPDATE ${documents} SET head_seq = raised.seq
    FROM (VALUES ${sql.join(values, sql`, `)}) AS raised (name, seq)
    WHERE ${documents}.name = raised.name`);
}

async function insertRows(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const rows = accepted.flatMap(({ name, epoch, seqFrom, rows }) =>
    rows.map((row, i) => ({ ...row, at: new Date(row.at), document: name, epoch, seq: seqFrom + i })),
  );
  await tx.insert(documentUpdates).values(rows.map(({ newClients: _, ...row }) => row));
  const clients = rows.flatMap(({ document, seq, newClients, ...row }) =>
    newClients.map((clientId) => ({ document, clientId, seq, ...ownerOf(row) })),
  );
  if (clients.length > 0) await tx.insert(documentClients).values(clients).onConflictDoNothing();
}

export async function readLog(
  db: Db,
  name: DocumentName,
  epoch: number,
  after: number,
  limit: number,
): Promise<LogRow[]> {
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
  const clients = rows.length === 0 ? [] : await clientsSince(db, name, after);
  return rows.map((row) => ({
    ...row,
    at: row.at.getTime(),
    newClients: clients.filter(({ seq }) => seq === row.seq).map(({ clientId }) => clientId),
  }));
}

function clientsSince(db: Db, name: DocumentName, after: number) {
  return db
    .select({ clientId: documentClients.clientId, seq: documentClients.seq })
    .from(documentClients)
    .where(and(eq(documentClients.document, name), gt(documentClients.seq, after)));
}
