import { styledPieces } from '#shared/screenplay/index.ts';
import type { AddedWord, PageBreak } from './page-marks.ts';

/** Pixels of the ground that shows between two sheets. */
export const GAP = 24;

/** Pixels that a break adds to the page's height. */
export function heightOfBreak({ foot, head }: PageBreak): number {
  return foot + GAP + head;
}

/**
 * The foot of one sheet, the ground between the two and the head of the next, with what pagination prints there. Stands
 * between two elements or inside one, and is no part of the text.
 */
export function pageBreakElement(mark: PageBreak): HTMLElement {
  const element = document.createElement(mark.at > 0 ? 'span' : 'div');
  element.className = 'page-break';
  element.setAttribute('role', 'separator');
  element.setAttribute('aria-label', `Page ${mark.number}`);
  element.style.height = `${heightOfBreak(mark)}px`;
  const gap = part('page-gap', mark.foot);
  gap.style.height = `${GAP}px`;
  element.append(gap);
  for (const word of mark.footWords) element.append(wordElement(word, 0));
  for (const word of mark.headWords) element.append(wordElement(word, mark.foot + GAP));
  return element;
}

function wordElement({ left, top, ...line }: AddedWord, above: number): HTMLElement {
  const word = part('page-word', above + top);
  word.style.setProperty('--at', `${left}in`);
  for (const { text, styles } of styledPieces(line)) word.append(pieceElement(text, styles));
  return word;
}

function pieceElement(text: string, styles: readonly string[]): HTMLElement {
  const piece = document.createElement('span');
  piece.className = styles.join(' ');
  piece.textContent = text;
  return piece;
}

/** The separator's name says it all: what stands in it is for the eye. */
function part(className: string, top: number): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.ariaHidden = 'true';
  element.style.top = `${top}px`;
  return element;
}

/** Ends a line where pagination does. */
export function lineEndElement(): HTMLElement {
  return document.createElement('br');
}
