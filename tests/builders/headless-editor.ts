import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { readScript, scriptRoot } from '#shared/collab/index.ts';
import {
  ScriptBinding,
  elementIds,
  elementsOf,
  evenStretches,
  positionOf,
  scriptExtensions,
  scriptSync,
} from '#shared/editor/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { NewId } from '#shared/lib/ids.ts';
import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';
import { ELEMENT_TYPES } from '#shared/screenplay/index.ts';

export const schema = getSchema([...scriptExtensions]);

/** An editor without a screen: the plugins, driven as a view drives them. */
export class HeadlessEditor {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  readonly binding: ScriptBinding;
  state: EditorState;
  readonly #sync: { update?: unknown; destroy?: unknown };

  constructor(doc: Y.Doc, undo: Y.UndoManager, newId: NewId) {
    this.doc = doc;
    this.undo = undo;
    const root = scriptRoot(doc);
    this.binding = new ScriptBinding(root, schema);
    const sync = scriptSync(root, this.binding, undo);
    this.state = EditorState.create({ doc: this.binding.doc, plugins: [sync, elementIds(newId), evenStretches()] });
    this.#sync = must(sync.spec.view)(this as unknown as EditorView);
  }

  dispatch(tr: Transaction): void {
    const last = this.state;
    this.state = last.apply(tr);
    (this.#sync.update as (view: unknown, last: EditorState) => void)(this, last);
  }

  /** The position of a character of the element at this place in the script. */
  at(index: number, offset: number): number {
    return positionOf(this.state.doc, index) + 1 + offset;
  }

  type(index: number, offset: number, text: string): void {
    this.dispatch(this.state.tr.insertText(text, this.at(index, offset)));
  }

  retype(index: number, type: string): void {
    this.dispatch(this.state.tr.setNodeAttribute(this.at(index, 0) - 1, 'type', type));
  }

  split(index: number, offset: number): void {
    this.dispatch(this.state.tr.split(this.at(index, offset)));
  }

  lines(): string[] {
    return readScript(this.doc).map((element) => `${element.type}:${element.text}`);
  }

  ids(): string[] {
    return readScript(this.doc).map((element) => element.id);
  }

  destroy(): void {
    (this.#sync.destroy as () => void)();
  }
}

/** What is on the screen, element by element. */
export function linesOf(doc: Node): unknown[] {
  return elementsOf(doc).map((element) => element.toJSON() as unknown);
}

/** What the screen would show if the document were opened anew. */
export function freshLines(doc: Y.Doc): unknown[] {
  return linesOf(new ScriptBinding(scriptRoot(doc), schema).doc);
}

/** One act of somebody at the keyboard: typing, splitting, joining, styling, deleting, pasting, undoing. */
export function randomEdit(peer: HeadlessEditor, rng: Rng): void {
  const { doc } = peer.state;
  const elements = elementsOf(doc);
  const index = randomInt(rng, elements.length);
  const node = must(elements[index]);
  const offset = wholeCharacter(node.textContent, randomInt(rng, node.content.size + 1));
  const from = peer.at(index, offset);
  const other = Math.min(elements.length - 1, index + randomInt(rng, rng.next() < 0.1 ? 120 : 3));
  const end = peer.at(other, wholeCharacter(must(elements[other]).textContent, randomInt(rng, 12)));
  const to = Math.max(from, end);
  const edits: readonly (() => void)[] = [
    () => peer.type(index, offset, pick(rng, ['a', 'é', '🎬', 'two words', '\n'])),
    () => peer.type(index, offset, 'b'),
    () => peer.split(index, offset),
    () => peer.retype(index, pick(rng, ELEMENT_TYPES)),
    () => peer.dispatch(peer.state.tr.delete(from, to)),
    () => peer.dispatch(peer.state.tr.addMark(from, to, schema.mark(pick(rng, ['bold', 'italic'])))),
    () => peer.undo.undo(),
    () => peer.dispatch(peer.state.tr.insert(peer.at(index, 0) - 1, pick(rng, elements))),
  ];
  pick(rng, edits)();
}

/** No editor puts its caret between the halves of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  return at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at;
}
