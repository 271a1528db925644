import type { TakeId } from '#shared/lib/ids.ts';
import { updatePanel } from '#shared/collab/index.ts';
import { anchoredLines, hashOfLines, linesById, type Panel, type Storyboard } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';

/**
 * Shows another take of a panel. Whoever chooses it has the words before them as they are now: it counts as accepted for
 * those. Returns false when it is the one that is shown, or none of the panel's.
 */
export function chooseTake(
  target: Pick<ProjectConnection, 'doc' | 'undo'>,
  { boards }: Storyboard,
  panel: Panel,
  take: TakeId,
): boolean {
  if (take === panel.take || !panel.takes.some(({ id }) => id === take)) return false;
  const lines = anchoredLines(panel, linesById(boards.map(({ scene }) => scene)));
  editAs(target, 'choice of take', () =>
    updatePanel(target.doc, panel.id, { take, ...(lines.length > 0 && { textHash: hashOfLines(lines) }) }),
  );
  return true;
}
