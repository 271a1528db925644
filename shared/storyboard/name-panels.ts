import type { PanelId } from '#shared/lib/ids.ts';
import { numberPanels, type Numbering } from '#shared/shots/index.ts';
import type { SceneBoard, Storyboard } from './arrange.ts';
import type { Panel } from './panel.ts';

export interface NamedPanel {
  readonly panel: Panel;
  /** As the trade writes it: scene, shot letter, panel. Empty for a panel that hangs on nothing. */
  readonly number: string;
  readonly board: SceneBoard | null;
}

/** Every panel by its id, in script order. */
export function namePanels({ boards, orphans }: Storyboard, numbering: Numbering): ReadonlyMap<PanelId, NamedPanel> {
  const named = new Map<PanelId, NamedPanel>();
  for (const board of boards) {
    const shots = board.panels.map((panel) => panel.shot);
    const numbers = numberPanels(board.scene.number, shots, numbering);
    board.panels.forEach((panel, i) => named.set(panel.id, { panel, number: numbers[i] ?? '', board }));
  }
  for (const panel of orphans) named.set(panel.id, { panel, number: '', board: null });
  return named;
}
