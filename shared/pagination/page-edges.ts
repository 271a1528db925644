import type { EdgeLine, EdgePart, EdgeTab, PageEdge, StyleSpan } from '#shared/screenplay/index.ts';
import { textCells } from './cells.ts';
import type { PrintedLine } from './printed-line.ts';
import { LINE, PITCH, type PageSettings } from './settings.ts';

/** Words at the head or foot of a page: `left` in inches, `top` in points, from the paper's edges. */
export interface EdgeText extends PrintedLine {
  readonly left: number;
  readonly top: number;
}

export interface EdgePage {
  /** Among the pages of the script, from 0. */
  readonly index: number;
  /** What stands for the date, by `edgeDate`. */
  readonly date: string;
}

/** A day as heads and feet of pages write it, `11/26/2026`: by UTC, so that a window says what the server's PDF says. */
export function edgeDate(day: Date): string {
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`;
}

/** What stands at the head of a page: its number, where the script's file says nothing else. */
export function headerOf(settings: PageSettings, page: EdgePage): EdgeText[] {
  const { header, margins } = settings;
  return shownLines(header, page).flatMap((line, row) => edgeTexts(settings, line, page, margins.header + row * LINE));
}

/** What stands at its foot, the last line as high above the paper's edge as the layout says. */
export function footerOf(settings: PageSettings, page: EdgePage): EdgeText[] {
  const { footer, margins, paper } = settings;
  const lines = shownLines(footer, page);
  const top = paper.height - margins.footer - lines.length * LINE;
  return lines.flatMap((line, row) => edgeTexts(settings, line, page, top + row * LINE));
}

function shownLines({ visible, onFirstPage, lines }: Required<PageEdge>, { index }: EdgePage): readonly EdgeLine[] {
  return visible && (index > 0 || onFirstPage) ? lines : [];
}

function edgeTexts(settings: PageSettings, line: EdgeLine, page: EdgePage, top: number): EdgeText[] {
  const pieces = piecesOf(line.parts, (label) => labelled(label, settings, page));
  const width = settings.paper.width / POINTS_PER_INCH;
  const { leftIndent: left = settings.elements.action.left, rightIndent = settings.elements.action.right } = line;
  const right = rightIndent < 0 ? width + rightIndent : rightIndent;
  let end = left;
  return pieces.flatMap((piece, i) => {
    const long = textCells(piece.text) / PITCH;
    const tab = i === 0 ? startOf(line, pieces.length, left, right) : nextTab(line.tabs ?? [], end);
    const at = Math.max(i === 0 ? 0 : end, tab.position - long * SHARES[tab.alignment]);
    end = at + long;
    return piece.text.trim() === '' ? [] : [{ ...piece, left: at, top }];
  });
}

const POINTS_PER_INCH = 72;
/** How much of a text stands before the place that it is set to. */
const SHARES = { left: 0, center: 0.5, right: 1 } as const;

/** A line with tabs begins at its left; their stops place the rest. */
function startOf({ alignment = 'left' }: EdgeLine, pieces: number, left: number, right: number): EdgeTab {
  if (pieces > 1 || alignment === 'left') return { position: left, alignment: 'left' };
  return { position: alignment === 'right' ? right : (left + right) / 2, alignment };
}

/** Behind the last stop a tab is a space. */
function nextTab(tabs: readonly EdgeTab[], end: number): EdgeTab {
  return tabs.find(({ position }) => position > end) ?? { position: end + 1 / PITCH, alignment: 'left' };
}

/** What Final Draft fills in. Revisions are none of a project's: their labels stay empty. */
function labelled(label: string, { firstPage }: PageSettings, { index, date }: EdgePage): string {
  if (label === 'Page #') return String(index + firstPage);
  return label === 'Date' ? date : '';
}

/** The words between the tabs. */
function piecesOf(parts: readonly EdgePart[], labelled: (label: string) => string): PrintedLine[] {
  const pieces: { text: string; styles: StyleSpan[] }[] = [{ text: '', styles: [] }];
  for (const part of parts) {
    const texts = 'text' in part ? part.text.split('\t') : [labelled(part.label)];
    for (const [i, text] of texts.entries()) {
      if (i > 0) pieces.push({ text: '', styles: [] });
      const piece = pieces.at(-1);
      if (!piece || text === '') continue;
      const from = piece.text.length;
      piece.text += text;
      for (const style of part.styles ?? []) piece.styles.push({ from, to: piece.text.length, style });
    }
  }
  return pieces;
}
