import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { sceneByElement, scenesOf, unfoldOmitted, type ScriptElement } from '#shared/screenplay/index.ts';
import type { Panel } from './panel.ts';

export interface Rehung {
  /** Panels whose lines are all gone while their scene stays: they hang on its heading. */
  readonly hung: readonly { readonly id: PanelId; readonly anchors: readonly ElementId[] }[];
  /** Panels whose scene is gone as well: they are kept, apart from the script. */
  readonly apart: readonly PanelId[];
}

/** What becomes of the panels when the script is replaced by another draft of itself. */
export function rehang(
  panels: Iterable<Panel>,
  before: readonly ScriptElement[],
  after: readonly ScriptElement[],
): Rehung {
  const stays = new Set(unfoldOmitted(after).map(({ id }) => id));
  const sceneOf = sceneByElement(scenesOf(before));
  const hung: { id: PanelId; anchors: ElementId[] }[] = [];
  const apart: PanelId[] = [];
  for (const { id, anchors } of panels) {
    if (anchors.some((anchor) => stays.has(anchor))) continue;
    const scenes = anchors.flatMap((anchor) => sceneOf.get(anchor)?.id ?? []);
    const scene = scenes.find((heading) => stays.has(heading));
    if (scene !== undefined) hung.push({ id, anchors: [scene] });
    else if (scenes.length > 0) apart.push(id);
  }
  return { hung, apart };
}
