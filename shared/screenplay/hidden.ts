/** A stretch of a text that is never printed: a note `[[…]]` or a boneyard, with its delimiters. */
export interface Hidden {
  readonly from: number;
  readonly to: number;
}

/** A boneyard with nothing in it: it hides nothing, and in a text it is text. */
const EMPTY_BONEYARD = '/**/';

/**
 * Makes a search that only goes forward and remembers its last answer, so that a thousand unclosed openings cost one
 * scan. Gives the end of the text where the needle is not found.
 */
export function forwardSearch(text: string, needle: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    const at = text.indexOf(needle, from);
    found = at === -1 ? text.length : at;
    return found;
  };
}

/** Notes and boneyards of one text, left to right. What is opened and not closed is text. */
export function hiddenIn(text: string): Hidden[] {
  const found: Hidden[] = [];
  for (const hidden of eachHidden(text)) found.push(hidden);
  return found;
}

/** Whether any of the text is never printed; cheaper than to ask what. */
export function hasHidden(text: string): boolean {
  return eachHidden(text).next().done !== true;
}

function* eachHidden(text: string): Generator<Hidden> {
  if (!text.includes('[[') && !text.includes('/*')) return;
  const endOfBoneyard = forwardSearch(text, '*/');
  const endOfNote = forwardSearch(text, ']]');
  const opening = /\/\*|\[\[/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const from = match.index;
    const close = (match[0] === '[[' ? endOfNote : endOfBoneyard)(from + 2);
    if (close === text.length) continue;
    opening.lastIndex = close + 2;
    if (!text.startsWith(EMPTY_BONEYARD, from)) yield { from, to: close + 2 };
  }
}

/** Whether a note's text is a whole boneyard, delimiters included. */
export function isBoneyard(text: string): boolean {
  return text.length > EMPTY_BONEYARD.length && text.startsWith('/*') && text.indexOf('*/', 2) === text.length - 2;
}

/** The text as it prints: without the notes and boneyards inside it. */
export function printedText(text: string): string {
  if (!text.includes('[[') && !text.includes('/*')) return text;
  const printed: string[] = [];
  let at = 0;
  for (const { from, to } of hiddenIn(text)) {
    printed.push(text.slice(at, from));
    at = to;
  }
  printed.push(text.slice(at));
  return printed.join('');
}

/** Changes what is neither note nor boneyard. */
export function mapPrinted(text: string, change: (part: string) => string): string {
  let changed = '';
  let at = 0;
  for (const { from, to } of hiddenIn(text)) {
    changed += change(text.slice(at, from)) + text.slice(from, to);
    at = to;
  }
  return changed + change(text.slice(at));
}
