import { printedText, type ScriptParagraph } from '#shared/screenplay/index.ts';

const SECONDS_PER_PAGE = 60;
const CHARACTERS_PER_MINUTE = 1350;

/** What one paragraph takes on screen: seconds for it to be there at all, and for each 50 characters of it. */
const PACE: Readonly<Partial<Record<ScriptParagraph['type'], readonly [number, number]>>> = {
  scene_heading: [2, 0],
  shot: [2, 0],
  action: [1, 1.5],
  general: [1, 1.5],
  centered: [1, 1.5],
  dialogue: [2, 2.4],
  lyrics: [2, 2.4],
};

/** A page is a minute. An average: right for a whole script, wrong for most of its pages. */
export function secondsByPages(eighths: number): number {
  return (eighths * SECONDS_PER_PAGE) / 8;
}

/** Seconds by the number of characters that are printed. */
export function secondsByCharacters(paragraphs: Iterable<ScriptParagraph>): number {
  let characters = 0;
  for (const { type, text } of paragraphs) if (PACE[type] || SAID.has(type)) characters += printedText(text).length;
  return (characters * 60) / CHARACTERS_PER_MINUTE;
}

const SAID: ReadonlySet<ScriptParagraph['type']> = new Set(['character', 'parenthetical', 'transition']);

/** Seconds by what the paragraphs are: action passes quicker than speech, and a new place takes a moment to see. */
export function secondsByElements(paragraphs: Iterable<ScriptParagraph>): number {
  let seconds = 0;
  for (const { type, text } of paragraphs) {
    const [once, perFifty] = PACE[type] ?? [0, 0];
    if (text !== '') seconds += once + (perFifty * printedText(text).length) / 50;
  }
  return seconds;
}
