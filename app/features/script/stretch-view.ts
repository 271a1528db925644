import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { attributesOf } from '#shared/editor/index.ts';
import { LINE, PITCH, US_LETTER } from '#shared/pagination/index.ts';
import { isElementType } from '#shared/screenplay/index.ts';
import { heightOfBreak } from './page-break-view.ts';
import { PX_PER_POINT } from './page-marks.ts';
import type { shownBreaks } from './pages.ts';

const SIZE = 'contain-intrinsic-block-size';

/** A box of elements. The browser leaves it undrawn while it is off the screen, so it says how high it will be. */
export class StretchView implements NodeView {
  readonly dom = document.createElement('div');
  readonly contentDOM = this.dom;

  constructor(stretch: Node) {
    this.dom.dataset['stretch'] = '';
    estimate(this.dom, heightOf(stretch));
  }

  /** Its style is written here and by `sceneNumbers`; none of it is typing. */
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes';
  }
}

const heights = new WeakMap<Node, number>();

/** Pixels of a stretch's text, near enough: which line a word falls on is not asked. */
function heightOf(stretch: Node): number {
  let height = heights.get(stretch);
  if (height === undefined) {
    height = stretch.children.reduce((sum, element) => sum + heightOfElement(element), 0);
    heights.set(stretch, height);
  }
  return height;
}

function heightOfElement(element: Node): number {
  const { type } = attributesOf(element);
  const { left, right, spaceBefore } = US_LETTER.elements[isElementType(type) ? type : 'action'];
  const lines = Math.max(1, Math.ceil(element.content.size / ((right - left) * PITCH)));
  return (spaceBefore + lines * LINE) * PX_PER_POINT;
}

/** Tells each stretch how high it will be with the page breaks inside it. */
export function estimateStretches(view: EditorView, breaks: ReturnType<typeof shownBreaks>): void {
  let end = 0;
  let next = 0;
  view.state.doc.children.forEach((stretch, index) => {
    end += stretch.nodeSize;
    let height = heightOf(stretch);
    for (let found = breaks[next]; found && found.position < end; found = breaks[++next]) {
      height += heightOfBreak(found.mark);
    }
    const box = view.dom.children[index];
    if (box instanceof HTMLElement) estimate(box, height);
  });
}

function estimate(box: HTMLElement, height: number): void {
  const size = `auto ${Math.round(height)}px`;
  if (box.style.getPropertyValue(SIZE) !== size) box.style.setProperty(SIZE, size);
}

/** Tells each stretch how many scenes stand before it: counters of CSS don't reach into a box that may stay undrawn. */
export function sceneNumbers(): Plugin {
  return new Plugin({
    view: (view) => {
      number(view);
      return {
        update(_view, before: EditorState) {
          if (before.doc !== view.state.doc) number(view);
        },
      };
    },
  });
}

function number(view: EditorView): void {
  let scenes = 0;
  view.state.doc.children.forEach((stretch, index) => {
    const box = view.dom.children[index];
    const before = String(scenes);
    if (box instanceof HTMLElement && box.style.getPropertyValue('--scenes') !== before) {
      box.style.setProperty('--scenes', before);
    }
    scenes += headings(stretch);
  });
}

const counts = new WeakMap<Node, number>();

function headings(stretch: Node): number {
  let count = counts.get(stretch);
  if (count === undefined) {
    count = stretch.children.filter((element) => attributesOf(element).type === 'scene_heading').length;
    counts.set(stretch, count);
  }
  return count;
}
