import type { Node } from '@tiptap/pm/model';
import { attributesOf, elementsOf } from '#shared/editor/index.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';

const paragraphs = new WeakMap<Node, ScriptParagraph>();

/** The script in the editor as data, without styles. What did not change is not read again. */
export function paragraphsOf(doc: Node): ScriptParagraph[] {
  return elementsOf(doc).map((node) => {
    let paragraph = paragraphs.get(node);
    if (!paragraph) paragraphs.set(node, (paragraph = { type: attributesOf(node).type, text: node.textContent }));
    return paragraph;
  });
}
