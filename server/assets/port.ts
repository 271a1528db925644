import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import type { Actor } from '#server/access/index.ts';

/** Files of a project, content-addressed: the same bytes are stored once and never change. */
export interface Assets {
  put(project: ProjectId, mime: string, bytes: Uint8Array, sizes?: readonly SizedPicture[]): Promise<AssetHash>;
  /** With a width, a picture of at most that width instead: the same one whenever it is asked for. */
  open(
    actor: Actor | null,
    project: ProjectId,
    hash: AssetHash,
    width?: PictureWidth | null,
  ): Promise<{ mime: string; bytes: Uint8Array }>;
}

/** A picture made smaller, as WebP. */
export interface SizedPicture {
  readonly width: PictureWidth;
  readonly bytes: Uint8Array;
}
