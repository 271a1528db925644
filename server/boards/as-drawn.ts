import { findDocument, type Db } from '#db/index.ts';
import { sketchDocument } from '#shared/collab/index.ts';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import { isDrawnOn, panelPictures, type Picture, type PictureParts } from './panel-picture.ts';
import type { BoardsOptions } from './boards.ts';

type Options = Pick<PictureParts, 'documents' | 'studio'> & Pick<BoardsOptions, 'assets'> & { readonly db: Db };

/** What a panel shows, with what is drawn on it; null where nothing is. Of who may see the project's pictures. */
export type AsDrawn = (
  actor: Actor | null,
  project: ProjectId,
  panel: Panel,
  aspectRatio: number,
) => Promise<Picture | null>;

export function createAsDrawn(options: Options): AsDrawn {
  return async (actor, project, panel, aspectRatio) => {
    const name = sketchDocument(project, panel.id);
    const drawings = new Map((await findDocument(options.db, name)) ? [[panel.id, name]] : []);
    const film = { drawings, aspectRatio };
    if (!isDrawnOn(panel, film)) return null;
    const open = (hash: AssetHash, width: PictureWidth | null) => options.assets.open(actor, project, hash, width);
    return panelPictures({ ...options, open, film })(panel, null);
  };
}
