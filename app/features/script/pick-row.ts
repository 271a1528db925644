import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { attributesOf, elementsOf, positionOf } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { linesOfRow, type ScriptElement } from '#shared/screenplay/index.ts';
import { positionOfElement } from './places.ts';

/** Selects the lines of a scene or section, and takes the keyboard there. */
export function selectRow({ view }: Editor, id: ElementId): void {
  const { doc, tr } = view.state;
  const place = placeOfRow(doc, id);
  if (!place) return;
  view.dispatch(tr.setSelection(TextSelection.create(doc, place.from + 1, place.to - 1)).scrollIntoView());
  view.focus();
}

/** Puts the caret at the beginning of a line, and takes the keyboard there; false when the script does not hold it. */
export function putCaretAt({ view }: Editor, id: ElementId): boolean {
  const { doc, tr } = view.state;
  const position = positionOfElement(doc, id);
  if (position === null) return false;
  view.dispatch(tr.setSelection(TextSelection.create(doc, position + 1)));
  view.focus();
  return true;
}

/** Copies the lines of a scene or section as the script's own copying does: Fountain, and rich text that keeps ids. */
export async function copyRow({ view }: Editor, id: ElementId): Promise<void> {
  const place = placeOfRow(view.state.doc, id);
  if (!place) return;
  const { dom, text } = view.serializeForClipboard(view.state.doc.slice(place.from, place.to));
  const part = (type: string, words: string) => ({ [type]: new Blob([words], { type }) });
  await navigator.clipboard.write([
    new ClipboardItem({ ...part('text/plain', text), ...part('text/html', dom.innerHTML) }),
  ]);
}

function placeOfRow(doc: Editor['state']['doc'], id: ElementId) {
  const nodes = elementsOf(doc);
  const lines = linesOfRow(
    nodes.map((node) => attributesOf(node) as unknown as ScriptElement),
    id,
  );
  const start = nodes.findIndex((node) => attributesOf(node).id === id);
  const last = start + lines.length - 1;
  const node = nodes[last];
  if (start < 0 || !node) return null;
  return { from: positionOf(doc, start), to: positionOf(doc, last) + node.nodeSize };
}
