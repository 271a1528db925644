import type { PanelId } from '#shared/lib/ids.ts';
import { readPanels } from './boards.ts';
import { loadState } from './load-state.ts';

/** The panels that a project's document has in this state. */
export function panelIdsIn(state: Uint8Array): ReadonlySet<PanelId> {
  const doc = loadState(state);
  try {
    return new Set(readPanels(doc).map(({ id }) => id));
  } finally {
    doc.destroy();
  }
}
