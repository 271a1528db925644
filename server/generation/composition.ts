import { readPanel, readSettings, type ProjectDoc } from '#shared/collab/index.ts';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';
import { chosenTake, type Panel, type PictureOrder, type ReferencePicture } from '#shared/storyboard/index.ts';

/** A panel whose picture, with what is drawn on it, is to say where everything stands. */
export interface DrawnComposition {
  readonly panel: Panel;
  readonly aspectRatio: number;
}

/** Of an order with a composition; null where nothing is drawn: then the take alone serves, as `referencesOf` has it. */
export function drawnComposition(doc: ProjectDoc, id: PanelId, order: PictureOrder): DrawnComposition | null {
  const panel = readPanel(doc, id);
  const left = panel && chosenTake(panel);
  if (!panel || panel.drawn === 0 || (left && order.without.includes(left.asset))) return null;
  return { panel, aspectRatio: readSettings(doc).aspectRatio };
}

/** The references with this one for the composition: after the picture to go on from, before everything else. */
export function withDrawn(references: readonly ReferencePicture[], asset: AssetHash): readonly ReferencePicture[] {
  const drawn: ReferencePicture = { asset, role: 'structure', name: '', consent: null, how: 'drawn' };
  const others = references.filter(({ role }) => role !== 'structure');
  const at = others.filter(({ role }) => role === 'source').length;
  return others.toSpliced(at, 0, drawn);
}
