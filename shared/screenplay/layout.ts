import type { ElementType } from './element.ts';
import type { PageEdge } from './page-edge.ts';
import type { StyleLayout } from './style-layout.ts';

/** Final Draft's names of the styles that are types here. */
export const FINAL_DRAFT_TYPES: ReadonlyMap<string, ElementType> = new Map([
  ['Scene Heading', 'scene_heading'],
  ['Action', 'action'],
  ['Character', 'character'],
  ['Parenthetical', 'parenthetical'],
  ['Dialogue', 'dialogue'],
  ['Transition', 'transition'],
  ['Shot', 'shot'],
  ['Lyrics', 'lyrics'],
  ['Summary', 'synopsis'],
  ['Note', 'note'],
  ['General', 'general'],
]);

/** The type that Final Draft's name of a style stands for; undefined for one that Beatboard has no type for. */
export function typeOfStyle(name: string): ElementType | undefined {
  return FINAL_DRAFT_TYPES.get(name);
}

/** What is printed where a speech runs over a page. */
export interface DialogueBreaks {
  readonly more?: string;
  readonly continued?: string;
  readonly bottomOfPage?: boolean;
  readonly topOfNext?: boolean;
  /** (CONT'D) after the cue of a character who speaks again after action. */
  readonly automaticContinueds?: boolean;
}

/** What is printed where a scene runs over a page. */
export interface SceneBreaks {
  readonly bottom?: string;
  readonly top?: string;
  readonly bottomOfPage?: boolean;
  readonly topOfNext?: boolean;
  /** Counts the pages a scene has run over: `CONTINUED: (2)`. */
  readonly numbered?: boolean;
}

/** The page that a script file asks for, in Final Draft's terms. What the file does not state is undefined. */
export interface ScriptLayout {
  /** Inches. */
  readonly paper?: { readonly width: number; readonly height: number };
  /** Points from the paper's edges; header and footer are the distances of their own lines. */
  readonly margins?: {
    readonly top?: number;
    readonly bottom?: number;
    readonly header?: number;
    readonly footer?: number;
  };
  /** `Normal`, `Tight`, `Very Tight`, `Loose`. */
  readonly leading?: string;
  readonly breaksAtSentences?: boolean;
  /** By the style's name in the file: `Scene Heading`, `New Act`, a style of its own. */
  readonly styles: Readonly<Record<string, StyleLayout>>;
  readonly dialogueBreaks?: DialogueBreaks;
  readonly sceneBreaks?: SceneBreaks;
  readonly header?: PageEdge;
  readonly footer?: PageEdge;
  /** The number of the first page. */
  readonly startingPage?: number;
  readonly sceneNumbers?: {
    readonly left: boolean;
    readonly right: boolean;
    /** Inches from the paper's left edge. */
    readonly leftLocation?: number;
    readonly rightLocation?: number;
  };
}

export type Paper = 'letter' | 'a4';

/** What decides a script's pages besides its words: the paper, and what the file it came from says of the page. */
export interface PageSetup {
  readonly paper: Paper;
  /** Null: the standard page of that paper. */
  readonly layout: ScriptLayout | null;
}

/** The page that a file states, on the paper that it is made for; the standard page where it states none. */
export function setupOf(layout: ScriptLayout | null): PageSetup {
  return { layout, paper: layout ? paperOf(layout) : 'letter' };
}

/** The paper that a layout is made for: the one it is nearer to in height. */
export function paperOf({ paper }: ScriptLayout): Paper {
  return (paper?.height ?? 0) > A4_LEAST_HEIGHT ? 'a4' : 'letter';
}

/** Inches: A4 is 11.69 high, and files round it. */
const A4_LEAST_HEIGHT = 11.59;
