import type { ElementId } from '#shared/lib/ids.ts';
import { sceneByElement, type Scene } from '#shared/screenplay/index.ts';
import type { Panel } from './panel.ts';

export interface SceneBoard {
  readonly scene: Scene;
  readonly panels: readonly Panel[];
}

export interface Storyboard {
  /** A board for every scene, in script order, empty ones too. */
  readonly boards: readonly SceneBoard[];
  /** Panels whose lines are all gone from the script. They are kept until somebody decides. */
  readonly orphans: readonly Panel[];
}

/** Every panel in the order of the script, those whose lines are gone last. */
export function allPanels({ boards, orphans }: Storyboard): Panel[] {
  return [...boards.flatMap(({ panels }) => panels), ...orphans];
}

/**
 * Panels grouped under the scenes they hang on. A panel follows its lines: when a scene moves or a heading is put
 * between, nothing has to be written for its panels to go along.
 */
export function arrangePanels(scenes: readonly Scene[], panels: Iterable<Panel>): Storyboard {
  const sceneOf = sceneByElement(scenes);
  const byScene = new Map<ElementId, Panel[]>(scenes.map((scene) => [scene.id, []]));
  const orphans: Panel[] = [];
  for (const panel of panels) {
    const scene = firstScene(panel, sceneOf);
    const group = scene ? byScene.get(scene.id) : undefined;
    (group ?? orphans).push(panel);
  }
  const boards = scenes.map((scene) => {
    const hung = byScene.get(scene.id) ?? [];
    // Two headings of one id, until the next edit of either: whoever undoes one deletion together makes both.
    byScene.delete(scene.id);
    return { scene, panels: hung.sort(byOrder) };
  });
  return { boards, orphans: orphans.sort(byOrder) };
}

function firstScene(panel: Panel, sceneOf: ReadonlyMap<ElementId, Scene>): Scene | undefined {
  for (const anchor of panel.anchors) {
    const scene = sceneOf.get(anchor);
    if (scene) return scene;
  }
  return undefined;
}

// Two people can give two panels the same key at once; the id then decides, alike for everybody.
export function byOrder(a: Panel, b: Panel): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
