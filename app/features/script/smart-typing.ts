import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { asOwnUndoStep, retype } from '#shared/editor/index.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import { currentElement } from './current-element.ts';

const INTRO = /^(?:INT\.?\/EXT|I\/E|INT|EXT|EST)\.$|^(?:INT\.?\/EXT|I\/E)$/i;
const PLAIN: ReadonlySet<ElementType> = new Set<ElementType>(['action', 'general', 'character']);
type Steps = readonly ((state: EditorState) => Transaction)[];

/**
 * What a typed letter does beyond standing there, as what to dispatch, in order; null where it does nothing more. What
 * comes by itself is a step of undo of its own.
 */
export function typedSteps(state: EditorState, typed: string): Steps | null {
  return headingFromIntro(state, typed) ?? fromBracket(state, typed) ?? overBracket(state, typed);
}

/**
 * "INT. " at the start of a line makes it a scene heading. Returns what to dispatch, in order: the typed space, then the
 * change of type as a step of its own, so that one undo gives back the plain line with everything typed.
 */
function headingFromIntro(state: EditorState, typed: string): Steps | null {
  const current = currentElement(state);
  if (typed !== ' ' || !current?.atEnd || !state.selection.empty) return null;
  if (!PLAIN.has(current.attributes.type) || !INTRO.test(current.node.textContent)) return null;
  return [
    (before) => before.tr.insertText(' ').scrollIntoView(),
    (after) => asOwnUndoStep(retype(after.tr, current.position, 'scene_heading')),
  ];
}

/** A bracket that a speech begins with opens a parenthetical, and brings the other one. */
function fromBracket(state: EditorState, typed: string): Steps | null {
  const current = currentElement(state);
  if (typed !== '(' || current?.attributes.type !== 'dialogue' || current.node.content.size > 0) return null;
  const { position } = current;
  return [
    (before) => before.tr.insertText('(').scrollIntoView(),
    ({ tr }) => {
      retype(tr, position, 'parenthetical').insertText(')', position + 2);
      return asOwnUndoStep(tr.setSelection(TextSelection.create(tr.doc, position + 2)));
    },
  ];
}

/** Brackets that came by themselves are typed over by those who type them all the same. */
function overBracket(state: EditorState, typed: string): Steps | null {
  const current = currentElement(state);
  if (current?.attributes.type !== 'parenthetical' || !state.selection.empty) return null;
  const { $head } = state.selection;
  const [before, after] = [
    current.node.textContent.slice(0, $head.parentOffset),
    current.node.textContent.slice($head.parentOffset),
  ];
  if (typed === '(' && before === '(' && after === ')') return [];
  if (typed !== ')' || after !== ')') return null;
  return [({ doc, tr }) => tr.setSelection(TextSelection.create(doc, $head.pos + 1)).scrollIntoView()];
}
