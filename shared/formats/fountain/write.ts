import { must } from '#shared/lib/assert.ts';
import {
  hiddenIn,
  isBoneyard,
  sameParagraph,
  type Screenplay,
  type ScriptParagraph,
  type StyleSpan,
} from '#shared/screenplay/index.ts';
import { SEAM, writeNote } from './hidden.ts';
import { writeInline } from './inline.ts';
import { NEW_PARAGRAPH, parseFountain } from './parse.ts';
import { lineBreaks, tidy } from './tidy.ts';
import { looksLikeTitlePage, writeTitlePage } from './title-page.ts';

/**
 * The screenplay as Fountain 1.1, ending in a line end. Plain wherever plain reads back as the same type; forced
 * (`.` `!` `@` `>`) where not. `general` and `shot` become action, paragraphs without text are left out.
 */
export function writeFountain({ titlePage, elements }: Screenplay): string {
  const paragraphs = elements.map(tidy).filter((paragraph) => paragraph !== null);
  const leads = leadsToWords(paragraphs);
  const sung = (at: number) => paragraphs[at]?.type === 'lyrics' && paragraphs[at - 1]?.type === 'character';
  const title = writeTitlePage(titlePage);
  const blocks: string[] = title === '' ? [] : [title];
  let top = title === '';
  let speaking = false;
  for (const [i, paragraph] of paragraphs.entries()) {
    const glued: boolean = speaking && (leads[i] === true || sung(i));
    speaking = glued || startsSpeech(paragraph);
    if (glued) blocks.push(`${blocks.pop() ?? ''}\n${spoken(paragraph, paragraphs[i - 1])}`);
    else blocks.push(block(paragraph, top, leads[i + 1] === true || sung(i + 1)));
    top &&= paragraph.type === 'note' && isBoneyard(paragraph.text);
  }
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function isWords({ type }: ScriptParagraph): boolean {
  return type === 'dialogue' || type === 'parenthetical';
}

function startsSpeech(paragraph: ScriptParagraph): boolean {
  return paragraph.type === 'character' || isWords(paragraph);
}

/** For each paragraph whether it is spoken, or a song or note with words after it: such stand inside an open speech. */
function leadsToWords(paragraphs: readonly ScriptParagraph[]): boolean[] {
  const leads: boolean[] = new Array<boolean>(paragraphs.length).fill(false);
  for (let i = paragraphs.length - 1; i >= 0; i--) {
    const paragraph = paragraphs[i];
    if (!paragraph) continue;
    const between = paragraph.type === 'note' || paragraph.type === 'lyrics';
    leads[i] = isWords(paragraph) || (between && leads[i + 1] === true);
  }
  return leads;
}

/** A paragraph inside an open speech. */
function spoken(paragraph: ScriptParagraph, previous: ScriptParagraph | undefined): string {
  if (paragraph.type === 'note') return writeNote(paragraph.text);
  const apart = previous?.type === paragraph.type && paragraph.type !== 'parenthetical' ? NEW_PARAGRAPH : '';
  return apart === '' || paragraph.type !== 'lyrics' ? apart + said(paragraph) : `~${apart}${said(paragraph).slice(1)}`;
}

/** Words and songs as they are, but for a line of words that would be read as something else. */
function said(paragraph: ScriptParagraph): string {
  const lines = rawLines(paragraph);
  if (paragraph.type === 'lyrics') return lines.map((line) => `~${line}`).join('\n');
  const kept = lines.map((line) => (line === '' ? '  ' : line));
  const plain = kept.join('\n');
  return reads(`@\n${plain}`, paragraph) ? plain : kept.map(sealStart).join('\n');
}

/** Every line that is read as something else inside a speech or an action begins with one of these. */
function sealStart(line: string): string {
  return /^\s*[~([/=#>!]/.test(line) ? SEAM + line : line;
}

/** A paragraph after a blank line. */
function block(paragraph: ScriptParagraph, top: boolean, wordsFollow: boolean): string {
  const lines = rawLines(paragraph);
  const [raw = ''] = lines;
  switch (paragraph.type) {
    case 'scene_heading':
      return heading(paragraph, raw);
    case 'character':
      return cue(paragraph, raw, wordsFollow);
    case 'parenthetical':
    case 'dialogue':
      return `@\n${said(paragraph)}`;
    case 'lyrics':
      return said(paragraph);
    case 'transition':
      return firstThatReads(paragraph, [raw, `> ${raw}`, `> ${raw}${SEAM}`]);
    case 'centered':
      return lines.map((line) => `> ${line} <`).join('\n');
    case 'section':
      return `${'#'.repeat(paragraph.level ?? 1)} ${raw}`;
    case 'synopsis':
      return `= ${raw}`;
    case 'note':
      return writeNote(paragraph.text);
    case 'page_break':
      return '===';
    default:
      return action(paragraph, lines, top);
  }
}

function heading(paragraph: ScriptParagraph, raw: string): string {
  const number = paragraph.number === undefined ? '' : ` #${paragraph.number}#`;
  const candidates = [raw, `.${raw}`, `.${raw}${SEAM}`, `.${SEAM}${raw}${SEAM}`];
  return firstThatReads(
    paragraph,
    candidates.map((candidate) => candidate + number),
  );
}

function cue(paragraph: ScriptParagraph, raw: string, wordsFollow: boolean): string {
  const dual = paragraph.dual ? ' ^' : '';
  const words = { type: 'dialogue', text: '-' } as const;
  if (wordsFollow && reads(`${raw}${dual}\n-`, paragraph, words)) return raw + dual;
  return firstThatReads(paragraph, [`@${raw}${dual}`, `@${raw}${SEAM}${dual}`]);
}

function action(paragraph: ScriptParagraph, lines: readonly string[], top: boolean): string {
  const [first = '', ...rest] = lines.map((line) => (line === '' ? SEAM : line));
  const plain = [first, ...rest].join('\n');
  const forced = [`!${plain}`, `!${[first, ...rest.map(sealStart)].join('\n')}`];
  // The blank line after an action ends an unclosed note, whose brackets then need not be kept apart.
  const unclosed = plain.replaceAll(`[${SEAM}[`, '[[');
  return firstThatReads(paragraph, top && looksLikeTitlePage(plain) ? forced : [unclosed, plain, ...forced]);
}

function firstThatReads(paragraph: ScriptParagraph, candidates: readonly string[]): string {
  return candidates.find((candidate) => reads(candidate, paragraph)) ?? candidates.at(-1) ?? '';
}

/** Whether the text, standing by itself below a title page, is read as these paragraphs. */
function reads(text: string, ...expected: readonly ScriptParagraph[]): boolean {
  const { elements } = parseFountain(`Title: -\n\n${text}`).screenplay;
  return elements.length === expected.length && elements.every((read, i) => sameParagraph(read, must(expected[i])));
}

/** The text's lines with their emphasis written out; a line holds breaks only inside a note or boneyard. */
function rawLines({ text, styles = [] }: ScriptParagraph): string[] {
  const ends = [...lineBreaks(text, hiddenIn(text)), text.length];
  let next = 0;
  return ends.map((end, i) => {
    const from = i === 0 ? 0 : must(ends[i - 1]) + 1;
    const inLine: StyleSpan[] = [];
    for (let span = styles[next]; span && span.from < end; span = styles[++next]) {
      inLine.push({ from: span.from - from, to: span.to - from, style: span.style });
    }
    return writeInline({ text: text.slice(from, end), styles: inLine });
  });
}
