import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { CARD, cardLines, columnsIn, heightOfLine, type CardLine } from './card-layout.ts';

interface Options {
  readonly scroller: RefObject<HTMLElement>;
  readonly outline: readonly OutlineRow[];
  /** Stay in the page wherever one scrolls: what has the keyboard or is dragged must not vanish. */
  readonly pinned: readonly (ElementId | null)[];
}

/** The lines of cards in view, out of a script of any length. */
export function useCardLines({ scroller, outline, pinned }: Options) {
  const width = useWidth(scroller);
  const columns = columnsIn(width);
  const lines = useMemo(() => cardLines(outline, columns), [outline, columns]);
  const lineOf = useCallback((id: ElementId | null) => lines.findIndex((line) => holds(line, id)), [lines]);
  const kept = pinned.map(lineOf).filter((line) => line >= 0);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index] ? heightOfLine(lines[index]) : 0),
    // A new function for new lines makes the virtualizer take the new heights.
    getItemKey: useCallback((index: number) => `${String(index)}:${lines[index]?.kind ?? ''}`, [lines]),
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b),
    overscan: 2,
    paddingStart: CARD.padding,
    paddingEnd: CARD.padding,
  });
  const reveal = useCallback(
    (id: ElementId) => {
      const line = lineOf(id);
      if (line >= 0) virtualizer.scrollToIndex(line, { align: 'auto' });
    },
    [lineOf, virtualizer],
  );
  const shown = width === 0 ? [] : virtualizer.getVirtualItems();
  return { lines, columns, shown, height: virtualizer.getTotalSize(), reveal };
}

function holds(line: CardLine, id: ElementId | null): boolean {
  return line.kind === 'section' ? line.row.id === id : line.rows.some((row) => row.id === id);
}

/** 0 until the wall is in the page. */
function useWidth(ref: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
