import type { ProjectId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an import did not take as it stood. Lines count from 1. */
export interface ImportNote {
  readonly line: number;
  readonly message: string;
}

export type ExportFormat = 'fountain' | 'pdf';

export interface Screenplays {
  /** Makes a project from a script file. AppError `unsupported_file` or `too_large` for what is not one. */
  import(
    actor: Actor | null,
    workspace: WorkspaceId,
    file: UploadedFile,
  ): Promise<{ project: ProjectId; notes: readonly ImportNote[] }>;
  export(
    actor: Actor | null,
    project: ProjectId,
    format: ExportFormat,
  ): Promise<{ filename: string; mime: string; bytes: Uint8Array }>;
}
