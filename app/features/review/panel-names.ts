import type { PanelId } from '#shared/lib/ids.ts';
import { numberPanels } from '#shared/shots/index.ts';
import type { Panel, SceneBoard, Storyboard } from '#shared/storyboard/index.ts';

export interface NamedPanel {
  readonly panel: Panel;
  /** As the trade writes it: scene, shot letter, panel. Empty for a panel that hangs on nothing. */
  readonly number: string;
  readonly board: SceneBoard | null;
}

/** Every panel by its id, in script order. */
export function namePanels({ boards, orphans }: Storyboard): ReadonlyMap<PanelId, NamedPanel> {
  const named = new Map<PanelId, NamedPanel>();
  for (const board of boards) {
    const shots = board.panels.map((panel) => panel.shot);
    const numbers = numberPanels(board.scene.number, shots);
    board.panels.forEach((panel, i) => named.set(panel.id, { panel, number: numbers[i] ?? '', board }));
  }
  for (const panel of orphans) named.set(panel.id, { panel, number: '', board: null });
  return named;
}
