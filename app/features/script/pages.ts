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
  const stale = new Map<string, Decoration>();
  // Two come to stand at one place when what stood between them was deleted.
  const doubled: Decoration[] = [];
  for (const mark of shown.find()) {
    if (stale.has(nameOf(mark))) doubled.push(mark);
    else stale.set(nameOf(mark), mark);
  }
  const fresh: Decoration[] = [];
  for (const mark of marksOf(state.doc, view)) {
    const name = nameOf(mark);
    if (keyOf(stale.get(name)) === keyOf(mark)) stale.delete(name);
    else fresh.push(mark);
  }
  const gone = [...stale.values(), ...doubled];
  if (fresh.length === 0 && gone.length === 0) return null;
  return state.tr.setMeta(key, shown.remove(gone).add(state.doc, fresh)).setMeta('addToHistory', false);
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
  readonly kind: 'break' | 'first-beside' | 'own-lines' | 'line-end';
  /** Marks of one kind with equal keys look equal. */
  readonly key: string;
  readonly mark?: PageBreak;
}

/** There is one of a kind at a position. What a break says is long, and no part of its name. */
function nameOf({ from, spec }: Decoration): string {
  return `${(spec as MarkSpec).kind} ${from}`;
}

function keyOf(mark: Decoration | undefined): string | undefined {
  return (mark?.spec as MarkSpec | undefined)?.key;
}

function marksOf(doc: Node, { pages, sheets }: PagesView): Decoration[] {
  const places = new Places(doc);
  const marks = new Map<string, Decoration>();
  const add = (mark: Decoration) => marks.set(nameOf(mark), mark);
  let from = 0;
  for (const [index, page] of pages.pages.entries()) {
    const begins = sheets && index > 0 ? breakBefore(pages, index, from) : null;
    const place = begins && places.of(begins.element);
    if (begins && place) add(breakMark(place, begins));
    const beside = begins || index === 0 ? besideFirst(page) : null;
    const second = beside && places.of(beside);
    if (second) add(wholeLine(second, 'first-beside'));
    for (const { element, starts } of ownLinesOf(page, pages.elements, from)) {
      const own = places.of(element);
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

/** Elements by their ids, found fast by who asks in the order of the script. */
class Places {
  readonly #stretches: readonly { readonly begins: number; readonly within: ReadonlyMap<ElementId, Place> }[];
  #last = 0;

  constructor(doc: Node) {
    let begins = 0;
    this.#stretches = doc.children.map((stretch) => {
      const found = { begins, within: placesIn(stretch) };
      begins += stretch.nodeSize;
      return found;
    });
  }

  of(id: ElementId): Place | null {
    const count = this.#stretches.length;
    for (let step = 0; step < count; step++) {
      const index = (this.#last + step) % count;
      const stretch = this.#stretches[index];
      const place = stretch?.within.get(id);
      if (!stretch || !place) continue;
      this.#last = index;
      return { start: stretch.begins + place.start, end: stretch.begins + place.end };
    }
    return null;
  }
}

const known = new WeakMap<Node, ReadonlyMap<ElementId, Place>>();

/** Counted from the position before the stretch, so that it holds for as long as the stretch is as it is. */
function placesIn(stretch: Node): ReadonlyMap<ElementId, Place> {
  let places = known.get(stretch);
  if (!places) known.set(stretch, (places = readPlaces(stretch)));
  return places;
}

function readPlaces(stretch: Node): ReadonlyMap<ElementId, Place> {
  const places = new Map<ElementId, Place>();
  let start = 1;
  for (const element of stretch.children) {
    const { id } = attributesOf(element);
    if (id !== null) places.set(id, { start, end: start + element.nodeSize });
    start += element.nodeSize;
  }
  return places;
}

// Before the caret that stands at it, and no place of its own: End stays at the line's end, Home at its beginning.
const BESIDE_CARET = { side: -1, ignoreSelection: true } as const;

function breakMark({ start, end }: Place, mark: PageBreak): Decoration {
  const position = mark.at === 0 ? start : Math.min(start + 1 + mark.at, end - 1);
  const spec = { ...BESIDE_CARET, kind: 'break', key: mark.key, mark };
  return Decoration.widget(position, () => pageBreakElement(mark), spec);
}

function wholeLine({ start, end }: Place, kind: 'first-beside' | 'own-lines'): Decoration {
  return Decoration.node(start, end, { class: kind }, { kind, key: kind });
}

function lineEnd(position: number): Decoration {
  return Decoration.widget(position, lineEndElement, { ...BESIDE_CARET, kind: 'line-end', key: 'line-end' });
}
