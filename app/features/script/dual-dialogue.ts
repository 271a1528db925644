import type { Node } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { asOwnUndoStep, attributesOf, elementsOf, indexOf, positionOf, standsInSpeech } from '#shared/editor/index.ts';

/** The cue whose speech can be put beside the one before it, or is. */
interface SecondCue {
  readonly index: number;
  readonly isBeside: boolean;
}

/** What is asked of two speeches that stand beside each other, or could; null when there are none at the caret. */
export function secondCueAt(state: EditorState): SecondCue | null {
  const elements = elementsOf(state.doc);
  const cue = cueOf(elements, indexOf(state.selection.$to));
  if (cue === null) return null;
  const beside = pairs(elements, cue);
  const own = beside.find((pair) => pair.includes(cue));
  if (own) return { index: own[1], isBeside: true };
  const before = cueOf(elements, cue - 1);
  if (before !== null && !beside.flat().includes(before)) return { index: cue, isBeside: false };
  const after = cueAfter(elements, cue);
  return after === null ? null : { index: after, isBeside: false };
}

/**
 * Puts the speech at the caret beside the one before it, or beside the next where there is none before; two that stand
 * beside each other come under each other again.
 */
export function toggleBeside(say: (words: string) => void): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const second = secondCueAt(state);
    if (second) {
      const position = positionOf(state.doc, second.index);
      dispatch(asOwnUndoStep(state.tr.setNodeAttribute(position, 'dual', second.isBeside ? null : true)));
    } else say('Two speeches can stand beside each other where one follows the other: put the caret in one of them.');
    return true;
  };
}

/** The cue of the speech that an element belongs to; null where nobody speaks. */
function cueOf(elements: readonly Node[], index: number): number | null {
  let at = index;
  while (standsWithin(elements[at])) at--;
  return isCue(elements[at]) ? at : null;
}

/** The cue that follows a speech at once. */
function cueAfter(elements: readonly Node[], cue: number): number | null {
  let at = cue + 1;
  while (standsWithin(elements[at])) at++;
  return isCue(elements[at]) ? at : null;
}

/** The cues of an exchange that stand beside each other, read from its beginning: a third one has nothing to stand beside. */
function pairs(elements: readonly Node[], cue: number): (readonly [number, number])[] {
  let left: number | null = cue;
  for (let before = cueOf(elements, left - 1); before !== null; before = cueOf(elements, left - 1)) left = before;
  const found: (readonly [number, number])[] = [];
  while (left !== null && left <= cue) {
    const right = cueAfter(elements, left);
    const element = right === null ? undefined : elements[right];
    const isPair = right !== null && element !== undefined && attributesOf(element).dual !== null;
    if (isPair) found.push([left, right]);
    left = isPair ? cueAfter(elements, right) : right;
  }
  return found;
}

function isCue(element: Node | undefined): boolean {
  return element !== undefined && attributesOf(element).type === 'character';
}

function standsWithin(element: Node | undefined): boolean {
  return element !== undefined && standsInSpeech(element);
}
