import { findDocument } from '#db/index.ts';
import { loadSketch, packDrawing, panelIdsIn, projectDocument, sketchDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { AppError, isAppError } from '#shared/protocol/index.ts';
import type { DrawOrder } from '#server/pictures/index.ts';
import { drawingCopier } from './copy-drawings.ts';
import type { DrawingsOptions } from './drawings-options.ts';
import type { Drawings } from './port.ts';

/** Pictures of drawings that were made last: a window asks for those of a screen, and the next window for the same. */
const KEPT_PICTURES = 200;

const NO_PANEL = 'This panel is not on the boards any more, or not saved yet. Nothing was begun: try again.';

export function createDrawings(options: DrawingsOptions): Drawings {
  const { db, access, documents } = options;
  const made = new Map<string, Promise<Uint8Array>>();
  return {
    open: async (actor, project, panel) => {
      await access.requireInProject(actor, project, 'drawing.open');
      return (await findDocument(db, sketchDocument(project, panel))) ?? null;
    },

    start: async (actor, project, panel) => {
      await access.requireInProject(actor, project, 'drawing.start');
      const name = sketchDocument(project, panel);
      const by = must(actor, 'access lets no visitor through').userId;
      const known = await findDocument(db, name);
      if (known) return known;
      const { state } = await documents.read(projectDocument(project));
      if (!panelIdsIn(state).has(panel)) throw new AppError('not_found', NO_PANEL);
      try {
        await documents.create(name, project, by, () => undefined);
      } catch (error) {
        // Somebody else began at the same moment: it is one drawing.
        if (!isAppError(error) || error.code !== 'conflict') throw error;
      }
      return must(await findDocument(db, name), 'a document that was just made');
    },

    copy: drawingCopier(options),

    picture: async (actor, project, panel, { width, aspectRatio }) => {
      await access.requireInProject(actor, project, 'drawing.picture');
      const name = sketchDocument(project, panel);
      if (!(await findDocument(db, name))) throw new AppError('not_found', 'Nothing is drawn on this panel.');
      const { state, epoch, seq } = await documents.read(name);
      const key = [name, epoch, seq, width, aspectRatio].join(' ');
      const known = made.get(key);
      if (known) return known;
      const making = options.studio.draw({ ...orderOf(state), aspectRatio, width, over: 'nothing' });
      made.set(key, making);
      making.catch(() => made.delete(key));
      for (const oldest of made.keys()) if (made.size > KEPT_PICTURES) made.delete(oldest);
      return making;
    },
  };
}

/** What is drawn in a stored state of a drawing's document. */
export function orderOf(state: Uint8Array): Pick<DrawOrder, 'drawing'> {
  const doc = loadSketch(state);
  try {
    return { drawing: packDrawing(doc) };
  } finally {
    doc.destroy();
  }
}
