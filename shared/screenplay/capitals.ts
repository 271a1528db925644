import { isCapitalised, type ScriptParagraph } from './element.ts';
import { mapPrinted } from './hidden.ts';

/**
 * The paragraph as it is printed: headings, cues, transitions and shots in capitals, notes inside them as they are.
 * Lengths stay, so that spans do too; a letter whose capital is two (ß) stays as it is.
 */
export function inCapitals<P extends ScriptParagraph>(paragraph: P): P {
  if (!isCapitalised(paragraph.type)) return paragraph;
  return { ...paragraph, text: mapPrinted(paragraph.text, (part) => Array.from(part, capital).join('')) };
}

function capital(char: string): string {
  const upper = char.toUpperCase();
  return upper.length === char.length ? upper : char;
}
