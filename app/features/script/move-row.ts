import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { moveLines, readLines } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { endOfRow, linesOfRow, type OutlineRow } from '#shared/screenplay/index.ts';

/** The row that another is put before; null is the end of the script. */
export type Landing = ElementId | null;

/** What a row is called in a sentence. */
export function nameOf({ kind, number, text }: OutlineRow): string {
  return kind === 'scene' ? `scene ${number}` : `section “${text}”`;
}

/** Moves a scene, or a section with all that stands in it: one step of undo. Returns whether anything moved. */
export function moveRow(connection: Pick<ProjectConnection, 'doc' | 'undo'>, row: OutlineRow, to: Landing): boolean {
  const { doc } = connection;
  return editAs(connection, `move of ${nameOf(row)}`, () => moveLines(doc, linesOfRow(readLines(doc), row.id), to));
}

/** The rows on the screen: those in a folded section are not. */
export function shownRows(rows: readonly OutlineRow[], folded: ReadonlySet<string>): OutlineRow[] {
  const shown: OutlineRow[] = [];
  let hiddenTo = 0;
  rows.forEach((row, index) => {
    if (index < hiddenTo) return;
    shown.push(row);
    if (folded.has(row.id)) hiddenTo = endOfRow(rows, index);
  });
  return shown;
}

/** Where a row may land: what lies inside it, and its own place, are none. */
export function canLand(rows: readonly OutlineRow[], row: ElementId, to: Landing): boolean {
  const from = rows.findIndex(({ id }) => id === row);
  const at = to === null ? rows.length : rows.findIndex(({ id }) => id === to);
  return from >= 0 && at >= 0 && (at < from || at > endOfRow(rows, from));
}

/**
 * One place up or down: a scene goes over its neighbour, into or out of a section whose line it meets; a section, and
 * whatever meets a folded one, goes over the whole of it. Undefined at the end of the way.
 */
export function landingOf(
  rows: readonly OutlineRow[],
  row: OutlineRow,
  direction: 'up' | 'down',
  folded: ReadonlySet<string>,
): Landing | undefined {
  const from = rows.findIndex(({ id }) => id === row.id);
  if (direction === 'down') {
    const next = endOfRow(rows, from);
    const neighbour = rows[next];
    if (!neighbour) return undefined;
    const over = row.kind === 'section' || folded.has(neighbour.id) ? endOfRow(rows, next) : next + 1;
    return rows[over]?.id ?? null;
  }
  const above = rows.slice(0, from);
  if (row.kind === 'section') {
    return above.findLast(({ kind, level }) => kind === 'section' && level <= row.level)?.id ?? above[0]?.id;
  }
  return shownRows(above, folded).at(-1)?.id;
}
