import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { ELEMENT, attributesOf, flatSlice } from '#shared/editor/index.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import { currentElement } from './current-element.ts';
import { isTransitionLine } from './smart-typing.ts';

const HEADING = /^(?:INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]/i;
const CUE = /^(?=.*\p{Lu})[^\p{Ll}(]+(?:\(.*\))?$/u;

/** Plain text as elements: paragraphs stand between blank lines, and say by their form what they are. */
export function elementsOfText(text: string, schema: Schema): Node[] {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n+/);
  return paragraphs.flatMap((paragraph) => {
    const lines = paragraph.split('\n').map((line) => line.trim());
    return typedLines(lines.filter((line) => line !== '')).map(([type, line]) =>
      schema.node(ELEMENT, { type }, schema.text(line)),
    );
  });
}

function typedLines(lines: readonly string[]): (readonly [ElementType, string])[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (HEADING.test(first)) return [['scene_heading', first], ...typedLines(rest)];
  if (rest.length === 0) return [[isTransitionLine('action', first) ? 'transition' : 'action', first]];
  if (!CUE.test(first)) return [['action', lines.join('\n')]];
  return [['character', first], ...speech(rest)];
}

/** What is said under a cue: brackets on lines of their own, the rest joined into speeches. */
function speech(lines: readonly string[]): (readonly [ElementType, string])[] {
  const parts: [ElementType, string][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (/^\(.*\)$/.test(line)) parts.push(['parenthetical', line]);
    else if (last?.[0] === 'dialogue') last[1] += ` ${line}`;
    else parts.push(['dialogue', line]);
  }
  return parts;
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

/** What a selection says as plain text: speech close under its cue, all else apart. */
export function textOfElements(slice: Slice): string {
  return flatSlice(slice)
    .content.content.map((node, index) => {
      const { type } = attributesOf(node);
      const close = type === 'dialogue' || type === 'parenthetical';
      return (index === 0 ? '' : close ? '\n' : '\n\n') + node.textContent;
    })
    .join('');
}
