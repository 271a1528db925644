import type { EditorState, Transaction } from '@tiptap/pm/state';
import { asOwnUndoStep, retype } from '#shared/editor/index.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import { currentElement } from './current-element.ts';

const INTRO = /^(?:INT\.?\/EXT|I\/E|INT|EXT|EST)\.$|^(?:INT\.?\/EXT|I\/E)$/i;
const PLAIN: ReadonlySet<ElementType> = new Set<ElementType>(['action', 'general', 'character']);
const TRANSITION = /^[\p{Lu}\d ']+ TO:$/u;
/** Recognised in any case: shown in capitals later, people type them small. */
const COMMON_TRANSITION = /^(?:(?:smash |match |jump |hard )?cut|fade|dissolve|back|wipe) to:$/i;

/** True of a line like "CUT TO:" that was typed as something plainer. */
export function isTransitionLine(type: ElementType, text: string): boolean {
  const line = text.trim();
  return PLAIN.has(type) && (TRANSITION.test(line) || COMMON_TRANSITION.test(line));
}

/**
 * "INT. " at the start of a line makes it a scene heading. Returns what to dispatch, in order: the typed space, then the
 * change of type as a step of its own, so that one undo gives back the plain line with everything typed.
 */
export function headingFromIntro(state: EditorState, typed: string): ((state: EditorState) => Transaction)[] | null {
  const current = currentElement(state);
  if (typed !== ' ' || !current?.atEnd || !state.selection.empty) return null;
  if (!PLAIN.has(current.attributes.type) || !INTRO.test(current.node.textContent)) return null;
  return [
    (before) => before.tr.insertText(' ').scrollIntoView(),
    (after) => asOwnUndoStep(retype(after.tr, current.position, 'scene_heading')),
  ];
}
