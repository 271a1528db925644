import { CONTINUED, parseCue } from './cue.ts';
import type { ElementType, ScriptParagraph } from './element.ts';
import { recogniseType } from './smart-type.ts';

/** Recognised in any case: shown in capitals later, people type them small. */
const COMMON_TRANSITION = /^(?:(?:smash |match |jump |hard )?cut|fade|dissolve|back|wipe) to:$/i;
/** Types that a line has because nobody chose another. */
const PLAIN: ReadonlySet<ElementType> = new Set(['action', 'general', 'character'] as const);

/** Lines in capitals that are no names. */
const SET_PHRASES = new Set([
  ...['THE END', 'END', 'BLACK', 'SUPER', 'TITLE', 'TITLES', 'CREDITS', 'END CREDITS', 'MONTAGE', 'SERIES OF SHOTS'],
  ...['INTERCUT', 'FLASHBACK', 'LATER', 'MOMENTS LATER', 'CONTINUOUS', 'BACK TO SCENE', 'FADE IN', 'FADE OUT'],
]);
/** Capitals that end no sentence: a name, and what may stand in brackets after it. */
const NAME = /^(?=.*\p{Lu})[^\p{Ll}(]{0,37}[^\p{Ll}(.!?:;,](?:\s*\(.*\))?$/u;
const MOST_WORDS = 4;

/** What becomes of a line by itself when Return is pressed at its end. */
export interface Automatic {
  readonly type?: ElementType;
  /** Added behind the text. */
  readonly added?: string;
}

/**
 * A line like `CUT TO:` becomes a transition, one in capitals that may be a name a cue, and a cue says that its character
 * goes on where nobody else spoke in between. Null where nothing changes.
 * @param continues whether (CONT'D) comes by itself
 */
export function automaticAt(script: readonly ScriptParagraph[], index: number, continues: boolean): Automatic | null {
  const line = script[index];
  if (!line) return null;
  const text = line.text.trim();
  if (PLAIN.has(line.type) && isTransitionLine(text)) return { type: 'transition' };
  const type = line.type === 'action' && isName(text) ? 'character' : line.type;
  const added = type === 'character' && continues && goesOn(script, index) ? ` (${CONTINUED})` : null;
  if (type === line.type && added === null) return null;
  return { ...(type !== line.type && { type }), ...(added !== null && { added }) };
}

/** True of a line such as `CUT TO:`, without spaces around it. */
export function isTransitionLine(text: string): boolean {
  return recogniseType(text, 'action') === 'transition' || COMMON_TRANSITION.test(text);
}

/** True of a line that can stand above a speech: `MAN #2 (O.S.)`. */
export function mayBeName(text: string): boolean {
  return NAME.test(text);
}

/** The same of a line that nothing else speaks for: set phrases and what breaks off are none. */
function isName(text: string): boolean {
  const { name } = parseCue(text);
  return mayBeName(text) && !SET_PHRASES.has(name) && name.split(' ').length <= MOST_WORDS && !/[-–—"”]$/.test(text);
}

/** Whether the one who spoke last in the scene speaks again here, and the cue does not say so. */
function goesOn(script: readonly ScriptParagraph[], index: number): boolean {
  const { name, extensions } = parseCue(script[index]?.text ?? '');
  if (name === '' || extensions.includes(CONTINUED)) return false;
  for (let at = index - 1; at >= 0; at--) {
    const before = script[at];
    if (before?.type === 'scene_heading') return false;
    if (before?.type === 'character') return parseCue(before.text).name === name;
  }
  return false;
}
