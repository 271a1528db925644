import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import type { Query } from '#shared/screenplay/index.ts';
import { findPlaces, placeFrom, replacePlaces, selectPlace, type Place } from './find.ts';
import { markFound, unmarkFound } from './found-marks.ts';

export interface Finding {
  readonly places: readonly Place[];
  /** Of the place that is selected; -1 while there is none. */
  readonly current: number;
  readonly go: (step: 1 | -1) => void;
  readonly replace: (text: string) => void;
  /** Returns how many there were. */
  readonly replaceAll: (text: string) => number;
}

/** Looks for something in the script, and goes on looking while people write. */
export function useFind(editor: Editor, scroller: RefObject<HTMLElement>, query: Query): Finding {
  const doc = useCalmDocument(editor);
  const places = useMemo(() => findPlaces(doc, query), [doc, query]);
  const [current, setCurrent] = useState(-1);

  // Where the caret was when the words were given.
  useEffect(() => setCurrent(placeFrom(places, editor.state.selection.from)), [editor, query, places]);
  useEffect(() => {
    // A moment later: the view may be about to draw what was just typed.
    const frame = requestAnimationFrame(() => {
      if (editor.state.doc === doc) markFound(editor.view, places, current);
    });
    return () => cancelAnimationFrame(frame);
  }, [editor, doc, places, current]);
  useEffect(() => unmarkFound, []);

  const show = (index: number) => {
    const place = places[index];
    if (!place || editor.state.doc !== doc) return;
    setCurrent(index);
    editor.view.dispatch(selectPlace(editor.state, place));
    bringIntoView(editor, scroller.current, place);
  };
  return {
    places,
    current,
    go: (step) => {
      // The one that the caret has come to next is gone to before the one after it.
      const from = isAt(editor, places[current]) || step === -1 ? current + step : Math.max(current, 0);
      show((from + places.length) % places.length);
    },
    replace: (text) => {
      const place = places[current];
      if (!place || editor.state.doc !== doc) return;
      const tr = replacePlaces(editor.state, [place], text);
      editor.view.dispatch(tr);
      editor.view.dispatch(selectPlace(editor.state, { from: place.from + text.length, to: place.from + text.length }));
    },
    replaceAll: (text) => {
      if (editor.state.doc === doc) editor.view.dispatch(replacePlaces(editor.state, places, text));
      return places.length;
    },
  };
}

function isAt({ state: { selection } }: Editor, place: Place | undefined): boolean {
  return place?.from === selection.from && place.to === selection.to;
}

/** The document, not oftener than once a frame. */
function useCalmDocument(editor: Editor) {
  const [doc, setDoc] = useState(editor.state.doc);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setDoc(editor.state.doc);
      });
    };
    look();
    editor.on('update', look);
    return () => {
      editor.off('update', look);
      cancelAnimationFrame(frame);
    };
  }, [editor]);
  return doc;
}

/** In the middle, so that it is read in its place; twice, for lines off the screen are as high as they were reckoned. */
function bringIntoView(editor: Editor, scroller: HTMLElement | null, { from }: Place): void {
  if (!scroller) return;
  const scroll = () => {
    const [line, box] = [editor.view.coordsAtPos(from), scroller.getBoundingClientRect()];
    const isSeen = line.top > box.top + MARGIN && line.bottom < box.bottom - MARGIN;
    if (!isSeen) scroller.scrollTop += line.top - box.top - box.height / 3;
  };
  scroll();
  requestAnimationFrame(scroll);
}

/** Pixels that a line keeps from the pane's edges. */
const MARGIN = 48;
