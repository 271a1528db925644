import { documentNames, type Db } from '#db/index.ts';
import { parseDocumentName } from '#shared/collab/index.ts';
import type { DocumentName, PanelId, ProjectId } from '#shared/lib/ids.ts';

/** The drawings that there are in a project, those of panels that are gone included, in an order of their own. */
export async function drawingsOf(db: Db, project: ProjectId): Promise<ReadonlyMap<PanelId, DocumentName>> {
  const names = await documentNames(db, project);
  return new Map(
    names.sort().flatMap((name) => {
      const parsed = parseDocumentName(name);
      return parsed?.kind === 'sketch' ? [[parsed.panel, name] as const] : [];
    }),
  );
}
