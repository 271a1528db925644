import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { attributesOf, elementsOf, indexOf, isRemote, positionOf } from '#shared/editor/index.ts';
import { OMITTED, omittedRuns } from '#shared/screenplay/index.ts';

/** Omitted scenes by the indexes of their lines: for each the index of its heading, which is among them. */
type Omitted = ReadonlyMap<number, number>;

const NONE: Omitted = new Map();
const known = new WeakMap<Node, Omitted>();

export function omittedIn(doc: Node): Omitted {
  let omitted = known.get(doc);
  if (!omitted) known.set(doc, (omitted = readOmitted(doc)));
  return omitted;
}

// Asked on every key: of a stretch that did not change it is known.
const omissions = new WeakMap<Node, boolean>();

function hasOmission(stretch: Node): boolean {
  let found = omissions.get(stretch);
  if (found === undefined) {
    found = stretch.children.some((element) => attributesOf(element).omits !== null);
    omissions.set(stretch, found);
  }
  return found;
}

function readOmitted(doc: Node): Omitted {
  const runs = doc.children.some(hasOmission) ? omittedRuns(elementsOf(doc).map(attributesOf)) : [];
  if (runs.length === 0) return NONE;
  const omitted = new Map<number, number>();
  for (const { heading, end } of runs) for (let at = heading; at < end; at++) omitted.set(at, heading);
  return omitted;
}

const key = new PluginKey<Shown>('omitted-scenes');

interface Shown {
  readonly omitted: Omitted;
  readonly marks: DecorationSet;
}

/** What is done wherever it applies, and not where the caret stands. */
export function asEverywhere(tr: Transaction): Transaction {
  return tr.setMeta(key, true);
}

/**
 * Shows an omitted scene as a heading that reads OMITTED and takes no keys. Whoever's caret was in it stands on that
 * heading then: what they type next is refused, and not written somewhere else.
 */
export function omittedScenes(): Plugin {
  return new Plugin<Shown>({
    key,
    state: {
      init: (_config, { doc }) => show(doc),
      apply(tr, shown, _before, { doc }) {
        if (!tr.docChanged) return shown;
        const omitted = omittedIn(doc);
        return omitted === NONE && shown.omitted === NONE ? shown : show(doc);
      },
    },
    filterTransaction(tr, state) {
      if (!tr.docChanged || isRemote(tr) || tr.getMeta(key) === true) return true;
      const { $from, $to } = state.selection;
      const omitted = omittedIn(state.doc);
      return omitted === NONE || !(omitted.has(indexOf($from)) || omitted.has(indexOf($to)));
    },
    appendTransaction(_transactions, _before, state) {
      const heading = hiddenAt(state);
      if (heading === undefined) return null;
      return state.tr.setSelection(TextSelection.create(state.doc, positionOf(state.doc, heading) + 1));
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  });
}

/** The heading of the omitted scene that the caret is out of sight in. */
function hiddenAt({ doc, selection }: EditorState): number | undefined {
  const omitted = omittedIn(doc);
  if (omitted === NONE || !selection.empty) return undefined;
  const at = indexOf(selection.$head);
  const heading = omitted.get(at);
  return heading === at ? undefined : heading;
}

function show(doc: Node): Shown {
  const omitted = omittedIn(doc);
  const marks = [...new Set(omitted.values())].flatMap((heading) => {
    const [start, node] = [positionOf(doc, heading), elementsOf(doc)[heading]];
    const end = start + (node?.nodeSize ?? 0);
    return [
      Decoration.node(start, end, { contenteditable: 'false', 'data-omitted-scene': '' }),
      Decoration.inline(start + 1, end - 1, { class: 'omitted-words' }),
      Decoration.widget(start + 1, omittedWord, { side: -1, ignoreSelection: true, key: 'omitted' }),
    ];
  });
  return { omitted, marks: DecorationSet.create(doc, marks) };
}

function omittedWord(): HTMLElement {
  const word = document.createElement('span');
  word.textContent = OMITTED;
  return word;
}
