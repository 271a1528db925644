import { hiddenIn, inCapitals, type ScriptElement, type StyleSpan } from '#shared/screenplay/index.ts';
import type { PageLine } from './page.ts';
import type { ElementLayout } from './settings.ts';

/** What a line says in print, with its emphasis: notes left out, capitals where its style has them. */
export interface PrintedLine {
  readonly text: string;
  readonly styles: readonly StyleSpan[];
}

/** The line of an element as it is printed; `layout` is the style that the element prints in. */
export function printedLine(line: PageLine, element: ScriptElement, layout: ElementLayout): PrintedLine {
  if (line.role !== 'text') return whole(line.added ?? '', layout);
  const shown = layout.capitals ? upperCase(element) : element;
  const pieces = piecesOf(shown, line);
  let text = '';
  const styles: StyleSpan[] = [];
  for (const [from, to] of pieces) {
    for (const span of shown.styles ?? []) {
      const start = Math.max(span.from, from);
      const end = Math.min(span.to, to);
      if (start < end) styles.push({ ...span, from: text.length + start - from, to: text.length + end - from });
    }
    text += shown.text.slice(from, to);
  }
  const all = whole(text + (line.added ?? ''), layout);
  return { text: all.text, styles: [...styles, ...all.styles] };
}

function upperCase(element: ScriptElement): ScriptElement {
  return inCapitals(element.type === 'character' ? element : { ...element, type: 'character' });
}

function whole(text: string, { bold, italic, underline }: ElementLayout): PrintedLine {
  const styles: StyleSpan[] = [];
  const span = { from: 0, to: text.length };
  if (bold) styles.push({ ...span, style: 'bold' });
  if (italic) styles.push({ ...span, style: 'italic' });
  if (underline) styles.push({ ...span, style: 'underline' });
  return { text, styles };
}

/** The ranges of the element's text that the line shows, between the notes. */
function piecesOf({ text }: ScriptElement, { from, to }: PageLine): [number, number][] {
  const pieces: [number, number][] = [];
  let at = from;
  for (const hidden of hiddenIn(text)) {
    if (hidden.to <= at || hidden.from >= to) continue;
    if (hidden.from > at) pieces.push([at, hidden.from]);
    at = hidden.to;
  }
  if (at < to) pieces.push([at, to]);
  return pieces;
}
