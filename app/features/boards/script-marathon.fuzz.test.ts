import { expect, test } from 'vitest';
import {
  addPanel,
  addTake,
  appendScript,
  followMoves,
  holdPanels,
  moveLines,
  readPanels,
  readScript,
} from '#shared/collab/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, ElementId, NewId, PanelId, TakeId, UserId } from '#shared/lib/ids.ts';
import { keysBetween } from '#shared/lib/order-key.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { scenesOf, setupOf, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { arrangePanels, hashOfLines, linesById, linkOf } from '#shared/storyboard/index.ts';
import { bringInDraft } from '#app/collab/bring-in-draft.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { HeadlessEditor, schema } from '#tests/builders/headless-editor.ts';
import { exchange, memoryConnection } from '#tests/builders/memory-connection.ts';
import { PanelModel, type ModelLine } from '#tests/builders/panel-model.ts';
import { acceptPictures, hangPanels } from './board-edits.ts';

const SEEDS = [2, 7];
const ACTS = 200;

/** Somebody's window, with the editor in it. */
function openWindow(newId: NewId) {
  const connection = memoryConnection();
  followMoves(connection.doc);
  holdPanels(connection.doc);
  return { connection, editor: new HeadlessEditor(connection.doc, connection.undo, newId) };
}

/**
 * Two windows on one boarded script, and the model of it. Every word is another, so that the model needs no guess, and the
 * first line stays a heading: what stands before the first one belongs to no scene.
 */
class Marathon {
  readonly rng: Rng;
  readonly windows;
  readonly model = new PanelModel();
  #words = 0;

  constructor(seed: number) {
    this.rng = seededRng(seed);
    this.windows = ['a', 'b'].map((name) => openWindow(countingIds(name)));
    const { doc } = must(this.windows[0]).connection;
    const script = Array.from({ length: 8 }, () => [this.heading(), ...this.some(4, () => this.action())]).flat();
    const ids = appendScript(doc, script, countingIds('s'));
    this.model.lines = ids.map((id, i) => lineOf(id, must(script[i])));
    this.#addPanels(ids);
    this.meet();
  }

  word = () => `w${String(this.#words++)}`;
  some = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  action = (): ScriptParagraph => ({
    type: 'action',
    text: this.some(4 + randomInt(this.rng, 6), this.word).join(' '),
  });
  heading = (): ScriptParagraph => ({
    type: 'scene_heading',
    text: `INT. ${this.word()} ${this.word()} - DAY`.toUpperCase(),
  });

  #addPanels(ids: readonly ElementId[]): void {
    const { doc } = must(this.windows[0]).connection;
    const newId = countingIds('p');
    const lines = new Map(readScript(doc).map((element) => [element.id, element]));
    for (const order of keysBetween(null, null, 60)) {
      const at = randomInt(this.rng, ids.length);
      const anchors = ids.slice(at, at + 1 + randomInt(this.rng, 3));
      const id = addPanel(doc, { anchors, order }, newId);
      const pictured = this.rng.next() < 0.8;
      const anchored = anchors.flatMap((anchor) => lines.get(anchor) ?? []);
      if (pictured) addTake(doc, id, takeOf(newId), hashOfLines(anchored));
      this.model.panels = new Map(this.model.panels).set(id, {
        lines: anchors,
        chosenFor: pictured ? this.model.wordsOf(anchors) : null,
      });
    }
  }

  meet(): void {
    const [a, b] = this.windows.map(({ connection }) => connection.doc);
    exchange(must(a), must(b));
  }

  /** One act of one of the two, which both hear of. Another's act ends what the first can take back. */
  act(): string {
    if (this.rng.next() < 0.15) {
      this.windows.reverse();
      for (const { connection } of this.windows) connection.undo.clear();
      this.model.forget();
    }
    const { undo } = must(this.windows[0]).connection;
    undo.stopCapturing();
    const [name, act] = pick(this.rng, this.#acts());
    act();
    undo.stopCapturing();
    this.meet();
    return name;
  }

  #acts(): readonly (readonly [string, () => void])[] {
    return [
      ...this.some(4, () => ['rewrite', () => this.#rewrite()] as const),
      ...this.some(3, () => ['split', () => this.#split()] as const),
      ...this.some(3, () => ['cut', () => this.#cut()] as const),
      ['delete', () => this.#delete()],
      ...this.some(2, () => ['insert', () => this.#insert()] as const),
      ['move', () => this.#move()],
      ['accept', () => this.#accept()],
      ['hang', () => this.#hang()],
      ...this.some(3, () => ['undo', () => this.#undo()] as const),
      ['redo', () => this.#redo()],
    ];
  }

  #undo(): void {
    must(this.windows[0]).connection.undo.undo();
    this.model.undo();
  }

  #redo(): void {
    must(this.windows[0]).connection.undo.redo();
    this.model.redo();
  }

  get #editor(): HeadlessEditor {
    return must(this.windows[0]).editor;
  }

  #lineAt(isRight: (line: ModelLine) => boolean): number {
    return pick(
      this.rng,
      [...this.model.lines.keys()].filter((i) => isRight(must(this.model.lines[i]))),
    );
  }

  #rewrite(): void {
    const at = this.#lineAt(({ isHeading }) => !isHeading);
    const { words } = must(this.model.lines[at]);
    const i = randomInt(this.rng, words.length);
    const [from, to] = [offsetOf(words, i), offsetOf(words, i) + must(words[i]).length];
    const word = this.word();
    this.model.step(() => this.model.write(at, words.with(i, word)));
    this.#editor.dispatch(this.#editor.state.tr.insertText(word, this.#editor.at(at, from), this.#editor.at(at, to)));
  }

  #split(): void {
    const at = this.#lineAt(({ isHeading, words }) => !isHeading && words.length > 1);
    const { words } = must(this.model.lines[at]);
    const cut = 1 + randomInt(this.rng, words.length - 1);
    this.#editor.split(at, offsetOf(words, cut));
    this.model.step(() => this.model.split(at, cut, must(this.#editor.ids()[at + 1])));
  }

  /** A join where nothing lies between, and else what a selection over several lines leaves when it is deleted. */
  #cut(): void {
    const at = this.#lineAt(({ isHeading }) => !isHeading);
    const last = Math.min(at + 1 + (this.rng.next() < 0.3 ? randomInt(this.rng, 4) : 0), this.model.lines.length - 1);
    const [first, end] = [must(this.model.lines[at]), must(this.model.lines[last])];
    if (last === at || end.isHeading) return;
    const isJoin = this.rng.next() < 0.6;
    const from = isJoin ? first.words.length : 1 + randomInt(this.rng, first.words.length);
    const to = isJoin ? 0 : randomInt(this.rng, end.words.length);
    const gap = from === first.words.length ? first.words.join(' ').length : offsetOf(first.words, from);
    const { state } = this.#editor;
    const tr = state.tr.delete(this.#editor.at(at, gap), this.#editor.at(last, offsetOf(end.words, to)));
    // The space that a writer types between the two.
    this.#editor.dispatch(from === first.words.length ? tr.insertText(' ', this.#editor.at(at, gap)) : tr);
    this.model.step(() => this.model.cut(at, from, last, to));
  }

  #delete(): void {
    if (this.model.lines.length < 12) return;
    const start = 1 + randomInt(this.rng, this.model.lines.length - 5);
    const end = start + 1 + randomInt(this.rng, 3);
    this.model.step(() => this.model.remove(start, end));
    this.#editor.dispatch(this.#editor.state.tr.delete(this.#editor.at(start, 0) - 1, this.#editor.at(end, 0) - 1));
  }

  #insert(): void {
    const at = 1 + randomInt(this.rng, this.model.lines.length - 1);
    const { text } = this.action();
    const { state } = this.#editor;
    const node = must(schema.nodes['element']).create({ type: 'action' }, schema.text(text));
    this.#editor.dispatch(state.tr.insert(this.#editor.at(at, 0) - 1, node));
    this.model.step(() => this.model.insert(at, lineOf(must(this.#editor.ids()[at]), { type: 'action', text })));
  }

  #move(): void {
    const { connection } = must(this.windows[0]);
    const start = 1 + randomInt(this.rng, this.model.lines.length - 1);
    const end = Math.min(start + 1 + randomInt(this.rng, 6), this.model.lines.length);
    const to = 1 + randomInt(this.rng, this.model.lines.length - 1);
    if (to >= start && to <= end) return;
    const { lines } = this.model;
    const ids = lines.slice(start, end).map(({ id }) => id as ElementId);
    this.model.step(() => this.model.move(start, end, to));
    editAs(connection, 'move', () => moveLines(connection.doc, ids, must(lines[to]).id as ElementId));
  }

  #storyboard() {
    const { doc } = must(this.windows[0]).connection;
    return arrangePanels(scenesOf(readScript(doc)), readPanels(doc));
  }

  #accept(): void {
    const stale = [...this.model.panels.keys()].filter((id) => this.model.stateOf(id) === 'stale');
    if (stale.length === 0) return;
    const id = pick(this.rng, stale);
    acceptPictures(must(this.windows[0]).connection, this.#storyboard(), [id as PanelId]);
    this.model.step(() => this.model.accept(id));
  }

  #hang(): void {
    const orphans = [...this.model.panels.keys()].filter((id) => this.model.stateOf(id) === 'orphaned');
    const at = this.model.lines.findIndex(({ isHeading }) => isHeading);
    if (orphans.length === 0 || at < 0) return;
    const id = pick(this.rng, orphans);
    const from = at + randomInt(this.rng, this.model.lines.length - at);
    const lines = this.model.lines.slice(from, from + 2).map((line) => line.id);
    hangPanels(must(this.windows[0]).connection, this.#storyboard(), [id as PanelId], lines as ElementId[]);
    this.model.step(() => this.model.hang(id, lines));
  }

  /** A newer draft: a scene is gone and another one new, lines are gone, lines are rewritten. */
  importDraft(): void {
    const { connection } = must(this.windows[0]);
    const heads = [...this.model.lines.keys()].filter((i) => must(this.model.lines[i]).isHeading);
    const gone = 1 + randomInt(this.rng, heads.length - 1);
    const [start, end] = [heads[gone] ?? 0, heads[gone + 1] ?? this.model.lines.length];
    const kept = this.model.lines.flatMap((line, i) => {
      if (i >= start && i < end) return [];
      const chance = this.rng.next();
      if (line.isHeading || chance > 0.2) return [line];
      if (chance < 0.08 || line.words.length < 4) return [];
      return [{ ...line, words: line.words.with(randomInt(this.rng, line.words.length), this.word()) }];
    });
    const added = [this.heading(), this.action()];
    const draft = [...kept.map(paragraphOf), ...added];
    const text = draft.map(({ type, text: words }) => `${type === 'scene_heading' ? '.' : '!'}${words}\n\n`).join('');
    const { elements } = parseFountain(text).screenplay;
    const done = bringInDraft(
      connection,
      { format: 'fountain', titlePage: {}, pageSetup: setupOf(null), paragraphs: elements },
      'import',
    );
    expect(done).toBe(true);
    const ids = readScript(connection.doc)
      .slice(-2)
      .map(({ id }) => id);
    this.model.step(() => this.model.replace([...kept, ...ids.map((id, i) => lineOf(id, must(added[i])))]));
    this.meet();
  }

  check(when: string): void {
    for (const { connection } of this.windows) {
      const script = readScript(connection.doc);
      expect(
        script.map(({ id, text }) => [id, wordsIn(text).join(' ')]),
        when,
      ).toEqual(this.model.lines.map(({ id, words }) => [id, words.join(' ')]));
      const lines = linesById(scenesOf(script));
      const panels = readPanels(connection.doc);
      expect(panels.map(({ id }) => id).sort(), when).toEqual([...this.model.panels.keys()].sort());
      for (const panel of panels) {
        const link = linkOf(panel, lines);
        const about = `${when}, panel ${panel.id}`;
        expect(panel.anchors, about).toEqual(this.model.panels.get(panel.id)?.lines);
        expect(link.state, about).toBe(this.model.stateOf(panel.id));
        if (link.state === 'stale') {
          const { chosenFor } = must(this.model.panels.get(panel.id));
          expect(wordsIn(link.before ?? ''), about).toEqual(chosenFor);
        }
      }
    }
  }
}

function lineOf(id: string, { type, text }: ScriptParagraph): ModelLine {
  return { id, isHeading: type === 'scene_heading', words: wordsIn(text) };
}

function paragraphOf({ isHeading, words }: ModelLine): ScriptParagraph {
  return { type: isHeading ? 'scene_heading' : 'action', text: words.join(' ') };
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** Where the word of this index begins in its line. */
function offsetOf(words: readonly string[], index: number): number {
  return words.slice(0, index).reduce((sum, word) => sum + word.length + 1, 0);
}

function takeOf(newId: NewId) {
  const asset = 'ab'.repeat(32) as AssetHash;
  const about = { asset, width: 16, height: 9, source: 'previz', provider: 'previz', at: 1 } as const;
  return { ...about, id: newId<TakeId>(), by: newId<UserId>() };
}

for (const seed of SEEDS) {
  test(
    `after ${String(ACTS)} edits and a new draft every panel is fresh, stale or orphaned, and none is lost (seed ${String(seed)})`,
    { timeout: 120_000 },
    () => {
      const marathon = new Marathon(seed);
      marathon.check('at the start');
      for (let i = 0; i < ACTS; i++) {
        const name = marathon.act();
        marathon.check(`seed ${String(seed)}, act ${String(i)}: ${name}`);
        if (i === 120) {
          marathon.importDraft();
          marathon.check(`seed ${String(seed)}, import`);
        }
      }
    },
  );
}
