import type { PanelId } from '#shared/lib/ids.ts';

/** The id of a card's element. */
export function cardId(panel: PanelId): string {
  return `panel-${panel}`;
}
