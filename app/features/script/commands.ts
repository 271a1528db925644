import type { Node, Schema } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import {
  ELEMENT,
  asOwnUndoStep,
  attributesOf,
  elementsOf,
  indexAt,
  indexOf,
  positionOf,
  replaceElements,
  retype,
} from '#shared/editor/index.ts';
import {
  afterReturn,
  afterShiftTab,
  afterTab,
  automaticAt,
  type CaretPlace,
  type ElementType,
  type Keymap,
} from '#shared/screenplay/index.ts';
import { currentElement, type CurrentElement } from './current-element.ts';
import { omittedIn } from './omitted-scenes.ts';
import { paragraphsOf } from './paragraphs.ts';

/** Changes the type of every element that the selection touches. The elements themselves, and their ids, stay. */
export function setType(type: ElementType): Command {
  return (state, dispatch) => {
    const { tr } = state;
    const { from, to } = state.selection;
    state.doc.nodesBetween(from, to, (node, position) => {
      if (node.type.name !== ELEMENT) return true;
      retypeNode(tr, node, position, type);
      return false;
    });
    if (dispatch && tr.docChanged) dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Writes the type, and brackets where an empty element becomes a parenthetical or stops being one. */
function retypeNode(tr: Transaction, node: Node, position: number, type: ElementType): void {
  const was = attributesOf(node).type;
  if (was === type) return;
  const at = tr.mapping.map(position);
  retype(tr, at, type);
  if (type === 'parenthetical' && node.content.size === 0) {
    tr.insertText('()', at + 1);
    tr.setSelection(TextSelection.create(tr.doc, at + 2));
  } else if (was === 'parenthetical' && node.textContent === '()') {
    tr.delete(at + 1, at + 3);
  }
}

/** Types in which Return between words splits one thing in two; in the others what follows is something else. */
const PROSE: ReadonlySet<ElementType> = new Set<ElementType>([
  'action',
  'dialogue',
  'general',
  'centered',
  'lyrics',
  'section',
  'synopsis',
  'note',
]);

/** What the person at the keys has chosen. */
export interface Habits {
  readonly keys: Keymap;
  /** Whether (CONT'D) comes by itself. */
  readonly continues: boolean;
}

/**
 * Return: a new element after, before or out of this one, and what becomes of the line that it leaves. On an empty element
 * it asks for the element menu.
 * @param openMenu shows the menu at the caret
 */
export function pressReturn(openMenu: () => void, habits: Habits): Command {
  const { keys } = habits;
  return (state, dispatch, view) => {
    const current = currentElement(state);
    if (!current) return splitSelection(state, dispatch);
    if (current.isEmpty && state.selection.empty) {
      if (dispatch) openMenu();
      return true;
    }
    if (!dispatch) return true;
    const { tr } = state;
    tr.deleteSelection();
    const { type } = current.attributes;
    const element = tr.doc.nodeAt(current.position);
    if (!element) return false;
    if (current.atEnd) insertAfter(tr, current.position + element.nodeSize, afterReturn(type, keys));
    // What stands after the caret moves down as itself: its id, its panels and those who type in it go with it.
    else if (current.atStart) tr.insert(current.position, newElement(tr.doc.type.schema, type));
    else splitAt(tr, PROSE.has(type) ? type : afterReturn(type, keys));
    dispatch(tr.scrollIntoView());
    const finished = view && current.atEnd ? finishLine(view.state, current.position, habits) : null;
    if (finished) view?.dispatch(finished);
    return true;
  };
}

/**
 * What becomes by itself of a line that was just left, and of the empty one after it, as a step of undo of its own: one undo
 * gives back what was typed, and the Return stays.
 */
function finishLine(state: EditorState, position: number, { keys, continues }: Habits): Transaction | null {
  const { doc, tr } = state;
  const index = indexAt(doc, position + 1);
  const automatic = automaticAt(paragraphsOf(doc), index, continues);
  const [line, next] = [elementsOf(doc)[index], elementsOf(doc)[index + 1]];
  if (!automatic || !line) return null;
  if (automatic.type) {
    retypeNode(tr, line, position, automatic.type);
    if (next?.content.size === 0) retypeNode(tr, next, positionOf(doc, index + 1), afterReturn(automatic.type, keys));
  }
  if (automatic.added !== undefined) tr.insertText(automatic.added, position + 1 + line.content.size);
  return asOwnUndoStep(tr.scrollIntoView());
}

function splitSelection(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { tr } = state;
  tr.deleteSelection();
  const { type } = attributesOf(tr.selection.$from.parent);
  splitAt(tr, type);
  dispatch?.(tr.scrollIntoView());
  return true;
}

function newElement(schema: Schema, type: ElementType): Node {
  return schema.node(ELEMENT, { type }, type === 'parenthetical' ? schema.text('()') : undefined);
}

function splitAt(tr: Transaction, type: ElementType): void {
  const { $from } = tr.selection;
  tr.split($from.pos, 1, [{ type: $from.parent.type, attrs: { type } }]);
}

function insertAfter(tr: Transaction, position: number, type: ElementType): void {
  tr.insert(position, newElement(tr.doc.type.schema, type));
  tr.setSelection(TextSelection.create(tr.doc, position + (type === 'parenthetical' ? 2 : 1)));
}

/** Tab: at the end of a text it goes on to what follows by the table; elsewhere the element changes its type. */
export function pressTab(keys: Keymap): Command {
  return (state, dispatch) => {
    const current = currentElement(state);
    if (!current) return true;
    const result = afterTab(current.attributes.type, caretPlace(state, current), keys);
    if (result?.action === 'insert') {
      const { tr } = state;
      insertAfter(tr, current.position + current.node.nodeSize, result.type);
      dispatch?.(tr.scrollIntoView());
      return true;
    }
    return !result || setType(result.type)(state, dispatch);
  };
}

function caretPlace(state: EditorState, { isEmpty, atEnd }: CurrentElement): CaretPlace {
  if (isEmpty) return 'empty';
  return atEnd && state.selection.empty ? 'end' : 'inside';
}

export function pressShiftTab(keys: Keymap): Command {
  return (state, dispatch) => {
    const current = currentElement(state);
    const result = current && afterShiftTab(current.attributes.type, keys);
    return !result || setType(result.type)(state, dispatch);
  };
}

/** Backspace in an empty element makes it action first, and only then takes it away. */
export const clearType: Command = (state, dispatch) => {
  const current = currentElement(state);
  if (!current?.isEmpty || !state.selection.empty || current.attributes.type === 'action') return false;
  return setType('action')(state, dispatch);
};

/** A line break inside the element. */
export const insertLineBreak: Command = (state, dispatch) => {
  if (!currentElement(state)) return false;
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

/** Backspace at the start: the element joins the one before it; where either is empty, that one goes. */
export const joinBackward: Command = (state, dispatch) => {
  const current = currentElement(state);
  if (!current?.atStart || !state.selection.empty) return false;
  const index = indexOf(state.selection.$from);
  if (index > 0 && !omittedIn(state.doc).has(index - 1) && dispatch) dispatch(joined(state, index).scrollIntoView());
  return true;
};

/** Delete at the end: the element after it joins this one. */
export const joinForward: Command = (state, dispatch) => {
  const { $to, empty } = state.selection;
  if (!empty || !$to.parent.isTextblock || $to.parentOffset < $to.parent.content.size) return false;
  const next = indexOf($to) + 1;
  if (next < elementsOf(state.doc).length && !omittedIn(state.doc).has(next) && dispatch)
    dispatch(joined(state, next).scrollIntoView());
  return true;
};

/** Joins an element to the one before it. An empty one is taken away instead, so that the other stays what it is. */
function joined({ doc, tr }: EditorState, index: number): Transaction {
  const [before, after] = [elementsOf(doc)[index - 1], elementsOf(doc)[index]];
  const start = positionOf(doc, index) + 1;
  if (before?.content.size === 0) replaceElements(tr, doc, index - 1, index, []);
  else if (after?.content.size === 0) {
    replaceElements(tr, doc, index, index + 1, []);
    const end = positionOf(doc, index - 1) + 1 + (before?.content.size ?? 0);
    tr.setSelection(TextSelection.create(tr.doc, end));
  } else tr.delete(positionOf(doc, index - 1) + 1 + (before?.content.size ?? 0), start);
  return tr;
}
