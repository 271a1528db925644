import { useCallback, useLayoutEffect, type RefObject } from 'react';

interface Options {
  readonly scroller: RefObject<HTMLElement>;
  readonly page: RefObject<HTMLElement>;
  /** Whether the sheets stand where they will stay. */
  readonly ready: boolean;
  /** Brings the sheets onto the screen when this person sees a draft without them. */
  readonly showSheets: () => void;
}

/** A script opens at its first page, with the title page above it. Returns how to go there. */
export function useTitleSheet({ scroller, page, ready, showSheets }: Options): () => void {
  useLayoutEffect(() => {
    if (!ready || !scroller.current || !page.current) return;
    const above = page.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top;
    scroller.current.scrollTop += above - ABOVE;
  }, [ready, scroller, page]);

  return useCallback(() => {
    showSheets();
    requestAnimationFrame(() => scroller.current?.querySelector('textarea')?.focus());
  }, [scroller, showSheets]);
}

/** Pixels of the ground above the first page: the pane's own padding. */
const ABOVE = 24;
