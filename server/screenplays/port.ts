import type { ExportFormat, Loss, ScriptFormat } from '#shared/formats/index.ts';
import type { ProjectId, WorkspaceId } from '#shared/lib/ids.ts';
import type { PageSetup, ScriptParagraph, TitlePage } from '#shared/screenplay/index.ts';
import type { Actor } from '#server/access/index.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was odd in a file. Lines count from 1. */
export interface ImportNote {
  readonly line: number;
  readonly message: string;
}

/** What a person is told of a file before it is taken. */
export interface ScriptPreview {
  readonly file: string;
  readonly format: ScriptFormat;
  readonly title: string;
  readonly pages: number;
  readonly scenes: number;
  readonly paragraphs: number;
  /** Who speaks, in order of first appearance; some of them where there are very many. */
  readonly characters: readonly string[];
  readonly characterCount: number;
  /** What was not understood; the first of them where there are very many. */
  readonly notes: readonly ImportNote[];
  readonly noteCount: number;
  /** What a project can't keep of it. */
  readonly losses: readonly Loss[];
}

/** A script file as a project would hold it. */
export interface ScriptUpload {
  readonly preview: ScriptPreview;
  readonly titlePage: TitlePage;
  /** Taken where the file states a page: by a new project, and from a newer draft whose page is another. */
  readonly pageSetup: PageSetup;
  readonly paragraphs: readonly ScriptParagraph[];
}

export interface ExportChoice {
  readonly format: ExportFormat;
  /** What a file of this format would not hold of the script as it is now. */
  readonly losses: readonly Loss[];
}

/** Whatever reads a file throws AppError `unsupported_file` or `too_large` for what is no script. */
export interface Screenplays {
  /** Reads a file that may become a project, and keeps nothing of it. */
  preview(actor: Actor | null, workspace: WorkspaceId, file: UploadedFile): Promise<ScriptPreview>;
  /** Makes a project from a script file. */
  import(actor: Actor | null, workspace: WorkspaceId, file: UploadedFile): Promise<ProjectId>;
  /** Reads a newer draft of a project's script, for the person's window to bring in. Keeps nothing of it. */
  readDraft(actor: Actor | null, project: ProjectId, file: UploadedFile): Promise<ScriptUpload>;
  exportChoices(actor: Actor | null, project: ProjectId): Promise<ExportChoice[]>;
  export(
    actor: Actor | null,
    project: ProjectId,
    format: ExportFormat,
  ): Promise<{ filename: string; mime: string; bytes: Uint8Array }>;
}
