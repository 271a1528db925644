import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { whenIdle } from '#app/components/index.ts';
import { untilLoaded } from '#app/lib/until-loaded.ts';
import { ELEMENT, flatSlice } from '#shared/editor/index.ts';
import type * as clipboardText from './clipboard-text.ts';
import { currentElement } from './current-element.ts';

type Formats = typeof clipboardText;

// The formats of text are large, and a script is read and written in without them.
let formats: Formats | null = null;
const load = async (): Promise<Formats> => (formats ??= await import('./clipboard-text.ts'));

/** Copies Fountain beside rich text, and makes elements of what is pasted. */
export function clipboard(): Plugin {
  return new Plugin({
    view() {
      const left = new AbortController();
      void whenIdle()
        .then(() => untilLoaded(load, left.signal))
        .catch(() => undefined);
      return { destroy: () => left.abort() };
    },
    props: {
      handleDOMEvents: { paste: (view, event) => formats === null && pasteWhenLoaded(view, event) },
      clipboardTextParser: (text, _$context, _plain, view) => {
        const elements = formats?.elementsOfText(text, view.state.schema);
        if (!elements) return linesOf(text, view.state);
        const open = elements.length === 1 ? 1 : 0;
        return new Slice(Fragment.from(elements), open, open);
      },
      transformCopied: (slice, { state }) => {
        const flat = flatSlice(slice);
        return formats ? formats.foldedSlice(flat, state.doc) : flat;
      },
      transformPasted: (slice, _view, plain) => (plain || !formats ? flatSlice(slice) : formats.typedSlice(slice)),
      clipboardTextSerializer: (slice) => formats?.textOfElements(slice) ?? bareWords(slice),
      handlePaste(view, _event, slice) {
        const nodes = slice.content.content;
        const intoLine = nodes.length === 1 && slice.openStart > 0 && currentElement(view.state)?.isEmpty !== true;
        if (nodes.length === 0 || intoLine) return false;
        view.dispatch(pasteElements(view.state, nodes));
        return true;
      },
    },
  });
}

/** Who pastes in the first moment waits for it; without a connection the lines come as they are. */
function pasteWhenLoaded(view: EditorView, event: ClipboardEvent): boolean {
  const [html, text] = ['text/html', 'text/plain'].map((type) => event.clipboardData?.getData(type) ?? '');
  if (!html && !text) return false;
  event.preventDefault();
  const paste = () => {
    if (view.isDestroyed || !view.editable) return;
    if (html) view.pasteHTML(html);
    else view.pasteText(text ?? '');
  };
  void load().then(paste, paste);
  return true;
}

/** Puts pasted elements in place of an empty element, or after breaking the current one at the caret. */
export function pasteElements(state: EditorState, nodes: readonly Node[]): Transaction {
  const { tr } = state;
  tr.deleteSelection();
  const current = currentElement(state.apply(tr));
  if (!current) return tr;
  const content = Fragment.from(nodes);
  const end = current.position + current.node.nodeSize;
  let at = current.position;
  if (current.isEmpty) {
    tr.step(new ReplaceStep(at, end, new Slice(content, 0, 0)));
  } else {
    if (current.atEnd) at = end;
    else if (!current.atStart) {
      const caret = tr.selection.from;
      const { type } = current.attributes;
      tr.split(caret, 1, [{ type: current.node.type, attrs: { type } }]);
      at = caret + 1;
    }
    tr.insert(at, content);
  }
  return tr.setSelection(TextSelection.create(tr.doc, at + content.size - 1)).scrollIntoView();
}

/** Each line as one of action. */
function linesOf(text: string, { schema }: EditorState): Slice {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const nodes = lines.map((line) => schema.node(ELEMENT, { type: 'action' }, schema.text(line)));
  const open = nodes.length === 1 ? 1 : 0;
  return new Slice(Fragment.from(nodes), open, open);
}

function bareWords(slice: Slice): string {
  const { content } = flatSlice(slice);
  return content.textBetween(0, content.size, '\n\n');
}
