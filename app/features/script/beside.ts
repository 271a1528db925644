import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { attributesOf } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { layoutBeside, speechesBeside, type PageSettings, type SpeechPair } from '#shared/pagination/index.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import { lookBeside } from './sheet-style.ts';

const key = new PluginKey<DecorationSet>('beside');

/**
 * Stands the speeches of a dual dialogue beside each other, as they are printed. The left one floats, the right one flows
 * past it (beside.css): the columns need no measuring, and the lines keep the order that the caret walks in.
 * @param settings asked whenever the script changes; `restand` says that they are others
 */
export function speechesBesidePlugin(settings: () => PageSettings): Plugin {
  return new Plugin({
    key,
    state: {
      init: (_config, { doc }) => draw(doc, settings()),
      apply(tr, shown) {
        return tr.docChanged || tr.getMeta(key) === true ? draw(tr.doc, settings()) : shown;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Asks for the page's settings anew. */
export function restand(tr: Transaction): Transaction {
  return tr.setMeta(key, true).setMeta('addToHistory', false);
}

function draw(doc: Node, settings: PageSettings): DecorationSet {
  const marks: Decoration[] = [];
  let start = 0;
  for (const stretch of doc.children) {
    for (const pair of pairsIn(stretch, settings)) marks.push(...marksOf(stretch, start + 1, pair, settings));
    start += stretch.nodeSize;
  }
  return marks.length > 0 ? DecorationSet.create(doc, marks) : DecorationSet.empty;
}

interface Known {
  readonly settings: PageSettings;
  readonly pairs: readonly SpeechPair[];
}

const known = new WeakMap<Node, Known>();
const NONE: readonly SpeechPair[] = [];

/** Of a stretch that did not change the same as before; speeches that go together never lie in two (shared/editor/stretches.ts). */
function pairsIn(stretch: Node, settings: PageSettings): readonly SpeechPair[] {
  let found = known.get(stretch);
  if (found?.settings !== settings) {
    const hasDual = stretch.children.some((element) => attributesOf(element).dual !== null);
    found = { settings, pairs: hasDual ? speechesBeside(stretch.children.map(elementOf), settings) : NONE };
    known.set(stretch, found);
  }
  return found.pairs;
}

function elementOf(node: Node): ScriptElement {
  const { type, id, dual, style } = attributesOf(node);
  return {
    id: id ?? ('' as ElementId),
    type,
    text: node.textContent,
    ...(dual !== null && { dual }),
    ...(style?.name !== undefined && { style: style.name }),
    ...(style?.layout && { layout: style.layout }),
  };
}

function marksOf(stretch: Node, start: number, { from, right, to }: SpeechPair, settings: PageSettings): Decoration[] {
  const marks: Decoration[] = [];
  let position = start;
  for (const [index, element] of stretch.children.slice(0, to).entries()) {
    const end = position + element.nodeSize;
    if (index >= from) {
      const side = index < right ? 'left' : 'right';
      const { type } = attributesOf(element);
      const style = lookBeside(settings, layoutBeside(settings, side, type), type);
      marks.push(Decoration.node(position, end, { class: `beside-${side}`, style }));
    }
    position = end;
  }
  return marks;
}
