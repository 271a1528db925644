import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { knownOf, wordsOf, type Seen } from './move-lines.ts';

/** Words of a line, counted in characters of its texts. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** A piece of the old node that the mover knew. */
interface Piece {
  /** Null for what was deleted so long ago that only its length is left. */
  readonly words: string | null;
  readonly length: number;
  /**
   * `stood`: it was there until the move took it along. `ours`: this window had deleted it, and undo keeps it. `gone`:
   * somebody had deleted it. Whether the mover had heard of a deletion is written nowhere: it shows in what they made.
   */
  readonly is: 'stood' | 'ours' | 'gone';
}

/**
 * What stands in `line`, which was made from `node`, although this window had deleted it: whoever moved the line had not
 * heard of that. Nothing where the line does not follow from the node, because somebody has gone on writing in it.
 */
export function lingeringWords(
  node: Y.XmlElement,
  line: Y.XmlElement,
  seen: Seen,
  deleteSet: Y.Transaction['deleteSet'],
): Stretch[] {
  const pieces = piecesOf(node, seen, deleteSet);
  const text = textOf(line);
  if (text === null || !pieces.some(({ is }) => is === 'ours')) return [];
  return follow(pieces, text) ?? [];
}

/** Whether there is anything in it that this window deleted and could bring back. */
export function hasOwnDeletions(node: Y.XmlElement, deleteSet: Y.Transaction['deleteSet']): boolean {
  for (const item of wordsOf(node)) if (isOurs(item, deleteSet)) return true;
  return false;
}

// Undo keeps the content of what was deleted here, and of nothing else.
function isOurs({ id, keep, deleted, content }: Y.Item, deleteSet: Y.Transaction['deleteSet']): boolean {
  return deleted && keep && content instanceof Y.ContentString && !Y.isDeleted(deleteSet, id);
}

function piecesOf(node: Y.XmlElement, seen: Seen, deleteSet: Y.Transaction['deleteSet']): Piece[] {
  const pieces: Piece[] = [];
  for (const item of wordsOf(node)) {
    const length = Math.min(knownOf(seen, item.id), item.length);
    if (length === 0 || !(item.content instanceof Y.ContentString || item.content instanceof Y.ContentDeleted))
      continue;
    const words = item.content instanceof Y.ContentString ? item.content.str.slice(0, length) : null;
    const stood = Y.isDeleted(deleteSet, item.id);
    pieces.push({ words, length, is: stood ? 'stood' : isOurs(item, deleteSet) ? 'ours' : 'gone' });
  }
  return pieces;
}

/** Null for a line that holds more than words. */
function textOf(line: Y.XmlElement): string | null {
  let text = '';
  for (const { deleted, countable, content } of wordsOf(line)) {
    if (deleted || !countable) continue;
    if (!(content instanceof Y.ContentString)) return null;
    text += content.str;
  }
  return text;
}

/**
 * Reads the text as the pieces that stood, in order, and between them as few of the deleted ones as must have been there;
 * gives those of ours. Null for a text that can't be read so.
 */
function follow(pieces: readonly Piece[], text: string): Stretch[] | null {
  const fits = (piece: Piece, at: number) =>
    piece.words === null ? at + piece.length <= text.length : text.startsWith(piece.words, at);
  // From the last piece to the first: the places from which the rest of the pieces reads the rest of the text.
  let open = new Set([text.length]);
  const opens = [open];
  for (const piece of pieces.toReversed()) {
    const before = new Set(piece.is === 'stood' ? [] : open);
    for (const end of open) if (fits(piece, end - piece.length)) before.add(end - piece.length);
    opens.push((open = before));
  }
  opens.reverse();
  if (!open.has(0)) return null;
  const ours: Stretch[] = [];
  let at = 0;
  pieces.forEach((piece, i) => {
    if (piece.is !== 'stood' && must(opens[i + 1]).has(at)) return;
    if (piece.is === 'ours') ours.push({ offset: at, length: piece.length });
    at += piece.length;
  });
  return ours;
}
