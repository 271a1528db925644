import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';

/** A line of the wall of cards: the name of a section, or scenes side by side. */
export type CardLine =
  | { readonly kind: 'section'; readonly row: OutlineRow }
  | { readonly kind: 'cards'; readonly rows: readonly OutlineRow[] };

/** Pixels. A card takes its share of the width and is always as high. */
export const CARD = { width: 220, height: 168, gap: 12, padding: 16 } as const;
const SECTION_HEIGHT = 44;

export function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width - 2 * CARD.padding + CARD.gap) / (CARD.width + CARD.gap)));
}

export function heightOfLine(line: CardLine): number {
  return line.kind === 'section' ? SECTION_HEIGHT : CARD.height + CARD.gap;
}

/** Scenes in script order, so many in a line; a section begins a new one. */
export function cardLines(outline: readonly OutlineRow[], columns: number): CardLine[] {
  const lines: CardLine[] = [];
  let open: OutlineRow[] | null = null;
  for (const row of outline) {
    if (row.kind === 'section') {
      lines.push({ kind: 'section', row });
      open = null;
    } else if (open && open.length < columns) open.push(row);
    else lines.push({ kind: 'cards', rows: (open = [row]) });
  }
  return lines;
}

/** The card that an arrow leads to from this one; undefined at the edge, and for other keys. */
export function cardBeside(lines: readonly CardLine[], from: ElementId, key: string): OutlineRow | undefined {
  const rows = lines.flatMap((line) => (line.kind === 'cards' ? [line.rows] : []));
  const cards = rows.flat();
  const at = cards.findIndex(({ id }) => id === from);
  const line = rows.findIndex((all) => all.some(({ id }) => id === from));
  const column = rows[line]?.findIndex(({ id }) => id === from) ?? 0;
  const inLine = (other: number) => rows[other]?.[Math.min(column, rows[other].length - 1)];
  if (key === 'ArrowLeft') return cards[at - 1];
  if (key === 'ArrowRight') return cards[at + 1];
  if (key === 'ArrowUp') return inLine(line - 1);
  if (key === 'ArrowDown') return inLine(line + 1);
  if (key === 'Home') return cards[0];
  return key === 'End' ? cards.at(-1) : undefined;
}
