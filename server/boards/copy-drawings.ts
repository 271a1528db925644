import { findDocument } from '#db/index.ts';
import {
  EDIT,
  loadSketch,
  panelIdsIn,
  projectDocument,
  readDrawing,
  readPlainDrawing,
  sketchDocument,
  writePlainDrawing,
  type PlainDrawing,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId, ProjectId, UserId } from '#shared/lib/ids.ts';
import { isAppError } from '#shared/protocol/index.ts';
import type { DrawingsOptions } from './drawings-options.ts';
import type { Drawings } from './port.ts';

/** `Drawings.copy`: both projects are asked, the one for reading and the other for writing. */
export function drawingCopier(options: DrawingsOptions): Drawings['copy'] {
  const { access, documents } = options;
  return async (actor, project, from, copies) => {
    await access.requireInProject(actor, project, 'drawing.copy');
    await access.requireInProject(actor, from, 'drawing.open');
    const by = must(actor, 'access lets no visitor through').userId;
    const here = panelIdsIn((await documents.read(projectDocument(project))).state);
    const copied: PanelId[] = [];
    for (const { original, panel } of copies) {
      const drawing = here.has(panel) ? await drawnOn(options, from, original) : null;
      if (!drawing) continue;
      await put(options, project, panel, by, drawing);
      copied.push(panel);
    }
    return copied;
  };
}

/** Null where nothing is drawn. The panel itself may be gone: it was cut, to be pasted. */
async function drawnOn({ db, documents }: DrawingsOptions, project: ProjectId, panel: PanelId) {
  const name = sketchDocument(project, panel);
  if (!(await findDocument(db, name))) return null;
  const doc = loadSketch((await documents.read(name)).state);
  try {
    return readDrawing(doc).marks.size === 0 ? null : readPlainDrawing(doc);
  } finally {
    doc.destroy();
  }
}

async function put(
  { documents }: DrawingsOptions,
  project: ProjectId,
  panel: PanelId,
  by: UserId,
  drawing: PlainDrawing,
): Promise<void> {
  const name = sketchDocument(project, panel);
  try {
    await documents.create(name, project, by, (doc) => writePlainDrawing(doc, drawing));
  } catch (error) {
    if (!isAppError(error) || error.code !== 'conflict') throw error;
    // Copied before, with an answer that was lost; or somebody opened the panel to draw at the same moment.
    await documents.edit(name, by, EDIT, (doc) => {
      if (readDrawing(doc).marks.size === 0) writePlainDrawing(doc, drawing);
    });
  }
}
