import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { documentClients, documentUpdates, documents } from '../schema/index.ts';
import type { Append, Appended, LogRow } from './document-store.ts';

/** What speaks to the database: a connection's own handle, or that of a transaction. */
type Handle = Pick<Db, '$with' | 'with' | 'select'>;
type AppendStatement = ReturnType<typeof prepareAppend>;

/**
 * Appends to several documents at once; see DocumentStore. Without new client ids a commit is one statement and one
 * round trip. With any, the documents are locked first: whether an id has become somebody else's can only be read then.
 */
export function appender(db: Db): (batch: readonly Append[]) => Promise<Appended[]> {
  const prepared = prepareAppend(db);
  return async (batch) => {
    if (!batch.some(({ rows }) => rows.some(({ newClients }) => newClients.length > 0))) {
      return outcomes(batch, await insert(prepared, batch));
    }
    return db.transaction(async (tx) => {
      await lock(tx, batch);
      const taken = await clientsOfOthers(tx, batch);
      const ours = batch.filter(({ name }) => !taken.has(name));
      return outcomes(batch, ours.length > 0 ? await insert(prepareAppend(tx), ours) : new Map());
    });
  };
}

function outcomes(batch: readonly Append[], heads: ReadonlyMap<DocumentName, number>): Appended[] {
  return batch.map(({ name }) => {
    const head = heads.get(name);
    return head === undefined ? { kind: 'fenced' } : { kind: 'committed', seqFrom: head + 1 };
  });
}

// In the order of their names, so that two processes with the same documents never wait for each other.
async function lock(tx: Handle, batch: readonly Append[]): Promise<void> {
  const names = batch.map(({ name }) => name);
  await tx
    .select({ name: documents.name })
    .from(documents)
    .where(inArray(documents.name, names))
    .orderBy(asc(documents.name))
    .for('update');
}

/**
 * Documents in which a client id that is new here was given to somebody else by another process. Two people who write
 * under one id would diverge for ever with equal state vectors.
 */
async function clientsOfOthers(tx: Handle, batch: readonly Append[]): Promise<Set<DocumentName>> {
  const wanted = newClientsOf(batch);
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

function newClientsOf(batch: readonly Append[]) {
  return batch.flatMap(({ name, rows }) =>
    rows.flatMap(({ newClients, userId, sessionId }, i) =>
      newClients.map((clientId) => ({ name, clientId, userId, byServer: sessionId === 'server', place: i + 1 })),
    ),
  );
}

/** Gives the head that each document had before, for those that were as the append says; the others are left alone. */
function prepareAppend(db: Handle) {
  const asked = db.$with('asked', {}).as(sql`
    SELECT * FROM unnest(${list('names', 'text')}, ${list('epochs', 'int')}, ${list('fences', 'bigint')},
                         ${list('counts', 'int')}) AS asked (name, epoch, fence, count)`);
  // In the order of their names, as above.
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
  const bound = db.$with('bound', {}).as(sql`
    INSERT INTO ${documentClients} (document, client_id, user_id, by_server, seq)
    SELECT name, client_id, user_id, by_server = 1, before + place
    FROM unnest(${list('clientNames', 'text')}, ${list('clients', 'bigint')}, ${list('clientUsers', 'text')},
                ${list('clientsOfServer', 'int')}, ${list('clientPlaces', 'int')})
      AS client (name, client_id, user_id, by_server, place)
    JOIN raised USING (name) ON CONFLICT DO NOTHING`);
  return db
    .with(asked, locked, raised, inserted, bound)
    .select({ name: raised.name, before: raised.before })
    .from(raised)
    .prepare('append_to_documents');
}

function list(name: string, type: 'text' | 'int' | 'bigint') {
  return sql`${sql.placeholder(name)}::${sql.raw(type)}[]`;
}

async function insert(statement: AppendStatement, batch: readonly Append[]): Promise<Map<DocumentName, number>> {
  const rows = batch.flatMap(({ name, rows }) => rows.map((row, i) => ({ ...row, name, place: i + 1 })));
  const clients = newClientsOf(batch);
  const raised = await statement.execute({
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
    clients: clients.map(({ clientId }) => clientId),
    clientUsers: clients.map(({ userId }) => userId),
    // As numbers: postgres.js takes an array that begins with a boolean for one.
    clientsOfServer: clients.map(({ byServer }) => Number(byServer)),
    clientPlaces: clients.map(({ place }) => place),
  });
  return new Map(raised.map((row) => [row.name, row.before]));
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
