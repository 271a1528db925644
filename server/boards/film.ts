import { findProject, type Db } from '#db/index.ts';
import {
  loadState,
  projectDocument,
  readBoards,
  readSettings,
  type Logo,
  type ReadBoards,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { Documents } from '#server/sync/index.ts';
import { drawingsOf } from './drawings-of.ts';

/** A film's boards as data, with what is needed to print them. */
export interface Film extends ReadBoards {
  readonly title: string;
  readonly aspectRatio: number;
  readonly logo: Logo | null;
  readonly drawings: ReadonlyMap<PanelId, DocumentName>;
}

/** As it is durable now. */
export async function filmOf(
  { db, documents }: { readonly db: Db; readonly documents: Pick<Documents, 'read'> },
  project: ProjectId,
): Promise<Film> {
  const [found, { state: bytes }, drawings] = await Promise.all([
    findProject(db, project),
    documents.read(projectDocument(project)),
    drawingsOf(db, project),
  ]);
  const doc = loadState(bytes);
  try {
    const { aspectRatio, logo } = readSettings(doc);
    return { ...readBoards(doc), title: must(found).title, aspectRatio, logo, drawings };
  } finally {
    doc.destroy();
  }
}
