import { must } from '#shared/lib/assert.ts';
import { parseCue, type ScriptElement } from '#shared/screenplay/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { textCells } from './cells.ts';
import { linesIn, partHeight, withContd, type Block, type Column, type Cut, type Part, type Script } from './block.ts';
import type { PageLine, PageStart } from './page.ts';
import { sourceOffset } from './printed.ts';
import { bodyHeight, LINE, PITCH, type ElementLayout } from './settings.ts';

/** A block on a page. */
export interface Placed {
  readonly block: Block;
  /** Points from the top of the text area to its blank lines, and to its first line. */
  readonly above: number;
  readonly top: number;
  /** What is true where it begins. */
  readonly start: PageStart;
}

export interface PageEdges {
  /** The scene that goes on from the page before. */
  readonly scene: ElementId | null;
  /** What says so at the head of this one. */
  readonly head: string | null;
  /** Where the last block parts, if it does. */
  readonly cuts: readonly Cut[] | null;
  /** Whether the scene goes on on the next page. */
  readonly foot: boolean;
}

export interface PlacedLines {
  readonly lines: readonly PageLine[];
  /** The stretch that the script itself fills: `Page.begin` and `Page.end`. */
  readonly begin: number;
  readonly end: number;
}

/** The lines of a page, top to bottom; of a dual dialogue the left column first. */
export function placeLines(script: Script, placed: readonly Placed[], edges: PageEdges): PlacedLines {
  const lines: PageLine[] = [];
  if (edges.head !== null && edges.scene !== null)
    lines.push(sceneLine(script, 'scene_top', edges.scene, edges.head, 0));
  let end = 0;
  let filled = 0;
  for (const [i, each] of placed.entries()) {
    const cuts = i === placed.length - 1 ? edges.cuts : null;
    for (const [side, column] of each.block.columns.entries()) {
      const place = { script, lines, column, side: sideOf(each.block, side), start: each.start };
      const cut = cuts?.[side] ?? null;
      const y = placeColumn(place, each.top, cut);
      end = Math.max(end, y);
      filled = Math.max(filled, isOver(column, cut) ? y : placeMore(place, y));
    }
  }
  placeSceneBottom(script, lines, placed, edges, filled);
  return { lines, begin: beginOf(placed), end };
}

function beginOf([first]: readonly Placed[]): number {
  if (!first) return 0;
  return first.top + Math.max(0, ...first.block.columns.map(({ repeated }) => (repeated ? partHeight(repeated) : 0)));
}

function placeSceneBottom(
  script: Script,
  lines: PageLine[],
  placed: readonly Placed[],
  { foot }: PageEdges,
  filled: number,
): void {
  const scene = placed.at(-1)?.start.scene ?? null;
  const { sceneBottom } = script.settings.continuations;
  if (!foot || sceneBottom === '' || scene === null || filled + 2 * LINE > bodyHeight(script.settings)) return;
  lines.push(sceneLine(script, 'scene_bottom', scene, sceneBottom, filled + LINE));
}

function sideOf({ columns }: Block, side: number): PageLine['column'] {
  if (columns.length === 1) return 'page';
  return side === 0 ? 'left' : 'right';
}

/** (CONTINUED) stands at the right margin of headings, CONTINUED: at the left. */
function sceneLine(
  { settings }: Script,
  role: 'scene_top' | 'scene_bottom',
  element: ElementId,
  added: string,
  top: number,
): PageLine {
  const { left, right } = settings.elements.scene_heading;
  const at = role === 'scene_top' ? left : right - textCells(added) / PITCH;
  const place = { from: 0, to: 0, row: top / LINE, left: at, column: 'page' } as const;
  return { role, element, type: 'scene_heading', added, ...place };
}

interface Place {
  readonly script: Script;
  readonly lines: PageLine[];
  readonly column: Column;
  readonly side: PageLine['column'];
  readonly start: PageStart;
}

/** Puts a column's lines on the page, up to where it parts. Gives the points used so far. */
function placeColumn(place: Place, top: number, cut: Cut | null): number {
  const { column, lines, side } = place;
  const { repeated, parts, skipped } = column;
  let y = top;
  if (repeated) {
    for (let line = 0; line < linesIn(repeated); line++) {
      lines.push(addedLine('contd', repeated, repeated.text.slice(...rangeOf(repeated, line)), y, side));
      y += repeated.layout.lineHeight;
    }
  }
  for (const [i, part] of parts.entries()) {
    if (cut && skipped + i > cut.part) break;
    const end = cut && skipped + i === cut.part ? cut.at : Infinity;
    if (end === 0) break;
    y = placePart(place, part, y + part.before, end);
  }
  return y;
}

function isOver({ parts, skipped }: Column, cut: Cut | null): boolean {
  return !cut || cut.part >= skipped + parts.length;
}

function placeMore({ script, lines, column, side }: Place, y: number): number {
  const { more } = script.settings.continuations;
  if (!column.cue || more === '') return y;
  lines.push(addedLine('more', column.cue, more, y, side));
  return y + LINE;
}

type Source = Pick<Part, 'element' | 'layout'>;

function addedLine(
  role: PageLine['role'],
  { element, layout }: Source,
  added: string,
  y: number,
  column: PageLine['column'],
): PageLine {
  const left = leftOf(layout, textCells(added), true);
  return { role, element: element.id, type: element.type, from: 0, to: 0, added, row: y / LINE, left, column };
}

function rangeOf(part: Part, line: number): [number, number] {
  return [must(part.lines[2 * line]), must(part.lines[2 * line + 1])];
}

function placePart(place: Place, part: Part, top: number, cut: number): number {
  const { element, layout, text } = part;
  // Blank lines at the cut go with neither page.
  const end = cut === Infinity ? cut : text.slice(0, cut).trimEnd().length;
  const added = automaticContd(place, element);
  const last = linesIn(part) - 1;
  let y = top;
  for (let line = 0; line <= last; line++) {
    const from = must(part.lines[2 * line]);
    const lineEnd = must(part.lines[2 * line + 1]);
    if (from >= end) break;
    const to = Math.min(lineEnd, end);
    const left = leftOf(layout, layout.alignment === 'left' ? 0 : textCells(text.slice(from, to)), from === 0);
    place.lines.push({
      role: 'text',
      element: element.id,
      type: element.type,
      from: sourceOffset(part, from, false),
      to: sourceOffset(part, to, true),
      added: line === last ? added : null,
      row: y / LINE,
      left,
      column: place.side,
    });
    y += layout.lineHeight;
  }
  return y;
}

/** What is added to a cue whose character spoke last, when that is automatic. */
function automaticContd({ script, start, column }: Place, element: ScriptElement): string | null {
  const { automaticContd: automatic, contd } = script.settings.continuations;
  if (!automatic || contd === '' || element.type !== 'character' || column.skipped > 0) return null;
  if (start.speaker === null || parseCue(element.text).name !== start.speaker) return null;
  return withContd(element.text, contd).endsWith(` ${contd}`) ? ` ${contd}` : null;
}

function leftOf({ left, right, alignment, firstIndent }: ElementLayout, cells: number, first: boolean): number {
  if (alignment === 'right') return right - cells / PITCH;
  if (alignment === 'center') return (left + right) / 2 - cells / PITCH / 2;
  return first ? left + firstIndent : left;
}
