import { must } from '#shared/lib/assert.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import type { AssetHash, TakeId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import { chosenTake, namePanels, pictureNames } from '#shared/storyboard/index.ts';
import { endingOf } from '#server/assets/index.ts';
import type { Labeller } from '#server/disclosure/index.ts';
import type { ZipFile } from '#server/exports/index.ts';
import type { Film } from './film.ts';
import { hasPicture, isDrawnOn, type PanelPicture, type Picture } from './panel-picture.ts';
import type { BoardFile } from './port.ts';

/** A file for each panel that has a picture, in a folder for each scene, so named that a file list is in script order. */
export function pictureFiles(film: Film, pictureOf: PanelPicture, labelled: Labeller): (() => Promise<ZipFile>)[] {
  const { storyboard, numbering } = film;
  const panels = namePanels(storyboard, numbering);
  return [...pictureNames(panels.values())].flatMap(([id, name]) => {
    const panel = panels.get(id)?.panel;
    if (!panel || !hasPicture(panel, film)) return [];
    return async () => {
      const picture = must(await pictureOf(panel, null), 'a panel that has one');
      const take = chosenTake(panel)?.id ?? null;
      const bytes = await labelled({ ...picture, title: name, take, drawn: isDrawnOn(panel, film) });
      return { name: `${name}.${endingOf(picture.mime)}`, bytes };
    };
  });
}

/** Rejects with AppError for a take that hangs on no panel. */
export async function takeFile(
  { storyboard, numbering, title }: Film,
  id: TakeId,
  open: (asset: AssetHash) => Promise<Picture>,
  labelled: Labeller,
): Promise<BoardFile> {
  for (const { panel, number } of namePanels(storyboard, numbering).values()) {
    const at = panel.takes.findIndex((take) => take.id === id);
    const take = panel.takes[at];
    if (!take) continue;
    const picture = await open(take.asset);
    const name = fileNameOf(`${title} ${number} take ${String(at + 1)}`);
    const bytes = await labelled({ ...picture, title: name, take: id, drawn: false });
    return { filename: `${name}.${endingOf(picture.mime)}`, mime: picture.mime, bytes };
  }
  throw new AppError('not_found', 'This take is not on the boards any more, or not saved yet.');
}
