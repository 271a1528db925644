import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { asOwnUndoStep, positionOf } from '#shared/editor/index.ts';
import { findIn, type Found, type Query, type Replacement } from '#shared/screenplay/index.ts';
import { asEverywhere, omittedIn } from './omitted-scenes.ts';
import { paragraphsOf } from './paragraphs.ts';

/** A place in the editor's document. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where these words stand; omitted scenes are not looked through. */
export function findPlaces(doc: Node, query: Query): Place[] {
  const omitted = omittedIn(doc);
  return findIn(paragraphsOf(doc), query)
    .filter(({ index }) => !omitted.has(index))
    .map((found) => placeOf(doc, found));
}

/** The first at or after a position, or the first of all; -1 for none. */
export function placeFrom(places: readonly Place[], position: number): number {
  const at = places.findIndex(({ from }) => from >= position);
  return at === -1 && places.length > 0 ? 0 : at;
}

export function selectPlace(state: EditorState, { from, to }: Place): Transaction {
  return state.tr.setSelection(TextSelection.create(state.doc, from, to));
}

/** Puts one text in every place, as one step of undo. */
export function replacePlaces(state: EditorState, places: readonly Place[], text: string): Transaction {
  return replaceAll(
    state,
    places.map((place) => ({ ...place, text })),
  );
}

export function countOfPlaces(count: number): string {
  return count === 1 ? 'one place' : `${String(count)} places`;
}

/** Puts each of these in its place, as one step of undo. */
export function replaceFound(state: EditorState, replacements: readonly Replacement[]): Transaction {
  return replaceAll(
    state,
    replacements.map((found) => ({ ...placeOf(state.doc, found), text: found.text })),
  );
}

function replaceAll({ tr }: EditorState, places: readonly (Place & { readonly text: string })[]): Transaction {
  // From the end, so that the places before stay where they are.
  for (const { from, to, text } of [...places].reverse()) {
    if (text === '') tr.delete(from, to);
    else tr.insertText(text, from, to);
  }
  return asOwnUndoStep(asEverywhere(tr));
}

function placeOf(doc: Node, { index, from, to }: Found): Place {
  const start = positionOf(doc, index) + 1;
  return { from: start + from, to: start + to };
}
