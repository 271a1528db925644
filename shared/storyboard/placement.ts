import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { keysBetween, type OrderKey } from '#shared/lib/order-key.ts';
import type { SceneBoard, Storyboard } from './arrange.ts';
import type { Panel } from './panel.ts';

export interface Placement {
  readonly id: PanelId;
  readonly order: OrderKey;
}

/**
 * The keys that put the panels `ids`, in this order, before the `at`-th panel of a scene's board, counted without `ids`.
 * The first placements are theirs; others follow only when two panels there hold one key, which happens when two people
 * add at once: no key lies between equals, so the later one moves up.
 *
 * At the ends of a board the neighbouring scenes' keys are respected where they allow it, so that a heading deleted
 * between two scenes leaves one board after the other instead of shuffling them.
 */
export function placeInBoard(
  storyboard: Storyboard,
  scene: ElementId,
  at: number,
  ids: readonly PanelId[],
): Placement[] {
  const index = storyboard.boards.findIndex((board) => board.scene.id === scene);
  const rest = (storyboard.boards[index]?.panels ?? []).filter((panel) => !ids.includes(panel.id));
  const own = { before: rest[at - 1]?.order, after: rest[at]?.order };
  const before = own.before ?? neighbour(storyboard.boards, index, -1, (order) => !own.after || order < own.after);
  const tied = own.before === undefined ? [] : tiesAfter(rest, at, own.before);
  const after =
    rest[at + tied.length]?.order ??
    neighbour(storyboard.boards, index, 1, (order) => before === undefined || order > before);
  const keys = keysBetween(before ?? null, after ?? null, ids.length + tied.length);
  return [...ids, ...tied].map((id, i) => ({ id, order: keys[i] ?? '' }));
}

function tiesAfter(panels: readonly Panel[], at: number, key: OrderKey): PanelId[] {
  const ties: PanelId[] = [];
  for (let i = at; panels[i]?.order === key; i++) ties.push((panels[i] as Panel).id);
  return ties;
}

function neighbour(
  boards: readonly SceneBoard[],
  from: number,
  step: 1 | -1,
  fits: (order: OrderKey) => boolean,
): OrderKey | undefined {
  for (let i = from + step; i >= 0 && i < boards.length; i += step) {
    const order = boards[i]?.panels.at(step === 1 ? 0 : -1)?.order;
    if (order !== undefined) return fits(order) ? order : undefined;
  }
  return undefined;
}

/** Where a new panel for these lines stands in a scene's board: after the panels of the lines before its own. */
export function positionByScript({ scene, panels }: SceneBoard, anchors: readonly ElementId[]): number {
  const places = new Map<ElementId, number>([[scene.id, 0]]);
  scene.body.forEach((element, i) => places.set(element.id, i + 1));
  const firstPlace = (ids: readonly ElementId[]) => Math.min(...ids.map((id) => places.get(id) ?? Infinity));
  const own = firstPlace(anchors);
  return panels.findLastIndex((panel) => firstPlace(panel.anchors) <= own) + 1;
}
