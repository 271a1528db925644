import type { Db } from '#db/index.ts';
import { projects, users, workspaces } from '#db/schema/index.ts';
import { PROJECT, WORKSPACE, userId } from './network.ts';

const AT = new Date('2026-01-01T00:00:00Z');

/** The rows that a document's rows refer to: its people and its project. */
export async function seedDatabase(db: Db, names: readonly string[]): Promise<void> {
  const people = names.map((name) => ({ id: userId(name), name, email: name, passwordHash: '-', createdAt: AT }));
  await db.insert(users).values(people);
  await db.insert(workspaces).values({ id: WORKSPACE, name: 'W', createdAt: AT });
  await db.insert(projects).values({
    ...{ id: PROJECT, workspaceId: WORKSPACE, title: 'P' },
    ...{ createdBy: userId(names[0] ?? ''), createdAt: AT },
  });
}
