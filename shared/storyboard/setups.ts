import type { PanelId, ShotId } from '#shared/lib/ids.ts';
import type { Panel } from './panel.ts';
import { allPanels, type SceneBoard, type Storyboard } from './arrange.ts';

/** A slate belongs to one scene: the board on which all of these panels stand; undefined where they stand on several. */
export function boardOfAll({ boards }: Storyboard, ids: readonly PanelId[]): SceneBoard | undefined {
  const wanted = new Set(ids);
  const own = boards.filter(({ panels }) => panels.some(({ id }) => wanted.has(id)));
  const [board] = own;
  return own.length === 1 && board?.panels.filter(({ id }) => wanted.has(id)).length === ids.length ? board : undefined;
}

/**
 * The setup whose frames these panels become when they are joined: that of the first. Null where there is nothing to
 * join, or where they stand in several scenes.
 */
export function joinedSetup(storyboard: Storyboard, ids: readonly PanelId[]): ShotId | null {
  const board = boardOfAll(storyboard, ids);
  const shots = new Set(board?.panels.filter(({ id }) => ids.includes(id)).map(({ shot }) => shot));
  const [first] = shots;
  return shots.size > 1 && first !== undefined ? first : null;
}

/**
 * The groups that become setups of their own when these panels are split off: of each setup the selected part; where it is
 * selected whole, every frame but the first by itself. Empty where there is nothing to split.
 */
export function splitSetups(storyboard: Storyboard, ids: readonly PanelId[]): PanelId[][] {
  const wanted = new Set(ids);
  const bySetup = new Map<ShotId, Panel[]>();
  for (const panel of allPanels(storyboard)) {
    bySetup.set(panel.shot, [...(bySetup.get(panel.shot) ?? []), panel]);
  }
  return [...bySetup.values()].flatMap((panels) => {
    const own = panels.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
    if (own.length === 0) return [];
    return own.length < panels.length ? [own] : own.slice(1).map((id) => [id]);
  });
}
