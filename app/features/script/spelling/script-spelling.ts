import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { attributesOf, elementsOf, indexAt, isRemote, positionOf } from '#shared/editor/index.ts';
import { bareWord, namesIn, spelledWords, type SpelledWord } from '#shared/screenplay/index.ts';
import type { Place } from '../find.ts';
import { rangeOf } from '../found-marks.ts';
import type { SpellChecker } from './spell-checker.ts';

export interface MisspeltWord extends Place {
  /** As it stands in the text. */
  readonly word: string;
}

interface Options {
  readonly editor: Editor;
  readonly scroller: HTMLElement;
  readonly checker: SpellChecker;
  /** The film's own words. */
  readonly ownWords: () => readonly string[];
  readonly onFailure: () => void;
}

const MARKS = 'script-misspelt';
/** Milliseconds of rest before words are looked at: nobody wants a word marked that is being written. */
const REST = 250;

/**
 * Marks misspelt words where the script is seen, as finding does: by ranges that the browser paints, so that a key costs
 * nothing. It looks when nobody has typed or scrolled for a moment, and reads again only what changed.
 */
export class ScriptSpelling {
  readonly #options: Options;
  readonly #passed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typing = false;
  #failed = false;

  constructor(options: Options) {
    this.#options = options;
    const { editor, scroller } = options;
    editor.on('transaction', this.#onTransaction);
    scroller.addEventListener('scroll', this.#later, { passive: true });
    window.addEventListener('resize', this.#later);
    this.#later();
  }

  stop(): void {
    const { editor, scroller } = this.#options;
    this.#putOff();
    editor.off('transaction', this.#onTransaction);
    scroller.removeEventListener('scroll', this.#later);
    window.removeEventListener('resize', this.#later);
    CSS.highlights.delete(MARKS);
  }

  /** The misspelt word at a position; null for a word that is right, known or not asked about yet. */
  at(position: number): MisspeltWord | null {
    const { doc } = this.#options.editor.state;
    const index = indexAt(doc, position);
    const element = elementsOf(doc)[index];
    if (!element) return null;
    const found = this.#wrongIn(element, positionOf(doc, index), this.#known());
    return found.find(({ from, to }) => from <= position && position <= to) ?? null;
  }

  /** The next one after a position, and after the last the first; null when there is none. */
  async next(position: number): Promise<MisspeltWord | null> {
    const { editor, checker } = this.#options;
    const words = elementsOf(editor.state.doc).flatMap((element) => wordsOf(element).map(({ word }) => word));
    if (!(await checker.check(words))) this.#fail();
    const { doc } = editor.state;
    const known = this.#known();
    const all: MisspeltWord[] = [];
    elementsOf(doc).forEach((element, index) => {
      if (wordsOf(element).length > 0) all.push(...this.#wrongIn(element, positionOf(doc, index), known));
    });
    return all.find(({ from }) => from > position) ?? all[0] ?? null;
  }

  /** Lets a word pass until the script is opened again. */
  pass(word: string): void {
    this.#passed.add(bareWord(word));
    this.look();
  }

  /** Looks at what is seen, now. */
  look(): void {
    const { editor, checker } = this.#options;
    this.#putOff();
    if (editor.isDestroyed || this.#failed) return;
    if (editor.view.composing) {
      this.#later();
      return;
    }
    const seen = this.#seen();
    const unknown = seen.flatMap(([element]) => wordsOf(element).map(({ word }) => word));
    const fresh = unknown.filter((word) => checker.isWrong(word) === undefined);
    this.#mark(seen);
    if (fresh.length === 0) return;
    void checker.check(fresh).then((answered) => (answered ? this.#later() : this.#fail()));
  }

  readonly #later = (): void => {
    this.#timer ??= setTimeout(() => this.look(), REST);
  };

  readonly #onTransaction = ({ transaction }: { transaction: Transaction }): void => {
    if (!isRemote(transaction) && (transaction.docChanged || transaction.selectionSet)) {
      this.#typing = transaction.docChanged;
      this.#putOff();
    }
    // Others' carets part the text that a mark lies on, too. Who writes puts it off; they do not, or it would never come.
    this.#later();
  };

  #putOff(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #fail(): void {
    if (!this.#failed) this.#options.onFailure();
    this.#failed = true;
  }

  #mark(seen: readonly (readonly [Node, number])[]): void {
    const { view, state } = this.#options.editor;
    const known = this.#known();
    const { head } = state.selection;
    // Of a word that is being written nobody knows yet what it becomes.
    const isWritten = ({ from, to }: Place) => this.#typing && view.hasFocus() && from <= head && head <= to;
    const wrong = seen.flatMap(([element, position]) => this.#wrongIn(element, position, known));
    const ranges = wrong.filter((place) => !isWritten(place)).map((place) => rangeOf(view, place));
    CSS.highlights.set(MARKS, new Highlight(...ranges));
  }

  /** The elements in stretches that are on the screen, with their positions. */
  #seen(): (readonly [Node, number])[] {
    const { editor, scroller } = this.#options;
    const pane = scroller.getBoundingClientRect();
    const boxes = editor.view.dom.children;
    const seen: (readonly [Node, number])[] = [];
    let position = 0;
    editor.state.doc.children.forEach((stretch, index) => {
      const box = boxes[index]?.getBoundingClientRect();
      if (box && box.bottom > pane.top && box.top < pane.bottom) {
        let start = position + 1;
        for (const element of stretch.children) {
          seen.push([element, start]);
          start += element.nodeSize;
        }
      }
      position += stretch.nodeSize;
    });
    return seen;
  }

  /** Names of the cast and of places, the film's words and what was let pass, as they are compared. */
  #known(): ReadonlySet<string> {
    const { editor, ownWords } = this.#options;
    const known = new Set(this.#passed);
    for (const word of ownWords()) known.add(bareWord(word));
    for (const element of elementsOf(editor.state.doc)) for (const name of namesOf(element)) known.add(bareWord(name));
    return known;
  }

  #wrongIn(element: Node, position: number, known: ReadonlySet<string>): MisspeltWord[] {
    const { checker } = this.#options;
    return wordsOf(element)
      .filter(({ word }) => checker.isWrong(word) === true && !known.has(bareWord(word)))
      .map(({ from, to }) => ({
        from: position + 1 + from,
        to: position + 1 + to,
        word: element.textContent.slice(from, to),
      }));
  }
}

const words = new WeakMap<Node, readonly SpelledWord[]>();
const names = new WeakMap<Node, readonly string[]>();

function wordsOf(element: Node): readonly SpelledWord[] {
  return remember(words, element, spelledWords);
}

function namesOf(element: Node): readonly string[] {
  return remember(names, element, namesIn);
}

function remember<T>(
  cache: WeakMap<Node, T>,
  element: Node,
  read: (paragraph: { type: ReturnType<typeof attributesOf>['type']; text: string }) => T,
): T {
  let found = cache.get(element);
  if (!found) cache.set(element, (found = read({ type: attributesOf(element).type, text: element.textContent })));
  return found;
}
