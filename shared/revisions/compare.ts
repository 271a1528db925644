import type { ElementId } from '#shared/lib/ids.ts';
import { pageSettingsOf, paginate } from '#shared/pagination/index.ts';
import { sceneByElement, scenesOf } from '#shared/screenplay/index.ts';
import { comparePanels } from './compare-panels.ts';
import { compareScripts } from './compare-script.ts';
import type { ElementChange, PanelChange, ProjectDiff, ProjectState, RevisionCounts } from './diff.ts';

/** What is different in `after`. Comparing a state with itself gives no change but `same`, and counts of nothing. */
export function compareProjects(before: ProjectState, after: ProjectState): ProjectDiff {
  const script = compareScripts(before.elements, after.elements);
  const panels = comparePanels(before, after);
  return {
    script,
    panels,
    counts: {
      scenes: countScenes(before, after, script),
      panels: countPanels(panels),
      pages: paginate(after.elements, pageSettingsOf(after.pageSetup)).pages.length,
    },
  };
}

function countScenes(
  before: ProjectState,
  after: ProjectState,
  script: readonly ElementChange[],
): RevisionCounts['scenes'] {
  const oldScenes = scenesOf(before.elements);
  const scenes = scenesOf(after.elements);
  const oldSceneOf = sceneByElement(oldScenes);
  const sceneOf = sceneByElement(scenes);
  const old = new Set(oldScenes.map((scene) => scene.id));
  const current = new Set(scenes.map((scene) => scene.id));
  const changed = new Set<ElementId>();
  for (const { kind, element } of script) {
    const was = oldSceneOf.get(element.id)?.id;
    const is = sceneOf.get(element.id)?.id;
    // A line that is the same but now stands in another scene changes both: a heading was put in, taken out or moved.
    if (kind === 'same' && was === is) continue;
    for (const scene of [was, is]) if (scene && old.has(scene) && current.has(scene)) changed.add(scene);
  }
  return {
    added: scenes.filter((scene) => !old.has(scene.id)).length,
    removed: oldScenes.filter((scene) => !current.has(scene.id)).length,
    changed: changed.size,
  };
}

function countPanels(changes: readonly PanelChange[]): RevisionCounts['panels'] {
  const count = (kind: PanelChange['kind']) => changes.filter((change) => change.kind === kind).length;
  return { added: count('added'), removed: count('removed'), changed: count('changed') };
}

/** One line for a list of revisions: `2 scenes changed, 1 added · 3 panels added · 9 pages`. */
export function describeCounts({ scenes, panels, pages }: RevisionCounts): string {
  const parts = [describe('scene', scenes), describe('panel', panels)].filter((part) => part !== '');
  return [...(parts.length > 0 ? parts : ['No changes']), plural(pages, 'page')].join(' · ');
}

function describe(noun: string, counted: RevisionCounts['scenes']): string {
  const parts = (['changed', 'added', 'removed'] as const).filter((what) => counted[what] > 0);
  return parts.map((what, i) => `${i === 0 ? plural(counted[what], noun) : counted[what]} ${what}`).join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
