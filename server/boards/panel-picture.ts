import type { AssetHash } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import { chosenTake, type Panel } from '#shared/storyboard/index.ts';
import type { Studio } from '#server/pictures/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Film } from './film.ts';
import { orderOf } from './drawings.ts';

export interface Picture {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What a panel shows: its take, with the drawing over it. `width` is at most so many pixels; null the whole. */
export type PanelPicture = (panel: Panel, width: PictureWidth | null) => Promise<Picture | null>;

export interface PictureParts {
  readonly documents: Pick<Documents, 'read'>;
  readonly studio: Pick<Studio, 'draw'>;
  readonly open: (hash: AssetHash, width: PictureWidth | null) => Promise<Picture>;
  readonly film: Pick<Film, 'drawings' | 'aspectRatio'>;
}

/** Width in pixels of a drawing that is on no picture, or on a smaller one: what a large screen shows. */
const DRAWN_WIDTH = 1920;

export function hasPicture(panel: Panel, film: PictureParts['film']): boolean {
  return chosenTake(panel) !== undefined || isDrawnOn(panel, film);
}

export function isDrawnOn(panel: Panel, film: PictureParts['film']): boolean {
  return drawingOn(panel, film) !== undefined;
}

/** The number that says that something is drawn is in everybody's document, and may be there without the drawing. */
function drawingOn({ id, drawn }: Panel, { drawings }: PictureParts['film']) {
  return drawn > 0 ? drawings.get(id) : undefined;
}

export function panelPictures({ documents, studio, open, film }: PictureParts): PanelPicture {
  return async (panel, width) => {
    const take = chosenTake(panel);
    const picture = take ? await open(take.asset, width) : null;
    const drawing = drawingOn(panel, film);
    if (drawing === undefined) return picture;
    const { state } = await documents.read(drawing);
    const order = {
      ...orderOf(state),
      aspectRatio: film.aspectRatio,
      width: width ?? Math.max(DRAWN_WIDTH, take?.width ?? 0),
    };
    const bytes = await studio.draw({ ...order, over: picture?.bytes ?? 'paper' });
    return { mime: 'image/png', bytes };
  };
}
