import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import { PICTURE_WIDTHS, type PictureWidth } from '#shared/lib/picture-widths.ts';

interface DrawingPicture {
  readonly projectId: ProjectId;
  readonly panel: { readonly id: PanelId; readonly drawn: number };
  readonly aspectRatio: number;
}

/** Where the picture of a panel's drawing is, on nothing. Another address for each state of it: browsers keep it. */
export function drawingUrl(
  { projectId, panel: { id, drawn }, aspectRatio }: DrawingPicture,
  width: PictureWidth,
): string {
  const asked = `w=${String(width)}&ratio=${aspectRatio.toFixed(4)}&v=${String(drawn)}`;
  return `/projects/${projectId}/drawings/${id}?${asked}`;
}

/** The same for an `img`, which chooses among its sizes. `sizes` says how wide it is shown, as CSS does. */
export function drawingSources(drawing: DrawingPicture, sizes: string) {
  const srcSet = PICTURE_WIDTHS.map((width) => `${drawingUrl(drawing, width)} ${String(width)}w`).join(', ');
  return { src: drawingUrl(drawing, 640), srcSet, sizes };
}
