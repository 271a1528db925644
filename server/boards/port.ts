import type { DocumentName, ElementId, PanelId, ProjectId, TakeId, WorkspaceId } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import type { TakeTally } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import type { SheetLayout, SheetPaper } from '#server/exports/index.ts';

export interface SheetChoices {
  readonly layout: SheetLayout;
  /** Names of `SHEET_FIELDS`. */
  readonly fields: readonly string[];
  /** Pictures by models bear a mark that says so. */
  readonly labels: boolean;
  /** Null for the whole film. */
  readonly scenes: readonly ElementId[] | null;
  readonly footer: string;
}

export interface ShotListChoices {
  readonly format: 'csv' | 'xlsx' | 'pdf';
  readonly order: 'script' | 'shooting';
  /** Names of `SHOT_COLUMNS`; null for all of them. */
  readonly columns: readonly string[] | null;
  /** Of a PDF, in landscape. */
  readonly paper: SheetPaper;
}

export interface PictureChoices {
  /** Each says what a model was asked for, beside which one made it. */
  readonly prompts: boolean;
}

export interface AiReportChoices {
  readonly format: 'csv' | 'pdf';
  /** Of a PDF, in landscape. */
  readonly paper: SheetPaper;
}

export interface BoardFile {
  readonly filename: string;
  readonly mime: string;
  readonly bytes: Uint8Array | ReadableStream<Uint8Array>;
}

/** Boards as files, as they are durable now. Each rejects with AppError for what would be too much for one file. */
export interface Boards {
  sheets(actor: Actor | null, project: ProjectId, choices: SheetChoices): Promise<BoardFile>;
  shotList(actor: Actor | null, project: ProjectId, choices: ShotListChoices): Promise<BoardFile>;
  /** The chosen picture of every panel, under the name that the trade gives it: `012A1.png`. Each says how it was made. */
  pictures(actor: Actor | null, project: ProjectId, choices: PictureChoices): Promise<BoardFile>;
  /** What models have made of the pictures: of what, for whom, under whose consent, at what cost. */
  aiReport(actor: Actor | null, project: ProjectId, choices: AiReportChoices): Promise<BoardFile>;
  /** How models have done in the film: takes made, shown and rated, and what people found wrong. */
  tally(actor: Actor | null, project: ProjectId): Promise<readonly TakeTally[]>;
  /** The same over all films of a workspace. A picture that was copied from one into another was made once. */
  workspaceTally(actor: Actor | null, workspace: WorkspaceId): Promise<readonly TakeTally[]>;
  /** One take's picture, without what is drawn over it. AppError `not_found` for one that hangs on no panel. */
  take(actor: Actor | null, project: ProjectId, take: TakeId, choices: PictureChoices): Promise<BoardFile>;
}

/** What a window needs to open a drawing's document. */
export interface DrawingDocument {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly schemaVersion: number;
}

/** A drawing that is to be on another panel as well. */
export interface DrawingCopy {
  /** A panel of the project that it comes from. */
  readonly original: PanelId;
  /** A panel of the project that it goes to. */
  readonly panel: PanelId;
}

/** Drawings on panels: each is a document of its own, made when somebody first draws. */
export interface Drawings {
  /** Null where nobody has drawn yet. */
  open(actor: Actor | null, project: ProjectId, panel: PanelId): Promise<DrawingDocument | null>;
  /**
   * The panel's drawing, made where there was none. Of two that begin at once both get the same. Rejects with AppError
   * `not_found` for a panel that the project hasn't, as far as it is durable.
   */
  start(actor: Actor | null, project: ProjectId, panel: PanelId): Promise<DrawingDocument>;
  /**
   * Draws on panels what is drawn on others, of this project or of another one where the person may look. A panel that
   * is drawn on already keeps what it has. Answers with the panels that have a drawing now: of the others nothing is
   * drawn on the original, or they are not in this project as far as it is durable.
   */
  copy(
    actor: Actor | null,
    project: ProjectId,
    from: ProjectId,
    copies: readonly DrawingCopy[],
  ): Promise<readonly PanelId[]>;
  /** All that is durable of it, as PNG on nothing. Rejects with AppError `not_found` where nobody has drawn. */
  picture(
    actor: Actor | null,
    project: ProjectId,
    panel: PanelId,
    size: { readonly width: PictureWidth; readonly aspectRatio: number },
  ): Promise<Uint8Array>;
}
