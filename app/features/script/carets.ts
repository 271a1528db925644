import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { NOBODY, personOf } from '#app/collab/person-of.ts';
import { inkOn } from '#app/lib/presence-colours.ts';
import { indexAt, isRemote, type ScriptBinding, type ScriptPlace } from '#shared/editor/index.ts';
import { learnSelection } from './fresh-selection.ts';

type Awareness = ProjectConnection['awareness'];

interface Caret {
  readonly client: number;
  readonly name: string;
  readonly colour: string;
  readonly anchor: ScriptPlace;
  readonly head: ScriptPlace;
}

const key = new PluginKey<DecorationSet>('carets');

/**
 * Shows where the others are and tells them where this person is, over awareness (`cursor`, `user`). Only a caret that
 * moved costs anything, and one frame's news are drawn together: with twenty people typing, awareness speaks all the time.
 */
export function remoteCarets(awareness: Awareness, binding: ScriptBinding): Plugin {
  return new Plugin({
    key,
    state: {
      init: (_config, state) => draw(state, awareness, binding),
      apply(tr, shown, _before, state) {
        // After others' changes the places are asked again: a caret may have waited for the text that it stands in.
        if (tr.getMeta(key) === true || isRemote(tr)) return draw(state, awareness, binding);
        return tr.docChanged ? shown.map(tr.mapping, tr.doc) : shown;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => watch(view, awareness, binding),
  });
}

function caretsOf(awareness: Awareness): Caret[] {
  const carets: Caret[] = [];
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue;
    const { cursor } = state as { cursor?: Partial<Caret> | null };
    if (!cursor?.anchor || !cursor.head) continue;
    const { name, colour } = personOf(state) ?? NOBODY;
    carets.push({ client, name, colour, anchor: cursor.anchor, head: cursor.head });
  }
  return carets.sort((a, b) => a.client - b.client);
}

function draw(state: EditorState, awareness: Awareness, binding: ScriptBinding): DecorationSet {
  const decorations: Decoration[] = [];
  const perElement = new Map<number, number>();
  for (const caret of caretsOf(awareness)) {
    const [anchor, head] = [binding.positionOf(caret.anchor), binding.positionOf(caret.head)];
    if (anchor === null || head === null || head > state.doc.content.size || anchor > state.doc.content.size) continue;
    const line = indexAt(state.doc, head);
    const slot = perElement.get(line) ?? 0;
    perElement.set(line, slot + 1);
    decorations.push(
      Decoration.widget(head, () => caretElement(caret, slot), {
        key: `${caret.client}:${caret.name}:${caret.colour}:${slot}:${JSON.stringify(caret.head)}`,
        side: 10,
        ignoreSelection: true,
      }),
    );
    if (anchor !== head) {
      const wash = { class: 'caret-selection', style: `--caret: ${caret.colour}` };
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), wash));
    }
  }
  return DecorationSet.create(state.doc, decorations);
}

function caretElement({ name, colour }: Caret, slot: number): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'caret';
  caret.style.setProperty('--caret', colour);
  caret.style.setProperty('--caret-ink', inkOn(colour));
  caret.style.setProperty('--slot', String(slot));
  const label = document.createElement('span');
  label.className = 'caret-name';
  label.textContent = name;
  caret.append(label);
  return caret;
}

function watch(view: EditorView, awareness: Awareness, binding: ScriptBinding) {
  let frame = 0;
  const redraw = () => {
    frame = 0;
    learnSelection(view);
    view.dispatch(view.state.tr.setMeta(key, true));
  };
  let shown = JSON.stringify(caretsOf(awareness));
  const onAwareness = () => {
    const carets = JSON.stringify(caretsOf(awareness));
    if (carets === shown) return;
    shown = carets;
    if (frame === 0) frame = requestAnimationFrame(redraw);
  };
  const publish = () => {
    const { anchor, head } = view.state.selection;
    const cursor = view.hasFocus() ? { anchor: binding.placeOf(anchor), head: binding.placeOf(head) } : null;
    const last = awareness.getLocalState()?.['cursor'] as unknown;
    if (JSON.stringify(cursor) !== JSON.stringify(last ?? null)) awareness.setLocalStateField('cursor', cursor);
  };
  awareness.on('change', onAwareness);
  view.dom.addEventListener('focusin', publish);
  view.dom.addEventListener('focusout', publish);
  return {
    update(_view: EditorView, before: EditorState) {
      const moved = !before.selection.eq(view.state.selection) || before.doc !== view.state.doc;
      if (moved && view.hasFocus()) publish();
    },
    destroy() {
      cancelAnimationFrame(frame);
      awareness.off('change', onAwareness);
      view.dom.removeEventListener('focusin', publish);
      view.dom.removeEventListener('focusout', publish);
      awareness.setLocalStateField('cursor', null);
    },
  };
}
