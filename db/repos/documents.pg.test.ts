import { expect, test } from 'vitest';
import { projects, users, workspaces } from '#db/schema/index.ts';
import { createDocumentStore, type Db } from '#db/index.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { documentStoreContract } from '#tests/contract/document-store.contract.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

const PROJECT = 'project000000001' as ProjectId;
const USERS = ['user000000000001', 'user000000000002'] as const as readonly [UserId, UserId];
const AT = new Date('2026-01-01T00:00:00Z');

async function seed(db: Db): Promise<void> {
  await db
    .insert(users)
    .values(USERS.map((id) => ({ id, email: `${id}@example.org`, name: id, passwordHash: '-', createdAt: AT })));
  const workspaceId = 'workspace0000001' as WorkspaceId;
  await db.insert(workspaces).values({ id: workspaceId, name: 'W', createdAt: AT });
  await db.insert(projects).values({ id: PROJECT, workspaceId, title: 'P', createdBy: USERS[0], createdAt: AT });
}

onEachDatabase('the document store', (open) => {
  documentStoreContract('keeps its contract', async () => {
    const { db } = await open();
    await seed(db);
    return { store: createDocumentStore(db), project: PROJECT, users: USERS };
  });

  test('a failing batch leaves nothing behind', async () => {
    const { db } = await open();
    await seed(db);
    const store = createDocumentStore(db);
    const name = PROJECT as string as DocumentName;
    await store.create({ name, project: PROJECT, schemaVersion: 1, seed: null, by: USERS[0], at: 0 });
    const row = { bytes: new Uint8Array([1]), sessionId: 's', at: 0, newClients: [] };
    const rows = [
      { ...row, userId: USERS[0] },
      { ...row, userId: 'nobody0000000000' as UserId },
    ];
    await expect(store.append([{ name, epoch: 1, fence: 0, rows }])).rejects.toThrow();
    expect(await store.log(name, 1, 0, 10)).toEqual([]);
    expect((await store.head(name))!.seq).toBe(0);
  });

  test('[J4] two writers of one document never give out a seq twice', async () => {
    const { db } = await open();
    await seed(db);
    const store = createDocumentStore(db);
    const name = PROJECT as string as DocumentName;
    await store.create({ name, project: PROJECT, schemaVersion: 1, seed: null, by: USERS[0], at: 0 });
    const row = { bytes: new Uint8Array([1]), userId: USERS[0], sessionId: 's', at: 0, newClients: [] };
    const batches = Array.from({ length: 20 }, () => store.append([{ name, epoch: 1, fence: 0, rows: [row, row] }]));
    const firsts = (await Promise.all(batches)).map(([result]) => (result?.kind === 'committed' ? result.seqFrom : 0));
    expect(firsts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i + 1));
  });
});
