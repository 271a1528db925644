import type { ElementId } from '#shared/lib/ids.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import type { Storyboard } from './arrange.ts';

/** In which something is seen or heard; a heading or a note is not boarded by itself. */
const SEEN: ReadonlySet<ElementType> = new Set([
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'lyrics',
  'shot',
  'general',
]);

/**
 * The lines that no panel shows, of scenes that have panels: what a director has passed over. A scene that nobody has
 * boarded yet has no gap, it is still to come.
 */
export function gapsIn({ boards }: Pick<Storyboard, 'boards'>): Set<ElementId> {
  const gaps = new Set<ElementId>();
  for (const { scene, panels } of boards) {
    if (panels.length === 0) continue;
    const shown = new Set(panels.flatMap(({ anchors }) => anchors));
    for (const { id, type, text } of scene.body) if (SEEN.has(type) && text !== '' && !shown.has(id)) gaps.add(id);
  }
  return gaps;
}
