import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { heirsOf, inherit, wordsOfLines, wordsToKeep, type LineText } from '#shared/storyboard/index.ts';
import { anchorsIn, keepWordsIn } from './board-records.ts';
import { observeBoards, readPanel, updatePanel } from './boards.ts';
import { recordIn, recordsRoot, scriptRoot } from './document.ts';
import { idOf, isElement } from './move-lines.ts';
import { readElement } from './script.ts';

/** Of a change that keeps what the script said: nobody's step of undo, and true whatever is undone. */
const KEEP = { kind: 'keep-words' } as const;

/**
 * Keeps panels on their lines. For the life of the document, in every window that may write:
 *
 * - the end of a line that is split off here is one of its panels' lines too, and the panels of a line that is joined to
 *   another hang on that (docs/decisions/021); it belongs to the step of undo that splits or joins;
 * - before words that a picture was chosen for go from the script here, its panel keeps them (docs/decisions/020).
 *
 * Each window does so for what is done in it, so nobody writes by looking on. Make the window's undo manager first.
 */
export function holdPanels(doc: Y.Doc): void {
  const script = new ScriptWatch(scriptRoot(doc));
  const hung = new HungPanels(doc);
  doc.on('afterTransaction', (transaction) => {
    const change = script.follow(transaction);
    if (change && transaction.local) {
      const touched = hung.on(change.changed);
      if (change.scripts && !(transaction.origin instanceof Y.UndoManager)) {
        handOn(doc, touched, change.scripts, transaction.origin);
      }
      keepWords(doc, touched, hung, change.was);
    }
    hung.follow();
  });
}

interface Scripts {
  readonly before: readonly LineText[];
  readonly after: readonly LineText[];
}

interface ScriptChange {
  /** Lines that say something else now, or are gone. */
  readonly changed: readonly ElementId[];
  /** What a line said before. */
  readonly was: (id: ElementId) => string | undefined;
  /** The whole script before and after; null when no line came or went. */
  readonly scripts: Scripts | null;
}

/** What every line says, so that one can tell after a change what it was. Costs what has changed, and a pass where lines come or go. */
class ScriptWatch {
  readonly #root: Y.XmlFragment;
  readonly #texts = new WeakMap<Y.XmlElement, string>();
  #order: readonly ElementId[];
  #saying: Map<ElementId, string>;

  constructor(root: Y.XmlFragment) {
    this.#root = root;
    const lines = this.#read();
    this.#order = lines.map(({ id }) => id);
    this.#saying = sayingOf(lines);
  }

  follow(transaction: Y.Transaction): ScriptChange | null {
    if (!transaction.changedParentTypes.has(this.#root as never)) return null;
    const nodes = this.#changedNodes(transaction);
    for (const node of nodes) this.#texts.delete(node);
    const { changed } = transaction;
    const isNew = changed.has(this.#root as never) || nodes.some((node) => changed.get(node as never)?.has('id'));
    return isNew ? this.#followAll() : this.#followSome(nodes);
  }

  #changedNodes({ changed }: Y.Transaction): Y.XmlElement[] {
    const nodes = new Set<Y.XmlElement>();
    for (const type of changed.keys()) {
      let node: Y.AbstractType<unknown> | null = type as Y.AbstractType<unknown>;
      while (node && node.parent !== this.#root) node = node.parent as Y.AbstractType<unknown> | null;
      if (isElement(node)) nodes.add(node);
    }
    return [...nodes];
  }

  #followAll(): ScriptChange {
    const said = this.#saying;
    const before = this.#order.map((id) => ({ id, text: said.get(id) ?? '' }));
    const after = this.#read();
    this.#order = after.map(({ id }) => id);
    this.#saying = sayingOf(after);
    const changed = [...said].flatMap(([id, text]) => (this.#saying.get(id) === text ? [] : id));
    return { changed, was: (id) => said.get(id), scripts: { before, after } };
  }

  #followSome(nodes: readonly Y.XmlElement[]): ScriptChange {
    const said = new Map<ElementId, string | undefined>();
    for (const node of nodes) {
      const { id, text } = this.#lineOf(node);
      if (text === this.#saying.get(id)) continue;
      said.set(id, this.#saying.get(id));
      this.#saying.set(id, text);
    }
    const was = (id: ElementId) => (said.has(id) ? said.get(id) : this.#saying.get(id));
    return { changed: [...said.keys()], was, scripts: null };
  }

  #read(): LineText[] {
    return this.#root
      .toArray()
      .filter(isElement)
      .map((node) => this.#lineOf(node));
  }

  #lineOf(node: Y.XmlElement): LineText {
    let text = this.#texts.get(node);
    if (text === undefined) this.#texts.set(node, (text = readElement(node).text));
    return { id: (idOf(node) ?? '') as ElementId, text };
  }
}

/** Of two lines with one id the first counts, as everywhere. */
function sayingOf(lines: readonly LineText[]): Map<ElementId, string> {
  return new Map(lines.toReversed().map(({ id, text }) => [id, text]));
}

/** Which panels hang on a line, as of the transaction before this one. */
class HungPanels {
  readonly #doc: Y.Doc;
  readonly #anchors = new Map<PanelId, readonly ElementId[]>();
  readonly #byLine = new Map<ElementId, Set<PanelId>>();
  readonly #touched: Set<PanelId>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#touched = new Set(recordsRoot(doc, 'panels').keys() as Iterable<PanelId>);
    this.follow();
    observeBoards(doc, ({ panels }) => {
      for (const id of panels) this.#touched.add(id);
    });
  }

  on(lines: readonly ElementId[]): readonly PanelId[] {
    return [...new Set(lines.flatMap((line) => [...(this.#byLine.get(line) ?? [])]))];
  }

  anchorsOf(panel: PanelId): readonly ElementId[] {
    return this.#anchors.get(panel) ?? [];
  }

  follow(): void {
    for (const id of this.#touched) {
      for (const line of this.anchorsOf(id)) this.#byLine.get(line)?.delete(id);
      const record = recordIn(this.#doc, 'panels', id);
      const anchors = record ? anchorsIn(record) : [];
      this.#anchors.set(id, anchors);
      for (const line of anchors) {
        const known = this.#byLine.get(line);
        if (known) known.add(id);
        else this.#byLine.set(line, new Set([id]));
      }
    }
    this.#touched.clear();
  }
}

function handOn(doc: Y.Doc, panels: readonly PanelId[], { before, after }: Scripts, origin: unknown): void {
  if (panels.length === 0) return;
  const heirs = heirsOf(before, after);
  if (heirs.split.size === 0 && heirs.joined.size === 0) return;
  const hung = panels.flatMap((id) => {
    const panel = readPanel(doc, id);
    const anchors = panel && inherit(panel.anchors, heirs);
    return anchors && anchors !== panel.anchors ? [{ id, anchors: [...anchors] }] : [];
  });
  if (hung.length === 0) return;
  doc.transact(() => {
    for (const { id, anchors } of hung) updatePanel(doc, id, { anchors });
  }, origin);
}

function keepWords(doc: Y.Doc, panels: readonly PanelId[], hung: HungPanels, was: ScriptChange['was']): void {
  const kept = panels.flatMap((id) => {
    const panel = readPanel(doc, id);
    const lines = hung.anchorsOf(id).flatMap((line) => {
      const text = was(line);
      return text === undefined ? [] : [{ text }];
    });
    const words = panel && wordsToKeep(panel, wordsOfLines(lines));
    return typeof words === 'string' ? [{ id, words }] : [];
  });
  if (kept.length === 0) return;
  doc.transact(() => {
    for (const { id, words } of kept) keepWordsIn(must(recordIn(doc, 'panels', id)), words);
  }, KEEP);
}
