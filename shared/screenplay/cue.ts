import type { ScriptParagraph } from './element.ts';
import { printedText } from './hidden.ts';

export interface Cue {
  /** Who speaks, upper-cased: `ZOË`. */
  readonly name: string;
  /** What stands in parentheses after the name, upper-cased: `V.O.`, `O.S.`, `CONT'D`. */
  readonly extensions: readonly string[];
}

/** The extensions writers are offered, without the automatic (CONT'D). */
export const EXTENSIONS = ['V.O.', 'O.S.', 'O.C.', 'SUBTITLE'] as const;

export const CONTINUED = "CONT'D";

export function parseCue(text: string): Cue {
  const upper = printedText(text).toUpperCase().replaceAll('’', "'");
  const name = upper.replace(/\([^()]*\)?/g, ' ');
  const extensions = [...upper.matchAll(/\(([^()]*)\)?/g)].map((match) => match[1]?.trim() ?? '');
  return { name: name.replace(/\s+/g, ' ').trim(), extensions: extensions.filter((extension) => extension !== '') };
}

export interface Character {
  readonly name: string;
  /** How many speeches have this name above them. */
  readonly speeches: number;
}

/** Who speaks, in order of first appearance. A speech is a cue, whether or not words follow it yet. */
export function charactersOf(elements: Iterable<ScriptParagraph>): Character[] {
  const speeches = new Map<string, number>();
  for (const element of elements) {
    if (element.type !== 'character') continue;
    const { name } = parseCue(element.text);
    if (name !== '') speeches.set(name, (speeches.get(name) ?? 0) + 1);
  }
  return Array.from(speeches, ([name, count]) => ({ name, speeches: count }));
}
