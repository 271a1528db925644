import type { LetterSchool, Shot } from '#shared/shots/index.ts';
import type { PageSetup, ScriptElement, TitlePage } from '#shared/screenplay/index.ts';
import type { Panel } from '#shared/storyboard/index.ts';

/** A whole project at one moment, as plain data. */
export interface ProjectState {
  readonly titlePage: TitlePage;
  readonly pageSetup: PageSetup;
  readonly elements: readonly ScriptElement[];
  readonly shots: readonly Shot[];
  /** Which letters shots are called by; all but I and O where it is not said. */
  readonly shotLetters?: LetterSchool;
  readonly panels: readonly Panel[];
}

/** A run of words that both sides have, or one of them. Joined in order, `same` + `added` give the new text. */
export interface WordRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One line of the script compared: by element identity, never by position alone. */
export type ElementChange =
  | { readonly kind: 'same'; readonly element: ScriptElement }
  | { readonly kind: 'added'; readonly element: ScriptElement }
  | { readonly kind: 'removed'; readonly element: ScriptElement }
  | { readonly kind: 'moved'; readonly element: ScriptElement }
  | {
      readonly kind: 'changed';
      readonly before: ScriptElement;
      readonly element: ScriptElement;
      readonly words: readonly WordRun[];
    };

export type PanelChange =
  | { readonly kind: 'added'; readonly panel: Panel }
  | { readonly kind: 'removed'; readonly panel: Panel }
  | {
      readonly kind: 'changed';
      readonly before: Panel;
      readonly panel: Panel;
      /** What differs, in words a person reads: `caption`, `picture`, `order`, `lines`, `size`, `frame rate`. */
      readonly fields: readonly string[];
    };

interface Counted {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** The summary of a revision against the one before it. */
export interface RevisionCounts {
  readonly scenes: Counted;
  readonly panels: Counted;
  /** Pages of the script, as they would be printed. */
  readonly pages: number;
}

export interface ProjectDiff {
  readonly script: readonly ElementChange[];
  readonly panels: readonly PanelChange[];
  readonly counts: RevisionCounts;
}
