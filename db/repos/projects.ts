import { desc, eq, sql } from 'drizzle-orm';
import type { ProjectId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { documents, documentUpdates, projects, workspaces } from '../schema/index.ts';

export type ProjectRow = typeof projects.$inferSelect;
type NewProjectRow = typeof projects.$inferInsert;

export async function insertProject(db: Db, project: NewProjectRow): Promise<void> {
  await db.insert(projects).values(project);
}

/** For a project whose document could not be made: nobody has seen it yet. */
export async function deleteProject(db: Db, id: ProjectId): Promise<void> {
  await db.delete(projects).where(eq(projects.id, id));
}

export async function findProject(db: Db, id: ProjectId) {
  const [project] = await db
    .select({
      id: projects.id,
      title: projects.title,
      historyDays: projects.historyDays,
      workspace: { id: workspaces.id, name: workspaces.name },
    })
    .from(projects)
    .innerJoin(workspaces, eq(workspaces.id, projects.workspaceId))
    .where(eq(projects.id, id));
  return project;
}

/** Rows that are older go with the next checkpoint. */
export async function keepHistory(db: Db, id: ProjectId, days: number | null): Promise<void> {
  await db.update(projects).set({ historyDays: days }).where(eq(projects.id, id));
}

/** Those whose document is there, newest first, with the time of the last durable change of the project's own document. */
export async function projectsOf(db: Db, workspace: WorkspaceId) {
  // Of whichever epoch: putting a backup back is no change of the film.
  const lastChange = db
    .select({ at: documentUpdates.at })
    .from(documentUpdates)
    .where(eq(documentUpdates.document, projects.id as never))
    .orderBy(desc(documentUpdates.epoch), desc(documentUpdates.seq))
    .limit(1);
  return (
    db
      .select({
        id: projects.id,
        title: projects.title,
        createdAt: projects.createdAt,
        changedAt: sql<Date | null>`(${lastChange})`.mapWith(documentUpdates.at),
      })
      .from(projects)
      // One that is still being imported, or was when the server ended, is not there yet.
      .innerJoin(documents, eq(documents.name, projects.id as never))
      .where(eq(projects.workspaceId, workspace))
      .orderBy(desc(projects.createdAt), desc(projects.id))
  );
}

export async function findDocument(db: Db, name: typeof documents.$inferSelect.name) {
  const [document] = await db
    .select({ name: documents.name, epoch: documents.epoch, schemaVersion: documents.schemaVersion })
    .from(documents)
    .where(eq(documents.name, name));
  return document;
}
