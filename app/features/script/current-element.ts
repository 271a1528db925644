import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { attributesOf, type ElementAttributes } from '#shared/editor/index.ts';

/** The element that the caret or the whole selection is in. */
export interface CurrentElement {
  readonly node: Node;
  /** Before the element's opening token. */
  readonly position: number;
  readonly attributes: ElementAttributes;
  readonly isEmpty: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** Null while the selection spans several elements. */
export function currentElement({ selection: { $from, $to } }: EditorState): CurrentElement | null {
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return null;
  const node = $from.parent;
  const attributes = attributesOf(node);
  const text = node.textContent;
  // The brackets of a parenthetical come by themselves: between them, it is empty, and before the last one, at its end.
  const bracketed = attributes.type === 'parenthetical';
  return {
    node,
    position: $from.before(),
    attributes,
    isEmpty: text === '' || (bracketed && text === '()'),
    atStart: $from.parentOffset === 0,
    atEnd: $to.parentOffset === text.length || (bracketed && text.slice($to.parentOffset) === ')'),
  };
}
