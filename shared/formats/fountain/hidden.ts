import { hiddenIn, isBoneyard, printedText } from '#shared/screenplay/index.ts';
import { firstCharacter } from './lines.ts';

/**
 * A boneyard with nothing in it. It says nothing to any reader, so the writer sets one where two characters must not be
 * read together or a line must not be taken for something else (docs/decisions/010).
 */
export const SEAM = '/**/';

/** The notes that a line consists of, as the texts of note elements; null when the line says anything else. */
export function notesAlone(raw: string): string[] | null {
  const first = firstCharacter(raw);
  if (first !== '[' && first !== '/') return null;
  const hidden = hiddenIn(raw);
  if (hidden.length === 0 || printedText(raw).trim() !== '') return null;
  return hidden.map(({ from, to }) => noteText(raw.slice(from, to)));
}

function noteText(raw: string): string {
  return raw.startsWith('[[') ? raw.slice(2, -2).replaceAll(SEAM, '') : raw;
}

/** The file's form of a note: its brackets, or as it is when it is a boneyard. */
export function writeNote(text: string): string {
  if (isBoneyard(text)) return text;
  const sealed = text.includes(SEAM) ? text.replaceAll('/*', `/${SEAM}*`) : text;
  return `[[${keepBlankLines(sealed.replace(/\](?=\]|$)/g, `]${SEAM}`))}]]`;
}

/** Two spaces on an otherwise empty line keep a note or a speech open (Fountain 1.1). */
export function keepBlankLines(text: string): string {
  return text.includes('\n\n') ? text.replace(/\n(?=\n)/g, '\n  ') : text;
}
