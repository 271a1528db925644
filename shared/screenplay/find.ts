import { parseCue } from './cue.ts';
import { isElementType, isSaid, type ElementType, type ScriptParagraph } from './element.ts';

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly scope: Scope;
}

/** Where to look: everywhere, in elements of one type, or in what one person says (`says:ZOË`). */
export type Scope = 'all' | ElementType | `says:${string}`;

export function isScope(value: string): value is Scope {
  return value === 'all' || value.startsWith('says:') || isElementType(value);
}

/** A place in the text of one paragraph. */
export interface Found {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Every place where the words stand, in order, none over another. Nothing for no words. */
export function findIn(script: readonly ScriptParagraph[], { text, matchCase, wholeWord, scope }: Query): Found[] {
  if (text === '') return [];
  const pattern = literally(text, wholeWord, matchCase);
  const isInside = insideOf(scope);
  const found: Found[] = [];
  script.forEach((paragraph, index) => {
    if (!isInside(paragraph)) return;
    for (const match of paragraph.text.matchAll(pattern)) {
      found.push({ index, from: match.index, to: match.index + match[0].length });
    }
  });
  return found;
}

function literally(text: string, wholeWord: boolean, matchCase: boolean): RegExp {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = wholeWord ? `(?<![\\p{L}\\p{M}\\p{N}])${escaped}(?![\\p{L}\\p{M}\\p{N}])` : escaped;
  return new RegExp(pattern, matchCase ? 'gu' : 'giu');
}

/** Asked paragraph by paragraph, in order: a speech is its cue's. */
function insideOf(scope: Scope): (paragraph: ScriptParagraph) => boolean {
  if (scope === 'all') return () => true;
  if (isElementType(scope)) return ({ type }) => type === scope;
  const name = scope.slice('says:'.length);
  let speaks = false;
  return ({ type, text }) => {
    if (type === 'character') speaks = parseCue(text).name === name;
    else if (!isSaid(type)) speaks = false;
    return speaks && type !== 'character';
  };
}

export interface Replacement extends Found {
  readonly text: string;
}

/** A character's new name, everywhere: above speeches, and where others say or describe it, as the old one stands there. */
export function renameCharacter(script: readonly ScriptParagraph[], name: string, to: string): Replacement[] {
  const query = { text: name, matchCase: false, wholeWord: true } as const;
  return findIn(script, { ...query, scope: 'all' })
    .filter(({ index }) => {
      const { type, text } = script[index] as ScriptParagraph;
      // Above a speech only the whole name is this character's: JOHN is not JOHN'S MOTHER.
      return type !== 'character' || parseCue(text).name === name.toUpperCase();
    })
    .map((found) => {
      const word = (script[found.index] as ScriptParagraph).text.slice(found.from, found.to);
      return { ...found, text: nameLike(word, to) };
    });
}

/**
 * A new name as the old one stands there: in capitals for one in capitals. Who types it in capitals, as above a speech,
 * wants no capitals in the middle of a sentence: ODILE is Odile there. Two letters may be initials, and stay.
 */
export function nameLike(old: string, name: string): string {
  if (isInCapitals(old)) return name.toUpperCase();
  if (!isInCapitals(name)) return name;
  return name.replace(NAME_WORD, (word) => (word.length < 3 ? word : word.charAt(0) + word.slice(1).toLowerCase()));
}

const NAME_WORD = /\p{L}[\p{L}\p{M}]*(?:['’]S(?!\p{L}))?/gu;

function isInCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
