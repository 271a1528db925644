/** What opens the ways in and out of the project as files: they belong to another feature, and the route brings them. */
export interface ProjectFiles {
  readonly openExport: () => void;
  /** Null until the film is here. */
  readonly openBoards: (() => void) | null;
  /** Null for who may not. */
  readonly openDraft: (() => void) | null;
}
