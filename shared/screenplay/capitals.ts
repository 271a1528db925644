import { isCapitalised, type ScriptParagraph } from './element.ts';
import { mapPrinted, printedText } from './hidden.ts';

/**
 * The paragraph as it is printed: headings, cues, transitions and shots in capitals, notes inside them as they are; in
 * other paragraphs the words that are in capitals as a style. Lengths stay, so that spans do too; a letter whose capital
 * is two (ß) stays as it is.
 */
export function inCapitals<P extends ScriptParagraph>(paragraph: P): P {
  const { type, text, styles = [] } = paragraph;
  if (isCapitalised(type)) return { ...paragraph, text: mapPrinted(text, capitals) };
  const spans = styles.filter(({ style }) => style === 'all_caps');
  if (spans.length === 0) return paragraph;
  const ends = [0, ...spans.flatMap(({ from, to }) => [from, to]), text.length];
  const pieces = ends.slice(1).map((end, i) => {
    const piece = text.slice(ends[i], end);
    return i % 2 === 1 ? mapPrinted(piece, capitals) : piece;
  });
  return { ...paragraph, text: pieces.join('') };
}

/** A scene heading on one line, as it is printed. */
export function printedHeading(heading: ScriptParagraph): string {
  return printedText(inCapitals(heading).text).replace(/\s+/g, ' ').trim();
}

function capitals(text: string): string {
  return Array.from(text, capital).join('');
}

function capital(char: string): string {
  const upper = char.toUpperCase();
  return upper.length === char.length ? upper : char;
}
