import { countUpTo } from '#shared/lib/count-up-to.ts';
import { hiddenIn, printedText, type ScriptElement } from '#shared/screenplay/index.ts';
import { measureCells, type CellWidths } from './cells.ts';

/** What of an element is printed. */
export interface Printed {
  /** The text without its notes: what is wrapped. */
  readonly text: string;
  readonly cells: CellWidths;
  readonly gaps: readonly Gap[];
}

/** A note left out: where it stood in the printed text, and how much was left out up to there, itself included. */
interface Gap {
  readonly at: number;
  readonly shift: number;
}

/** A paragraph of many pages is measured once, not once a page. */
const MANY_PAGES = 20_000;
const measured = new WeakMap<ScriptElement, Printed>();

export function printedOf(element: ScriptElement): Printed {
  if (element.text.length < MANY_PAGES) return measure(element.text);
  let printed = measured.get(element);
  if (!printed) measured.set(element, (printed = measure(element.text)));
  return printed;
}

/** Whether anything is left of a text without its notes. One that has none is shown, be it an empty line. */
export function isPrinted(element: ScriptElement): boolean {
  const { text } = element;
  if (text.length < MANY_PAGES && !text.includes('[[') && !text.includes('/*')) return true;
  const printed = printedOf(element).text;
  return printed.length === text.length || printed.trim() !== '';
}

/** An offset of the printed text as one of the element's own; `end`: of what stands before it, not after. */
export function sourceOffset({ gaps }: Pick<Printed, 'gaps'>, printed: number, end: boolean): number {
  const before = countUpTo(gaps.length, (i) => (gaps[i]?.at ?? 0) < printed + (end ? 0 : 1));
  return printed + (gaps[before - 1]?.shift ?? 0);
}

function measure(source: string): Printed {
  const text = printedText(source);
  return { text, cells: measureCells(text), gaps: text.length === source.length ? NO_GAPS : gapsOf(source) };
}

const NO_GAPS: readonly Gap[] = [];

function gapsOf(source: string): Gap[] {
  let shift = 0;
  return hiddenIn(source).map(({ from, to }) => {
    const at = from - shift;
    shift += to - from;
    return { at, shift };
  });
}
