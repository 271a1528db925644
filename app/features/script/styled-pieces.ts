import type { PrintedLine } from '#shared/pagination/index.ts';
import type { TextStyle } from '#shared/screenplay/index.ts';

/** A stretch of a line that looks the same throughout. */
export interface StyledPiece {
  readonly from: number;
  readonly text: string;
  readonly styles: readonly TextStyle[];
}

/** A line as it is drawn: cut where its emphasis changes. */
export function styledPieces({ text, styles }: PrintedLine): StyledPiece[] {
  const cuts = [...new Set([0, text.length, ...styles.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => ({
    from,
    text: text.slice(from, cuts[index + 1]),
    styles: styles.filter((span) => span.from <= from && from < span.to).map(({ style }) => style),
  }));
}
