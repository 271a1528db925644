import type { ElementId } from '#shared/lib/ids.ts';
import type { ScriptElement } from './element.ts';
import { omittedOf } from './omitted.ts';
import { sceneNumbers, type NumberSchool } from './scene-numbers.ts';

export interface Scene {
  /** The heading's element id: a scene is its heading. */
  readonly id: ElementId;
  readonly heading: ScriptElement;
  /** Position among the scenes, from 0. */
  readonly index: number;
  /** The number as printed: the heading's own, or one that fits between its neighbours' (`sceneNumbers`). */
  readonly number: string;
  /** The elements after the heading, up to the next one. */
  readonly body: readonly ScriptElement[];
}

/** The scenes in script order. What stands before the first heading (FADE IN:) belongs to none. */
export function scenesOf(elements: readonly ScriptElement[], school: NumberSchool = 'suffix'): Scene[] {
  const scenes: { heading: ScriptElement; body: ScriptElement[] }[] = [];
  for (const element of elements) {
    if (element.type === 'scene_heading') scenes.push({ heading: element, body: [] });
    else scenes.at(-1)?.body.push(element);
  }
  const numbers = sceneNumbers(
    scenes.map(({ heading }) => heading.number),
    school,
  );
  return scenes.map(({ heading, body }, index) => ({
    id: heading.id,
    heading,
    index,
    number: numbers[index] ?? '',
    body,
  }));
}

/** Which scene each element stands in, omitted or not; elements before the first heading are not in the map. */
export function sceneByElement(scenes: readonly Scene[]): ReadonlyMap<ElementId, Scene> {
  const map = new Map<ElementId, Scene>();
  for (const scene of scenes) {
    map.set(scene.id, scene);
    for (const element of omittedOf(scene.heading)) map.set(element.id, scene);
    for (const element of scene.body) map.set(element.id, scene);
  }
  return map;
}
