import type { Node } from '@tiptap/pm/model';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { attributesOf, domAttributes } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { PageSettings } from '#shared/pagination/index.ts';
import { ownLook } from './sheet-style.ts';

/** Which lines carry a mark; anything that can be asked for an element, a Set and a Map alike. */
export interface ElementLookup {
  has(id: ElementId): boolean;
}

export interface LineMarks {
  /** Lines that panels hang on: a bar in the left margin. */
  readonly boarded: ElementLookup;
  /** Lines of boarded scenes that no panel shows: a dotted bar. */
  readonly gaps: ElementLookup;
  /** Lines of the selected panel. */
  readonly lit: ElementLookup;
  /** Lines of omitted scenes, without their headings. */
  readonly omitted: ElementLookup;
  /** Numbers of scenes that have none of their own and stand between those that have. */
  readonly numbers: ReadonlyMap<ElementId, string>;
}

/**
 * Draws the elements, and on them the marks of whole lines. The marks are not decorations: ProseMirror asks every
 * decoration about every line on every key, 10 ms with 750 boarded lines of 3,000 (docs/decisions/012). An element's own
 * view wears its marks, and they cost nothing until they change.
 */
export class MarkedLines {
  #marks: LineMarks;
  #settings: PageSettings;
  readonly #lines = new Set<Line>();

  constructor(marks: LineMarks, settings: PageSettings) {
    this.#marks = marks;
    this.#settings = settings;
  }

  get settings(): PageSettings {
    return this.#settings;
  }

  readonly view = ({ node }: { readonly node: Node }): NodeView => {
    const line = new Line(node, this.#marks, this.#settings, () => this.#lines.delete(line));
    this.#lines.add(line);
    return line;
  };

  show(marks: LineMarks): void {
    this.#marks = marks;
    for (const line of this.#lines) line.wear(marks);
  }

  /** The page on which the lines stand that say themselves how. */
  place(settings: PageSettings): void {
    this.#settings = settings;
    for (const line of this.#lines) line.place(settings);
  }
}

class Line implements NodeView {
  readonly dom = document.createElement('p');
  readonly contentDOM = this.dom;
  readonly destroy: () => void;
  #node: Node;
  #marks: LineMarks;
  #settings: PageSettings;
  #look: Readonly<Record<string, string>> | null = null;

  constructor(node: Node, marks: LineMarks, settings: PageSettings, destroy: () => void) {
    this.#node = node;
    this.#marks = marks;
    this.#settings = settings;
    this.destroy = destroy;
    for (const [name, value] of Object.entries(domAttributes(node))) this.dom.setAttribute(name, value);
    this.wear(marks);
    this.place(settings);
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const isOther = node.attrs !== this.#node.attrs;
    if (isOther) this.#rewrite(domAttributes(this.#node), domAttributes(node));
    this.#node = node;
    if (isOther) this.place(this.#settings);
    this.wear(this.#marks);
    return true;
  }

  #rewrite(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): void {
    for (const name of Object.keys(before)) if (!(name in now)) this.dom.removeAttribute(name);
    for (const [name, value] of Object.entries(now)) if (before[name] !== value) this.dom.setAttribute(name, value);
  }

  wear(marks: LineMarks): void {
    this.#marks = marks;
    const { id } = attributesOf(this.#node);
    for (const [name, lookup] of [
      ['data-boarded', marks.boarded],
      ['data-gap', marks.gaps],
      ['data-lit', marks.lit],
      ['data-omitted', marks.omitted],
    ] as const) {
      const on = id !== null && lookup.has(id);
      if (on !== this.dom.hasAttribute(name)) this.dom.toggleAttribute(name, on);
    }
    const number = id === null ? undefined : marks.numbers.get(id);
    if (number === undefined) this.dom.removeAttribute('data-between');
    else this.dom.setAttribute('data-between', number);
  }

  place(settings: PageSettings): void {
    this.#settings = settings;
    const look = ownLook(settings, attributesOf(this.#node));
    if (look === null && this.#look === null) return;
    for (const name of Object.keys(this.#look ?? {})) this.dom.style.removeProperty(name);
    for (const [name, value] of Object.entries(look ?? {})) this.dom.style.setProperty(name, value);
    this.dom.toggleAttribute('data-own', look !== null);
    this.#look = look;
  }

  /** Marks are written past ProseMirror, which must not read them as typing. */
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes';
  }
}
