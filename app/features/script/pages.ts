import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { attributesOf } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { Pagination } from '#shared/pagination/index.ts';
import { lineEndElement, pageBreakElement } from './page-break-view.ts';
import { besideFirst, breakBefore, ownLinesOf, type PageBreak } from './page-marks.ts';

export interface PagesView {
  readonly pages: Pagination;
  /** False in the draft view, which is one long sheet. */
  readonly sheets: boolean;
}

const key = new PluginKey<DecorationSet>('pages');

/** Shows where the pages end, and ends lines where pagination does and the browser would not. */
export function pagesPlugin(): Plugin {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, shown) {
        const now: unknown = tr.getMeta(key);
        if (now instanceof DecorationSet) return now;
        return tr.docChanged ? shown.map(tr.mapping, tr.doc) : shown;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/**
 * Brings the marks to what the pages say; null when they say nothing new, as after most keys. The pages may be of a
 * script some keys ago: marks of what is gone are left out until the next ones come.
 */
export function showPages(state: EditorState, view: PagesView): Transaction | null {
  const shown = key.getState(state) ?? DecorationSet.empty;
  const stale = new Map(shown.find().map((mark) => [nameOf(mark.from, mark.spec as MarkSpec), mark]));
  const fresh: Decoration[] = [];
  for (const mark of marksOf(state.doc, view)) {
    const name = nameOf(mark.from, mark.spec as MarkSpec);
    if (!stale.delete(name)) fresh.push(mark);
  }
  if (fresh.length === 0 && stale.size === 0) return null;
  return state.tr.setMeta(key, shown.remove([...stale.values()]).add(state.doc, fresh)).setMeta('addToHistory', false);
}

/** True of the transactions of `showPages`. */
export function bringsPages(tr: Transaction): boolean {
  return tr.getMeta(key) !== undefined;
}

/** The breaks that are shown, with their places, in order. */
export function shownBreaks(state: EditorState): { readonly position: number; readonly mark: PageBreak }[] {
  const found = key.getState(state)?.find(undefined, undefined, (spec) => (spec as MarkSpec).mark !== undefined) ?? [];
  return found.flatMap(({ from, spec }) => {
    const { mark } = spec as MarkSpec;
    return mark ? [{ position: from, mark }] : [];
  });
}

interface MarkSpec {
  readonly key: string;
  readonly mark?: PageBreak;
}

function nameOf(position: number, spec: MarkSpec): string {
  return `${position} ${spec.key}`;
}

function marksOf(doc: Node, { pages, sheets }: PagesView): Decoration[] {
  const places = placesOf(doc);
  const marks = new Map<string, Decoration>();
  const add = (mark: Decoration) => marks.set(nameOf(mark.from, mark.spec as MarkSpec), mark);
  let from = 0;
  for (const [index, page] of pages.pages.entries()) {
    const begins = sheets && index > 0 ? breakBefore(pages, index, from) : null;
    const place = begins && places.get(begins.element);
    if (begins && place) add(breakMark(place, begins));
    const beside = begins || index === 0 ? besideFirst(page) : null;
    const second = beside && places.get(beside);
    if (second) add(wholeLine(second, 'first-beside'));
    for (const { element, starts } of ownLinesOf(page, pages.elements, from)) {
      const own = places.get(element);
      if (!own) continue;
      add(wholeLine(own, 'own-lines'));
      for (const start of starts) if (own.start + 1 + start < own.end - 1) add(lineEnd(own.start + 1 + start));
    }
    from += page.span;
  }
  return [...marks.values()];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function placesOf(doc: Node): ReadonlyMap<ElementId, Place> {
  const places = new Map<ElementId, Place>();
  let start = 0;
  for (const stretch of doc.children) {
    start++;
    for (const element of stretch.children) {
      const { id } = attributesOf(element);
      if (id !== null) places.set(id, { start, end: start + element.nodeSize });
      start += element.nodeSize;
    }
    start++;
  }
  return places;
}

// Before the caret that stands at it, and no place of its own: End stays at the line's end, Home at its beginning.
const BESIDE_CARET = { side: -1, ignoreSelection: true } as const;

function breakMark({ start, end }: Place, mark: PageBreak): Decoration {
  const position = mark.at === 0 ? start : Math.min(start + 1 + mark.at, end - 1);
  const spec = { ...BESIDE_CARET, key: mark.key, mark };
  return Decoration.widget(position, () => pageBreakElement(mark), spec);
}

function wholeLine({ start, end }: Place, name: string): Decoration {
  return Decoration.node(start, end, { class: name }, { key: name });
}

function lineEnd(position: number): Decoration {
  return Decoration.widget(position, lineEndElement, { ...BESIDE_CARET, key: 'line-end' });
}
