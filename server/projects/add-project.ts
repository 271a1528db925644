import { deleteProject, insertProject, type Db } from '#db/index.ts';
import { projectDocument, type ProjectDoc } from '#shared/collab/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Documents } from '#server/sync/index.ts';

const MAX_TITLE = 200;

export interface AddProjectOptions {
  readonly db: Db;
  readonly documents: Pick<Documents, 'create'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * A project and its document. The caller has asked whether the person may. `prepare` brings what belongs to the project
 * beside its document, which comes last: only then is the project there, and when anything fails it never was.
 */
export async function addProject(
  { db, documents, clock, newId }: AddProjectOptions,
  project: { readonly workspace: WorkspaceId; readonly by: UserId; readonly title: string },
  build: (doc: ProjectDoc) => void,
  prepare: (id: ProjectId) => Promise<void> = () => Promise.resolve(),
): Promise<ProjectId> {
  const id = newId<ProjectId>();
  const { workspace: workspaceId, by: createdBy, title } = project;
  await insertProject(db, { id, workspaceId, title, createdBy, createdAt: new Date(clock.now()) });
  try {
    await prepare(id);
    await documents.create(projectDocument(id), id, createdBy, build);
  } catch (error) {
    // A project without a document can't be opened, and nobody has seen this one yet.
    await deleteProject(db, id);
    throw error;
  }
  return id;
}

export function projectTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed.length >= 1 && trimmed.length <= MAX_TITLE) return trimmed;
  const message = `A project needs a title of at most ${String(MAX_TITLE)} characters.`;
  throw new AppError('invalid_input', message, { fields: { title: message } });
}
