import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { attributesOf, elementsOf, indexAt, indexOf, positionOf } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';

/** The elements that the selection touches, in order. */
export function selectedElements({ doc, selection }: EditorState): ElementId[] {
  const touched = elementsOf(doc).slice(indexOf(selection.$from), indexOf(selection.$to) + 1);
  return touched.flatMap((element) => attributesOf(element).id ?? []);
}

/** Where the element starts, before its opening token; null when it is not in the script (any more). */
export function positionOfElement(doc: Node, id: ElementId): number | null {
  const index = elementsOf(doc).findIndex((element) => attributesOf(element).id === id);
  return index < 0 ? null : positionOf(doc, index);
}

/** The scene (its heading's id) that this position stands in; null before the first heading. */
export function sceneAt(doc: Node, position: number): ElementId | null {
  const before = elementsOf(doc).slice(0, indexAt(doc, position) + 1);
  const heading = before.findLast((element) => attributesOf(element).type === 'scene_heading');
  return heading ? attributesOf(heading).id : null;
}
