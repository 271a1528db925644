import { parseKept } from '#app/lib/use-kept.ts';

/** How a person wants to see the script, on this device. */
export interface ScriptView {
  /** Sheets of paper, or a draft without pages. */
  readonly sheets: boolean;
  /** 1 is the paper's own size. */
  readonly zoom: number;
  /** The line with the caret stays in the middle. */
  readonly typewriter: boolean;
  /** What one is not writing steps back. */
  readonly focus: boolean;
  /** The language in which words are checked by Beatboard; off, the browser checks them in its own way. */
  readonly spelling: Spelling;
  /** Boarded lines have a bar beside them, and those that a boarded scene passes over a dotted one. */
  readonly coverage: boolean;
  /** (CONT'D) comes by itself behind the name of who goes on speaking. */
  readonly continues: boolean;
}

export const SPELLINGS = ['off', 'en-US', 'en-GB'] as const;
export type Spelling = (typeof SPELLINGS)[number];
/** A language that there is a dictionary of. */
export type Language = Exclude<Spelling, 'off'>;

export const PLAIN_VIEW: ScriptView = {
  sheets: true,
  zoom: 1,
  typewriter: false,
  focus: false,
  spelling: 'off',
  coverage: true,
  continues: true,
};

/** In the order of the keys that make the page larger and smaller. */
export const ZOOMS: readonly number[] = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];

/** Anything may stand in the storage of a browser: what is no choice of a view is left as it is at first. */
export function parseScriptView(json: string | null): ScriptView {
  const { sheets, zoom, typewriter, focus, spelling, coverage, continues } = parseKept(json);
  return {
    sheets: sheets !== false,
    zoom: ZOOMS.find((each) => each === zoom) ?? PLAIN_VIEW.zoom,
    typewriter: typewriter === true,
    focus: focus === true,
    coverage: coverage !== false,
    continues: continues !== false,
    spelling: SPELLINGS.find((each) => each === spelling) ?? PLAIN_VIEW.spelling,
  };
}

/** The next larger zoom (`step` 1), or smaller one (-1); the last one stays. */
export function nextZoom(zoom: number, step: 1 | -1): number {
  return ZOOMS[ZOOMS.indexOf(zoom) + step] ?? zoom;
}
