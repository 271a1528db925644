import { hiddenIn, printedText } from '#shared/screenplay/index.ts';
import { firstCharacter } from './lines.ts';

/**
 * What a line is, by Fountain 1.1; where readers disagree, by the regular expressions of the reference implementation
 * (nyousefi/Fountain). docs/decisions/010 lists the choices.
 */
const HEADING = /^(?:INT|EXT|EST|INT\.?\/EXT|I\.?\/E)[. ]/i;
const FORCED_HEADING = /^\.[^.\s]/;
const SCENE_NUMBER = /#([\p{L}\p{N}.)-]+)#$/u;
const PAGE_BREAK = /^={3,}$/;
const SECTION = /^(#{1,6})(.*)$/s;
/** A space after the colon makes it action (Fountain 1.1). */
const SPACED_OUT = /TO:[*_]*\s+$/;

/** Endings that the reference implementation takes for transitions besides `TO:`. */
const FINAL_TRANSITIONS = new Set(['FADE OUT.', 'FADE TO BLACK.', 'CUT TO BLACK.']);

/** Also one that is set in bold or underlined as a whole, as many writers do. */
export function isHeading(raw: string): boolean {
  switch (firstCharacter(raw)) {
    case 'I':
    case 'E':
    case 'i':
    case 'e':
      return HEADING.test(printedText(raw).trimStart());
    case '[':
    case '/':
    case '*':
    case '_':
      return HEADING.test(
        printedText(raw)
          .trimStart()
          .replace(/^[*_]+/, ''),
      );
    default:
      return false;
  }
}

export function isForcedHeading(raw: string): boolean {
  return FORCED_HEADING.test(raw.trimStart());
}

/** Splits `#12A#` off the end of a heading as it prints: notes may stand behind it. */
export function splitSceneNumber(raw: string): { text: string; number?: string } {
  const line = raw.trimEnd();
  if (!line.includes('#')) return { text: line };
  const end = printedEnd(line);
  const match = SCENE_NUMBER.exec(line.slice(0, end));
  if (match?.[1] === undefined) return { text: line };
  return { text: line.slice(0, match.index).trimEnd() + line.slice(end), number: match[1] };
}

/** Where the last of a line stands that prints. */
function printedEnd(line: string): number {
  if (!line.endsWith(']]') && !line.endsWith('*/')) return line.length;
  let end = line.length;
  for (const { from, to } of hiddenIn(line).reverse()) {
    if (to !== end) break;
    end = line.slice(0, from).trimEnd().length;
  }
  return end;
}

export function isPageBreak(raw: string): boolean {
  return firstCharacter(raw) === '=' && PAGE_BREAK.test(raw.trim());
}

/** Takes a line that begins with `#` apart. */
export function splitSection(raw: string): { level: number; text: string } {
  const match = SECTION.exec(raw.trimStart());
  return { level: match?.[1]?.length ?? 1, text: match?.[2] ?? '' };
}

/** Capitals that end in `TO:`, and in no space behind it; the blank lines around are the caller's to check. */
export function isTransition(raw: string): boolean {
  if (!/TO:|OUT\.|BLACK\./.test(raw) || SPACED_OUT.test(raw)) return false;
  const line = printedText(raw)
    .trim()
    .replace(/^[*_]+/, '')
    .replace(/[*_]{1,4}$/, '');
  return (line.endsWith('TO:') && isUpperCase(line)) || FINAL_TRANSITIONS.has(line);
}

/**
 * Capitals with at least one letter, lower case only in a parenthesis after the name; so `R2D2` and `3CPO`, not `23`.
 * Like the reference, not a line with `:`, `!`, `?`, `<` or `>`, nor one that ends in a comma. A full stop is no obstacle:
 * Fountain 1.1 itself takes `SCANNING THE AISLES...` for a cue, and there is `HARRY JR.`
 */
export function isCue(raw: string): boolean {
  if (isBareName(raw)) return true;
  const line = printedText(raw).trim();
  const name = (line.endsWith('^') ? line.slice(0, -1) : line).replace(/\([^()]*\)/g, '').trim();
  if (line.startsWith('(') || !isUpperCase(name)) return false;
  return !/[<>:!?]|[(,]$/.test(name) && !name.startsWith('/') && !FINAL_TRANSITIONS.has(line);
}

/** Splits the mark of the second cue of a dual dialogue off its end. */
export function splitDual(raw: string): { text: string; dual: boolean } {
  const line = raw.trimEnd();
  return line.endsWith('^') ? { text: line.slice(0, -1), dual: true } : { text: line, dual: false };
}

/** Whether a small letter says at once that a line is neither cue nor transition, as it does of most lines. */
export function isProse(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) {
    const kind = KINDS[raw.charCodeAt(i)];
    if (kind === SMALL) return true;
    if (kind === OPENING || kind === undefined) return false;
  }
  return false;
}

/** A name with no extension, no note and no punctuation, as most cues are. */
function isBareName(raw: string): boolean {
  let capital = false;
  for (let i = 0; i < raw.length; i++) {
    const kind = KINDS[raw.charCodeAt(i)];
    if (kind === CAPITAL) capital = true;
    else if (kind !== OTHER) return false;
  }
  return capital;
}

function isUpperCase(text: string): boolean {
  let capital = false;
  for (let i = 0; i < text.length; i++) {
    const kind = KINDS[text.charCodeAt(i)];
    if (kind === undefined) return hasCapital(text) && !hasSmall(text);
    if (kind === SMALL) return false;
    capital ||= kind === CAPITAL;
  }
  return capital;
}

function hasCapital(text: string): boolean {
  return /\p{Lu}/u.test(text);
}

function hasSmall(text: string): boolean {
  return /\p{Ll}/u.test(text);
}

const [OTHER, CAPITAL, SMALL, OPENING, PUNCTUATION] = [0, 1, 2, 3, 4];

/** Letters by their case, in the alphabets that have cases and lie together: Latin, Greek, Cyrillic. */
const KINDS = Uint8Array.from({ length: 0x530 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if ('([/'.includes(letter)) return OPENING;
  if ('^:!?<>,.'.includes(letter)) return PUNCTUATION;
  return hasCapital(letter) ? CAPITAL : hasSmall(letter) ? SMALL : OTHER;
});
