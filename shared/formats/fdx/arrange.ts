import { must } from '#shared/lib/assert.ts';
import { isOutline, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { splitDialogue } from './dialogue.ts';
import { keptParagraph } from './kept.ts';

/*
 * Final Draft says by nesting what a script says by order: notes and summaries lie in the paragraph before them, a page
 * break is an attribute of the one after it, two speeches beside each other lie in one. Reader and writer ask here alike.
 */

/** The form of a dual dialogue that need not be kept. */
export const PLAIN_DUAL = '<Paragraph Type="General"><DualDialogue/></Paragraph>';

/** Places that a block inside a paragraph takes in the ranges of notes, whatever it holds. */
export const BLOCK_UNITS = 2;

/** What becomes one paragraph in the file, or for a speech a paragraph a line. */
export interface Block {
  readonly kind: 'paragraph' | 'dual' | 'page_break';
  /** Where its paragraphs begin in the script. */
  readonly index: number;
  readonly startsPage: boolean;
  /** Paragraphs that are written as such, in order. */
  readonly lines: readonly ScriptParagraph[];
  /** What is written into it. */
  readonly synopses: readonly ScriptParagraph[];
  readonly notes: readonly ScriptParagraph[];
}

/** @param inDual the paragraphs are those of one dual dialogue: their speeches make no other */
export function arrange(paragraphs: readonly ScriptParagraph[], inDual = false): Block[] {
  const blocks: Block[] = [];
  let startsPage = false;
  for (let i = 0; i < paragraphs.length;) {
    const paragraph = must(paragraphs[i]);
    const index = i;
    const dual = inDual ? i : dualEnd(paragraphs, i);
    const nothing = { index, startsPage, synopses: [], notes: [] };
    if (dual > i) {
      blocks.push({ ...nothing, kind: 'dual', lines: paragraphs.slice(i, dual) });
      i = dual;
    } else if (paragraph.type === 'page_break') {
      i++;
      if (carriesBreak(paragraphs[i]) && !isOwn(paragraph)) {
        startsPage = true;
        continue;
      }
      blocks.push({ ...nothing, startsPage: true, kind: 'page_break', lines: [paragraph] });
    } else {
      const notesAt = endOf(paragraphs, i + 1, (next) => isSummary(paragraph, next));
      const end = endOf(paragraphs, notesAt, (next) => next.type === 'note' && !isOwn(next));
      const lines = paragraph.type === 'dialogue' ? splitDialogue(paragraph) : [paragraph];
      const [synopses, notes] = [paragraphs.slice(i + 1, notesAt), paragraphs.slice(notesAt, end)];
      blocks.push({ ...nothing, kind: 'paragraph', lines, synopses, notes });
      i = end;
    }
    startsPage = false;
  }
  return blocks;
}

function isSummary({ type }: ScriptParagraph, next: ScriptParagraph): boolean {
  return type === 'scene_heading' && next.type === 'synopsis' && !isOwn(next);
}

/** Whether it is written as a paragraph of its own where it could lie in another. */
function isOwn({ kept }: ScriptParagraph): boolean {
  const { own, dual } = keptParagraph(kept);
  return own === true || dual !== undefined;
}

/** Whether a note after this paragraph is written into it. */
export function carriesNotes(previous: ScriptParagraph | undefined): boolean {
  return previous !== undefined && previous.type !== 'page_break';
}

/** Whether a page break before this paragraph is written as an attribute of it. */
export function carriesBreak(next: ScriptParagraph | undefined): boolean {
  if (next === undefined || next.type === 'page_break') return false;
  return !isOutline(next.type) || keptParagraph(next.kept).dual !== undefined;
}

/** Where the dual dialogue that begins at `start` ends; `start` itself where none does. */
export function dualEnd(paragraphs: readonly ScriptParagraph[], start: number): number {
  const first = paragraphs[start];
  if (!first) return start;
  const inside = keptParagraph(first.kept);
  if (inside.inDual && inside.dual !== undefined) {
    return endOf(paragraphs, start + 1, ({ kept }) => {
      const { inDual, dual } = keptParagraph(kept);
      return inDual === true && dual === undefined;
    });
  }
  if (first.type !== 'character') return start;
  const end = endOf(paragraphs, start + 1, (paragraph) => {
    const { dual, inDual } = keptParagraph(paragraph.kept);
    return isSpoken(paragraph) && dual === undefined && !inDual;
  });
  return paragraphs.slice(start + 1, end).some(({ dual }) => dual) ? end : start;
}

function endOf(
  paragraphs: readonly ScriptParagraph[],
  start: number,
  belongs: (paragraph: ScriptParagraph) => boolean,
): number {
  let end = start;
  for (let next = paragraphs[end]; next && belongs(next); next = paragraphs[++end]);
  return end;
}

function isSpoken({ type, dual }: ScriptParagraph): boolean {
  if (type === 'character') return dual === true;
  return type === 'dialogue' || type === 'parenthetical' || type === 'lyrics' || type === 'note';
}
