import { parseFountain } from '#shared/formats/fountain/index.ts';
import {
  introOf,
  isTransitionLine,
  mayBeName,
  type ElementType,
  type ScriptParagraph,
} from '#shared/screenplay/index.ts';

/** Characters on a line of the page, by which what was copied off a page is put together again. */
const WIDTHS: Partial<Record<ElementType, number>> = { action: 60, dialogue: 35, parenthetical: 25 };
/** A line is broken early when a word does not fit; Final Draft's columns are a few characters wider or narrower. */
const TOLERANCE = 6;
const IN_BRACKETS = /^\(.*\)$/s;

/** Plain text as paragraphs: Fountain, or lines as they stood on a page. */
export function paragraphsOfText(text: string): ScriptParagraph[] {
  const lines = text.split(/\r\n?|\n/).map((line): ScriptParagraph => ({ type: 'action', text: line.trim() }));
  if (lines.length > 2 && !lines.some(isBlank)) return paragraphsOfLines(lines);
  // Behind an empty line, or "Note: call her" would be a title page.
  const { elements } = parseFountain(`\n${text}`).screenplay;
  return elements.map((element) =>
    isWrapped(element) ? { ...element, text: element.text.replaceAll('\n', ' ') } : element,
  );
}

/** Paragraphs of another program, which say what they are by their words and their order alone. Empty ones go. */
export function paragraphsOfLines(lines: readonly ScriptParagraph[]): ScriptParagraph[] {
  const typed: ScriptParagraph[] = [];
  const isSpaced = lines.some(isBlank);
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while (to < lines.length && !isBlank(lines[to])) to++;
    readBlock(lines.slice(from, to), isSpaced, typed);
    from = to;
  }
  return typed;
}

/** Lines without an empty one between them. */
function readBlock(lines: readonly ScriptParagraph[], isSpaced: boolean, typed: ScriptParagraph[]): void {
  let at = 0;
  const take = (type: ElementType, separator: string | null) => {
    let taken: ScriptParagraph = { ...(lines[at++] as ScriptParagraph), type };
    for (let next = lines[at]; next && goesOn(lines[at - 1], next, type, separator); next = lines[++at]) {
      taken = joined(taken, next, separator ?? ' ');
    }
    typed.push(taken);
  };
  while (at < lines.length) {
    const text = textAt(lines, at);
    if (isHeading(text)) take('scene_heading', null);
    else if (isTransitionLine(text.trim())) take('transition', null);
    else if (mayBeName(text) && at + 1 < lines.length && !isHeading(textAt(lines, at + 1))) {
      take('character', null);
      do take(IN_BRACKETS.test(textAt(lines, at)) ? 'parenthetical' : 'dialogue', isSpaced ? '\n' : null);
      while (
        at < lines.length &&
        (isSpaced || typed.at(-1)?.type === 'parenthetical' || IN_BRACKETS.test(textAt(lines, at)))
      );
    } else take('action', null);
  }
}

/** Whether a line belongs to the paragraph of the one above it. */
function goesOn(
  above: ScriptParagraph | undefined,
  line: ScriptParagraph,
  type: ElementType,
  separator: string | null,
) {
  if (separator !== null) return type === 'dialogue' && !IN_BRACKETS.test(line.text.trim());
  return above !== undefined && !isHeading(line.text) && isFull(above.text, line.text, WIDTHS[type]);
}

function isHeading(text: string): boolean {
  const intro = introOf(text.trim());
  // "Est ce que" is none.
  return /\S[\s.]/.test(intro) && (/[./]/.test(intro) || intro === intro.toUpperCase());
}

function isBlank(line: ScriptParagraph | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

function textAt(lines: readonly ScriptParagraph[], at: number): string {
  return lines[at]?.text.trim() ?? '';
}

/** Every line but the last is as long as the page is wide: the breaks are the page's, not the writer's. */
function isWrapped({ type, text }: ScriptParagraph): boolean {
  const lines = text.split('\n');
  return lines.length > 1 && lines.slice(1).every((line, i) => isFull(lines[i] ?? '', line, WIDTHS[type]));
}

function isFull(line: string, next: string, width: number | undefined): boolean {
  if (width === undefined || line.length > width + TOLERANCE) return false;
  const word = /^\S*/.exec(next.trimStart())?.[0].length ?? 0;
  return line.length + 1 + word > width - TOLERANCE;
}

function joined(first: ScriptParagraph, second: ScriptParagraph, separator: string): ScriptParagraph {
  const text = first.text.trimEnd() + separator;
  const shift = text.length - (second.text.length - second.text.trimStart().length);
  const moved = (second.styles ?? []).map((span) => ({ ...span, from: span.from + shift, to: span.to + shift }));
  const styles = [...(first.styles ?? []), ...moved];
  return { ...first, text: text + second.text.trimStart(), ...(styles.length > 0 && { styles }) };
}
