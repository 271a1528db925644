import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { allPanels, chosenTake, isStale, type Lines, type Panel, type Storyboard } from '#shared/storyboard/index.ts';

/** Which panels an order is for. */
export const EXTENTS = ['selected', 'scene', 'stale', 'bare', 'film'] as const;
export type Extent = (typeof EXTENTS)[number];

export interface ExtentChoice {
  readonly extent: Extent;
  readonly label: string;
  readonly panels: readonly Panel[];
}

interface Asked {
  readonly storyboard: Storyboard;
  readonly lines: Lines;
  /** Those chosen on the boards. */
  readonly selected: readonly PanelId[];
  /** The scene at hand; null: that of the first selected. */
  readonly scene: ElementId | null;
}

/** The ways to say which panels, in script order, without those that would be of none. */
export function extentsOf({ storyboard, lines, selected, scene }: Asked): readonly ExtentChoice[] {
  const all = allPanels(storyboard);
  const chosen = new Set(selected);
  const at = storyboard.boards.find((board) =>
    scene === null ? board.panels.some(({ id }) => id === selected[0]) : board.scene.id === scene,
  );
  const choices: ExtentChoice[] = [
    { extent: 'selected', label: 'Selected', panels: all.filter(({ id }) => chosen.has(id)) },
    { extent: 'scene', label: `Scene ${at?.scene.number ?? ''}`, panels: at?.panels ?? [] },
    { extent: 'stale', label: 'Stale', panels: all.filter((panel) => isStale(panel, lines)) },
    { extent: 'bare', label: 'Without a picture', panels: all.filter((panel) => !chosenTake(panel)) },
    { extent: 'film', label: 'Whole film', panels: all },
  ];
  return choices.filter(({ panels }) => panels.length > 0);
}
