import { parseCue } from './cue.ts';
import type { ElementType, ScriptParagraph } from './element.ts';
import { parseHeading } from './heading.ts';

/** A word of a paragraph, in UTF-16 units of its text. */
export interface SpelledWord {
  readonly from: number;
  readonly to: number;
  /** With a straight apostrophe, as dictionaries have it. */
  readonly word: string;
}

/** Names, intros and set phrases: what is written there is known for that. */
const NOT_SPELLED: ReadonlySet<ElementType> = new Set([
  'scene_heading',
  'character',
  'transition',
  'shot',
  'page_break',
] as const);

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const ADDRESS = /\S*(?:@|:\/\/|www\.)\S*/g;
const LONGEST = 60;

/**
 * The words of a paragraph that a dictionary can be asked about. Left out are words in capitals (names, sounds and props),
 * single letters (as in a stutter), numbers, addresses, what an apostrophe shortens in front (’em), and a word that is broken
 * off by a dash.
 */
export function spelledWords({ type, text }: Pick<ScriptParagraph, 'type' | 'text'>): readonly SpelledWord[] {
  if (NOT_SPELLED.has(type)) return [];
  const plain = text.replace(ADDRESS, (address) => ' '.repeat(address.length));
  const words: SpelledWord[] = [];
  for (const { 0: word, index } of plain.matchAll(WORD)) {
    const to = index + word.length;
    const [before, after] = [plain.slice(Math.max(0, index - 2), index), plain.slice(to, to + 3)];
    if (isNoWord(word) || /\d$/.test(before) || /^\d/.test(after)) continue;
    if (/(?:^|[^\p{L}])['’]$/u.test(before) || /^(?:--|[—–])(?:[\s"”]|$)/.test(after)) continue;
    // As it is spoken: goin’, nothin'.
    const spoken = /in$/.test(word) && /^['’]/.test(after);
    words.push({ from: index, to, word: spoken ? `${word}g` : word.replaceAll('’', "'") });
  }
  return words;
}

function isNoWord(word: string): boolean {
  return word.length < 2 || word.length > LONGEST || word === word.toUpperCase();
}

/** The names that a cue or a heading makes known, word by word, in small letters; none for other paragraphs. */
export function namesIn({ type, text }: Pick<ScriptParagraph, 'type' | 'text'>): readonly string[] {
  if (type !== 'character' && type !== 'scene_heading') return [];
  const names = type === 'character' ? parseCue(text).name : parseHeading(text).location;
  return [...names.toLowerCase().matchAll(WORD)].map(([word]) => word.replaceAll('’', "'"));
}

/** A word as names and a project's own words are compared: in small letters, without the ending of what belongs to it. */
export function bareWord(word: string): string {
  return word.toLowerCase().replace(/['’]s?$/, '');
}
