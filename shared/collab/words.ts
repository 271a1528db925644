import type * as Y from 'yjs';
import { mapRoot } from './document.ts';

/**
 * Words that a film spells as it does, whatever a dictionary says. Each has a key of its own among the settings, so that two
 * people who add words at once keep both.
 */
const PREFIX = 'word:';
const LONGEST = 60;

/** The film's own words, as they were added. */
export function readWords(doc: Y.Doc): readonly string[] {
  return [...mapRoot(doc, 'settings').entries()].flatMap(([key, value]) =>
    key.startsWith(PREFIX) && key.length <= PREFIX.length + LONGEST && value === true ? [key.slice(PREFIX.length)] : [],
  );
}

/** Adds a word for everybody; one that is longer than any is left out. */
export function addWord(doc: Y.Doc, word: string): void {
  if (word !== '' && word.length <= LONGEST) mapRoot(doc, 'settings').set(`${PREFIX}${word}`, true);
}

export function removeWord(doc: Y.Doc, word: string): void {
  mapRoot(doc, 'settings').delete(`${PREFIX}${word}`);
}
