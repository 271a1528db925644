import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { attributesOf } from '#shared/editor/index.ts';
import type { ElementType } from '#shared/screenplay/index.ts';

const LINE = 16;
/** Characters to a line and blank lines before, by type; as in script-pane.module.css. */
const FORM: Partial<Record<ElementType, readonly [columns: number, gap: number]>> = {
  scene_heading: [60, 2],
  shot: [60, 2],
  character: [37, 1],
  parenthetical: [25, 0],
  dialogue: [35, 0],
  lyrics: [35, 0],
  transition: [16, 1],
};
const PLAIN_FORM = [60, 1] as const;

/** A box of elements. The browser leaves it undrawn while it is off the screen, so it says how high it will be. */
export class StretchView implements NodeView {
  readonly dom = document.createElement('div');
  readonly contentDOM = this.dom;

  constructor(stretch: Node) {
    this.dom.dataset['stretch'] = '';
    this.dom.style.setProperty('contain-intrinsic-block-size', `auto ${heightOf(stretch)}px`);
  }

  /** Its style is written here and by `sceneNumbers`; none of it is typing. */
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes';
  }
}

function heightOf(stretch: Node): number {
  return stretch.children.reduce((height, element) => {
    const [columns, gap] = FORM[attributesOf(element).type] ?? PLAIN_FORM;
    return height + (gap + Math.max(1, Math.ceil(element.content.size / columns))) * LINE;
  }, 0);
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
