import { sql } from 'drizzle-orm';
import { createDocumentStore, type Db } from '#db/index.ts';
import {
  documentCheckpoints,
  documentClients,
  documentUpdates,
  documents,
  members,
  projects,
  sessions,
  users,
  workspaces,
} from '#db/schema/index.ts';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { hashSecret } from '#server/auth/index.ts';
import { system } from '#server/config/index.ts';
import { writeCheckpoint } from '#server/sync/checkpoint.ts';
import { inlineCompactor } from '#tests/builders/inline-compactor.ts';
import { typeScript } from './content.ts';

/* The people and the films of the benchmark, as rows of our database. */

const WORKSPACE = 'workspace0000000' as WorkspaceId;
const BATCH = 500;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Writers of one workspace, signed in. Answers with their Cookie headers. */
export async function makePeople(db: Db, count: number): Promise<string[]> {
  const at = new Date();
  const people = Array.from({ length: count }, (_, i) => ({ id: person(i), secret: `secret-of-${String(i)}` }));
  const rows = people.map(({ id }) => ({ id, email: id, name: `Person ${id}`, passwordHash: '-', createdAt: at }));
  for (const some of batches(rows)) await db.insert(users).values(some).onConflictDoNothing();
  await db.insert(workspaces).values({ id: WORKSPACE, name: 'W', createdAt: at }).onConflictDoNothing();
  const seats = people.map(({ id }) => ({ workspaceId: WORKSPACE, userId: id, role: 'writer' as const, joinedAt: at }));
  for (const some of batches(seats)) await db.insert(members).values(some).onConflictDoNothing();
  const expiresAt = new Date(at.getTime() + YEAR_MS);
  const open = people.map(({ id, secret }) => ({ id: hashSecret(secret), userId: id, expiresAt, createdAt: at }));
  for (const some of batches(open)) await db.insert(sessions).values(some).onConflictDoNothing();
  return people.map(({ secret }) => `beatboard=${secret}`);
}

/** New films with this content, or empty. Answers with their documents' names. */
export async function makeDocuments(
  db: Db,
  { count, content }: { count: number; content: { update: Uint8Array; clientId: number } | null },
): Promise<DocumentName[]> {
  const at = new Date();
  const by = person(0);
  const first = await db.$count(projects);
  const names = Array.from({ length: count }, (_, i) => `film${String(first + i).padStart(12, '0')}`) as DocumentName[];
  const films = names.map((name) => ({
    ...{ id: name as string as ProjectId, workspaceId: WORKSPACE },
    ...{ title: name, createdBy: by, createdAt: at },
  }));
  const heads = names.map((name) => ({
    ...{ name, projectId: name as string as ProjectId, schemaVersion: SCHEMA_VERSION },
    ...{ headSeq: content ? 1 : 0, createdAt: at },
  }));
  for (const some of batches(films)) await db.insert(projects).values(some);
  for (const some of batches(heads)) await db.insert(documents).values(some);
  if (!content) return names;
  for (const document of names) {
    await db.insert(documentUpdates).values(row(document, 1, content.update));
    await db.insert(documentClients).values({ document, clientId: content.clientId, userId: by });
  }
  return names;
}

/**
 * Films whose script was typed in `edits` edits, which are all in the log. The last checkpoint is `sinceCheckpoint` edits
 * old; null for none at all.
 */
export async function makeTypedScript(
  db: Db,
  wanted: { pages: number; edits: number; sinceCheckpoint: number | null; copies: number; seed: number },
): Promise<DocumentName[]> {
  const { updates, clients } = typeScript(wanted.pages, wanted.edits, wanted.seed);
  const names = await makeDocuments(db, { count: wanted.copies, content: null });
  const first = must(names[0]);
  await db
    .insert(documentClients)
    .values(clients.map((clientId) => ({ document: first, clientId, userId: person(0) })));
  const rows = updates.map((update, i) => row(first, i + 1, update));
  const early = wanted.sinceCheckpoint === null ? 0 : rows.length - wanted.sinceCheckpoint;
  await append(db, first, rows.slice(0, early));
  if (early > 0)
    await writeCheckpoint({ store: createDocumentStore(db), compactor: inlineCompactor, clock: system.clock }, first);
  await append(db, first, rows.slice(early));
  for (const name of names.slice(1)) await copyDocument(db, first, name);
  return names;
}

async function append(db: Db, name: DocumentName, rows: ReturnType<typeof row>[]): Promise<void> {
  for (const some of batches(rows)) await db.insert(documentUpdates).values(some);
  const last = rows.at(-1);
  if (last) await db.execute(sql`UPDATE ${documents} SET head_seq = ${last.seq} WHERE name = ${name}`);
}

async function copyDocument(db: Db, from: DocumentName, to: DocumentName): Promise<void> {
  await db.execute(sql`
    INSERT INTO ${documentUpdates} (document, epoch, seq, bytes, user_id, session_id, at)
    SELECT ${to}, epoch, seq, bytes, user_id, session_id, at FROM ${documentUpdates} WHERE document = ${from}`);
  await db.execute(sql`
    INSERT INTO ${documentCheckpoints} (document, epoch, seq, bytes, sha256, at)
    SELECT ${to}, epoch, seq, bytes, sha256, at FROM ${documentCheckpoints} WHERE document = ${from}`);
  await db.execute(sql`
    INSERT INTO ${documentClients} (document, client_id, user_id)
    SELECT ${to}, client_id, user_id FROM ${documentClients} WHERE document = ${from}`);
  await db.execute(sql`
    UPDATE ${documents} SET head_seq = (SELECT head_seq FROM ${documents} WHERE name = ${from}) WHERE name = ${to}`);
}

function row(document: DocumentName, seq: number, bytes: Uint8Array) {
  return { document, epoch: 1, seq, bytes, userId: person(0), sessionId: 'session', at: new Date() };
}

function person(i: number): UserId {
  return `person${String(i).padStart(10, '0')}` as UserId;
}

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += BATCH) yield rows.slice(i, i + BATCH);
}
