import type { ProjectId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

/** A zip of an open folder on its way in. */
export interface FolderUpload {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface FolderImport {
  readonly project: ProjectId;
  /** What the person should know of it, in sentences. */
  readonly notes: readonly string[];
}

/** Whole projects as open folders (docs/open-folder.md). */
export interface Folders {
  /** Everything in the project as it is durable now, as a zip that is made while it is read. */
  export(
    actor: Actor | null,
    project: ProjectId,
  ): Promise<{ filename: string; mime: string; bytes: ReadableStream<Uint8Array> }>;
  /**
   * Makes a project that says the same. It is there whole or not at all. AppError with the file's name and the reason
   * for what is no open folder; nothing of the upload is read before it is known that the person may.
   */
  import(
    actor: Actor | null,
    workspace: WorkspaceId,
    upload: FolderUpload,
    signal?: AbortSignal,
  ): Promise<FolderImport>;
}
