import type { AssetHash, PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';

export interface PictureUpload {
  /** The name of the take that it becomes, made by the window: sent again after a lost answer, it is the same take. */
  readonly take: TakeId;
  /** The panel that the window will hang it on. */
  readonly panel: PanelId;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** A picture of another project that is to hang here as well. */
export interface PictureCopy {
  readonly original: TakeId;
  /** The name of the take that it becomes, made by the window: sent again after a lost answer, it is the same take. */
  readonly take: TakeId;
  /** The panel that the window will hang it on. */
  readonly panel: PanelId;
}

/** What the window can't know of a take that was copied. */
export type CopiedTake = Pick<Take, 'id' | 'asset' | 'source' | 'at' | 'by'>;

export interface StoredPicture {
  readonly asset: AssetHash;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pictures that people bring. */
export interface Pictures {
  /**
   * Reads and keeps a picture, with its record, and answers with the take. Hanging it on its panel is the window's act
   * on the document, so that the window's undo takes it back. AppError with the file's name and the reason for one that
   * is no picture. Nothing is kept of an upload whose signal is aborted in time.
   */
  upload(actor: Actor | null, project: ProjectId, upload: PictureUpload, signal?: AbortSignal): Promise<Take>;
  /**
   * Reads and keeps a picture to go by, which no panel shows: of a character's look, of a place. The window puts it in the
   * document. AppError as above.
   */
  addReference(
    actor: Actor | null,
    project: ProjectId,
    file: PictureUpload['file'],
    signal?: AbortSignal,
  ): Promise<StoredPicture>;
  /**
   * Keeps pictures of another project here too, each with a record that names the one it was copied from. The person must
   * be allowed to see them there and to write boards here. What is no picture of that project is left out.
   */
  copy(
    actor: Actor | null,
    project: ProjectId,
    from: ProjectId,
    copies: readonly PictureCopy[],
  ): Promise<readonly CopiedTake[]>;
}
