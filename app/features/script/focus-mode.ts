import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { attributesOf, elementsOf, indexOf, positionOf } from '#shared/editor/index.ts';
import { isSaid } from '#shared/screenplay/index.ts';

const key = new PluginKey<DecorationSet | null>('focus-mode');

/** Marks what one writes at, a paragraph or a whole speech, with the class `in-focus`; off at first. */
export function focusMode(): Plugin {
  return new Plugin({
    key,
    state: {
      init: (): DecorationSet | null => null,
      apply(tr, shown, _before, state) {
        const wanted: unknown = tr.getMeta(key) ?? shown !== null;
        if (wanted === false) return null;
        return shown && !tr.docChanged && !tr.selectionSet ? shown : inFocus(state);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Turns focus mode on or off. */
export function setFocusMode(tr: Transaction, on: boolean): Transaction {
  return tr.setMeta(key, on).setMeta('addToHistory', false);
}

function inFocus({ doc, selection }: EditorState): DecorationSet {
  const [first, last] = speechAround(elementsOf(doc), indexOf(selection.$from), indexOf(selection.$to));
  const marks: Decoration[] = [];
  let position = positionOf(doc, first);
  for (const element of elementsOf(doc).slice(first, last + 1)) {
    // At the end of a stretch the next element stands two tokens on.
    if (doc.nodeAt(position) !== element) position += 2;
    marks.push(Decoration.node(position, position + element.nodeSize, { class: 'in-focus' }));
    position += element.nodeSize;
  }
  return DecorationSet.create(doc, marks);
}

/** The elements from `first` to `last` with the cue before them and all that is said under it. */
function speechAround(elements: readonly Node[], first: number, last: number): readonly [number, number] {
  const typeAt = (index: number) => (elements[index] ? attributesOf(elements[index]).type : 'action');
  let [from, to] = [first, last];
  while (from > 0 && isSaid(typeAt(from))) from--;
  while (isSaid(typeAt(to + 1)) && (typeAt(to) === 'character' || isSaid(typeAt(to)))) to++;
  return [from, to];
}
