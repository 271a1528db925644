import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { documentCheckpoints, documentUpdates, projects, users, workspaces } from '#db/schema/index.ts';
import {
  createDocumentStore,
  findRevisionState,
  insertRevision,
  keepHistory,
  projectsOf,
  raiseSchemaVersions,
  type Database,
  type Db,
} from '#db/index.ts';
import type { DocumentName, ProjectId, RevisionId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { checkpointOf } from '#tests/builders/checkpoint-of.ts';
import { documentStoreContract } from '#tests/contract/document-store.contract.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

const PROJECT = 'project000000001' as ProjectId;
const USERS = ['user000000000001', 'user000000000002'] as const as readonly [UserId, UserId];
const AT = new Date('2026-01-01T00:00:00Z');
const NONE = { added: 0, removed: 0, changed: 0 };

async function seed(db: Db): Promise<void> {
  await db
    .insert(users)
    .values(USERS.map((id) => ({ id, email: `${id}@example.org`, name: id, passwordHash: '-', createdAt: AT })));
  const workspaceId = 'workspace0000001' as WorkspaceId;
  await db.insert(workspaces).values({ id: workspaceId, name: 'W', createdAt: AT });
  await db.insert(projects).values({ id: PROJECT, workspaceId, title: 'P', createdBy: USERS[0], createdAt: AT });
}

/** A project's document without a row. */
async function withDocument({ db }: Pick<Database, 'db'>) {
  await seed(db);
  const store = createDocumentStore(db);
  const name = PROJECT as string as DocumentName;
  await store.create({ name, project: PROJECT, schemaVersion: 1, seed: null, by: USERS[0], at: 0 });
  return { db, store, name };
}

onEachDatabase('the document store', (open) => {
  documentStoreContract('keeps its contract', async () => {
    const { db } = await open();
    await seed(db);
    return { store: createDocumentStore(db), project: PROJECT, users: USERS };
  });

  test('a failing batch leaves nothing behind', async () => {
    const { store, name } = await withDocument(await open());
    const row = { bytes: new Uint8Array([1]), sessionId: 's', at: 0, newClients: [] };
    const rows = [
      { ...row, userId: USERS[0] },
      { ...row, userId: 'nobody0000000000' as UserId },
    ];
    await expect(store.append([{ name, epoch: 1, fence: 0, rows }])).rejects.toThrow();
    expect(await store.log(name, 1, 0, 10)).toEqual([]);
    expect((await store.head(name))!.seq).toBe(0);
  });

  test('[H4] documents of an older version are raised to a newer program’s, and never lowered', async () => {
    const { db, store, name } = await withDocument(await open());
    const version = async () => (await store.head(name))!.schemaVersion;
    await raiseSchemaVersions(db, 3);
    expect(await version()).toBe(3);
    await raiseSchemaVersions(db, 2);
    expect(await version()).toBe(3);
  });

  test('[J4] two writers of one document never give out a seq twice', async () => {
    const { store, name } = await withDocument(await open());
    const row = { bytes: new Uint8Array([1]), userId: USERS[0], sessionId: 's', at: 0, newClients: [] };
    const batches = Array.from({ length: 20 }, () => store.append([{ name, epoch: 1, fence: 0, rows: [row, row] }]));
    const firsts = (await Promise.all(batches)).map(([result]) => (result?.kind === 'committed' ? result.seqFrom : 0));
    expect(firsts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i + 1));
  });

  test('[S1] what a later epoch began with is kept beside its newest two checkpoints', async () => {
    const { db, store, name } = await withDocument(await open());
    const state = { name, epoch: 2, ...checkpointOf(new Uint8Array([1])), at: 0 };
    await store.startEpoch({ ...state, after: 1, seq: 0 });
    for (const seq of [1, 2, 3, 4]) await store.saveCheckpoint({ ...state, seq });
    const kept = await db.select({ seq: documentCheckpoints.seq }).from(documentCheckpoints);
    expect(kept.map(({ seq }) => seq).sort()).toEqual([0, 3, 4]);
  });

  test('[S2] rows go when both checkpoints hold them and they are older than the project keeps; what is left loads the same', async () => {
    const { db, store, name } = await withDocument(await open());
    const days = (count: number) => AT.getTime() + count * 86_400_000;
    for (const at of [0, 1, 2, 40, 41].map(days)) {
      const row = { bytes: new Uint8Array([1]), userId: USERS[0], sessionId: 's', at, newClients: [] };
      await store.append([{ name, epoch: 1, fence: 0, rows: [row] }]);
    }
    const checkpoint = { name, epoch: 1, ...checkpointOf(new Uint8Array([1])), at: days(41) };
    const seqs = async () => (await store.log(name, 1, 0, 10)).map(({ seq }) => seq);
    await store.saveCheckpoint({ ...checkpoint, seq: 1 });
    await store.saveCheckpoint({ ...checkpoint, seq: 4 });
    expect(await seqs()).toEqual([1, 2, 3, 4, 5]);
    await keepHistory(db, PROJECT, 30);
    await store.saveCheckpoint({ ...checkpoint, seq: 2 });
    expect(await seqs()).toEqual([3, 4, 5]);
    await store.saveCheckpoint({ ...checkpoint, seq: 5 });
    expect(await seqs()).toEqual([4, 5]);
    expect((await store.load(name))!.updates).toEqual([]);
    expect(await store.hasRow(name, 1, { seq: 5, at: days(41) })).toBe(true);
  });

  test('[L2] a log with a hole in it is not taken for a document', async () => {
    const { db, store, name } = await withDocument(await open());
    const row = { bytes: new Uint8Array([1]), userId: USERS[0], sessionId: 's', at: 0, newClients: [] };
    await store.append([{ name, epoch: 1, fence: 0, rows: [row, row, row] }]);
    await db.delete(documentUpdates).where(eq(documentUpdates.seq, 2));
    await expect(store.load(name)).rejects.toThrow('lacks rows: 2 of 3');
  });

  test('[E1] named revisions come along into the new epoch, and the last change of the film is still its last change', async () => {
    const { db, store, name } = await withDocument(await open());
    const row = { bytes: new Uint8Array([1]), userId: USERS[0], sessionId: 's', at: AT.getTime(), newClients: [] };
    await store.append([{ name, epoch: 1, fence: 0, rows: [row] }]);
    const id = 'revision00000001' as RevisionId;
    await insertRevision(db, {
      ...{ id, projectId: PROJECT, document: name, epoch: 1, seq: 1, name: 'One', authorId: USERS[0], createdAt: AT },
      ...{ counts: { scenes: NONE, panels: NONE, pages: 0 }, state: new Uint8Array([7]) },
    });
    const state = { name, after: 1, epoch: 2, seq: 1, ...checkpointOf(new Uint8Array([1])), at: 0 };
    await store.startEpoch(state);
    expect(await findRevisionState(db, { document: name, epoch: 2, seq: 1 })).toEqual(new Uint8Array([7]));
    const [listed] = await projectsOf(db, 'workspace0000001' as WorkspaceId);
    expect(listed!.changedAt).toEqual(AT);
  });
});
