import { Plugin, PluginKey, TextSelection, Transaction, type EditorState, type Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import type { ScriptBinding, ScriptPlace } from './binding.ts';
import { markRemote } from './remote.ts';

/** The Yjs origin of everything typed in the script. The window's undo stack must track it. */
export const SCRIPT_ORIGIN = { kind: 'script' } as const;

const syncKey = new PluginKey<{ readonly step: boolean }>('script-sync');

interface Places {
  readonly anchor: ScriptPlace;
  readonly head: ScriptPlace;
}

/** Makes this change one step of undo, apart from what is typed just before and after it. */
export function asOwnUndoStep(tr: Transaction): Transaction {
  return tr.setMeta(syncKey, true);
}

function asksForStep(tr: unknown): boolean {
  return tr instanceof Transaction && tr.getMeta(syncKey) === true;
}

/**
 * Connects a view with its binding and with the window's undo stack, which outlives it: leaving the script for the boards
 * must not lose what can be undone there.
 */
export function scriptSync(fragment: Y.XmlFragment, binding: ScriptBinding, undo: Y.UndoManager): Plugin {
  return new Plugin({
    key: syncKey,
    state: {
      init: () => ({ step: false }),
      apply: (tr) => ({ step: asksForStep(tr) || asksForStep(tr.getMeta('appendedTransaction')) }),
    },
    view: (view) => connect(view, fragment, binding, undo),
  });
}

function connect(view: EditorView, fragment: Y.XmlFragment, binding: ScriptBinding, undo: Y.UndoManager) {
  const doc = fragment.doc as Y.Doc;
  let before: Places | null = null;
  const remember = () => {
    if (!binding.pushing) before = placesOf(binding, view.state);
  };
  const receive = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction) => {
    if (binding.pushing) return;
    const tr = markRemote(view.state.tr);
    binding.pull(
      events.map((event) => event.target),
      tr,
    );
    if (!tr.docChanged) return;
    const selection = before && selectionAt(binding, before, tr.doc);
    if (selection && !selection.eq(tr.selection)) tr.setSelection(selection);
    if (origin === undo) tr.setSelection(afterLastChange(tr)).scrollIntoView();
    view.dispatch(tr);
  };
  // Undo brings the caret back to where the undone change was made.
  const noteCaret = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    if (binding.pushing && before) stackItem.meta.set(binding, before);
  };
  const returnCaret = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    const places = stackItem.meta.get(binding) as Places | undefined;
    const selection = places && selectionAt(binding, places, view.state.doc);
    if (selection) view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  };
  doc.on('beforeAllTransactions', remember);
  fragment.observeDeep(receive);
  undo.addTrackedOrigin(SCRIPT_ORIGIN);
  undo.on('stack-item-added', noteCaret);
  undo.on('stack-item-popped', returnCaret);
  return {
    update(_view: EditorView, last: EditorState) {
      if (view.state.doc === binding.doc) return;
      before = placesOf(binding, last);
      const apart = syncKey.getState(view.state)?.step === true;
      if (apart) undo.stopCapturing();
      binding.push(view.state.doc, SCRIPT_ORIGIN);
      if (apart) undo.stopCapturing();
    },
    destroy() {
      doc.off('beforeAllTransactions', remember);
      fragment.unobserveDeep(receive);
      undo.off('stack-item-added', noteCaret);
      undo.off('stack-item-popped', returnCaret);
    },
  };
}

/** Where a person looks after redo: the end of what came back. Steps are made from the end of the script on. */
function afterLastChange(tr: Transaction): Selection {
  let end = 0;
  tr.mapping.maps[0]?.forEach((_from, _to, _newFrom, newTo) => (end = newTo));
  return TextSelection.near(tr.doc.resolve(tr.mapping.slice(1).map(end)), -1);
}

function placesOf(binding: ScriptBinding, { selection }: EditorState): Places | null {
  const anchor = binding.placeOf(selection.anchor);
  const head = selection.empty ? anchor : binding.placeOf(selection.head);
  return anchor && head && { anchor, head };
}

function selectionAt(binding: ScriptBinding, { anchor, head }: Places, doc: EditorState['doc']): TextSelection | null {
  const [from, to] = [binding.positionOf(anchor), binding.positionOf(head)];
  return from === null || to === null ? null : TextSelection.create(doc, from, to);
}
