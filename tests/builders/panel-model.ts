/*
 * What must become of panels when their script is edited, said as plainly as can be and by no code of the product: lines
 * are words, a panel is the lines it hangs on and the words its picture was chosen for.
 */

export interface ModelLine {
  readonly id: string;
  readonly isHeading: boolean;
  readonly words: readonly string[];
}

export interface ModelPanel {
  readonly lines: readonly string[];
  /** Null: no picture. */
  readonly chosenFor: readonly string[] | null;
}

export type ModelState = 'fresh' | 'stale' | 'orphaned';

/** Everything as it was before a step. */
type Step = readonly [lines: readonly ModelLine[], panels: ReadonlyMap<string, ModelPanel>];

export class PanelModel {
  lines: readonly ModelLine[] = [];
  panels: ReadonlyMap<string, ModelPanel> = new Map();
  #undo: Step[] = [];
  #redo: Step[] = [];

  /** One step of somebody who can take it back. */
  step(change: () => void): void {
    this.#undo.push([this.lines, this.panels]);
    this.#redo = [];
    change();
  }

  undo(): void {
    this.#swap(this.#undo, this.#redo);
  }

  redo(): void {
    this.#swap(this.#redo, this.#undo);
  }

  forget(): void {
    this.#undo = [];
    this.#redo = [];
  }

  #swap(from: Step[], to: Step[]): void {
    const state = from.pop();
    if (!state) return;
    to.push([this.lines, this.panels]);
    [this.lines, this.panels] = state;
  }

  stateOf(id: string): ModelState {
    const { lines, chosenFor } = this.panels.get(id) as ModelPanel;
    if (!lines.some((line) => this.#line(line))) return 'orphaned';
    return chosenFor === null || chosenFor.join(' ') === this.wordsOf(lines).join(' ') ? 'fresh' : 'stale';
  }

  wordsOf(lines: readonly string[]): string[] {
    return lines.flatMap((id) => this.#line(id)?.words ?? []);
  }

  #line(id: string): ModelLine | undefined {
    return this.lines.find((line) => line.id === id);
  }

  write(at: number, words: readonly string[]): void {
    this.lines = this.lines.map((line, i) => (i === at ? { ...line, words } : line));
  }

  insert(at: number, line: ModelLine): void {
    this.lines = [...this.lines.slice(0, at), line, ...this.lines.slice(at)];
  }

  /** Lines from `start` up to `end` go, and with them nothing else. */
  remove(start: number, end: number): void {
    this.lines = this.lines.filter((_, i) => i < start || i >= end);
  }

  /** Lines from `start` up to `end` stand before the line at `to`. */
  move(start: number, end: number, to: number): void {
    const moved = this.lines.slice(start, end);
    const isMoved = (i: number) => i >= start && i < end;
    const before = this.lines.filter((_, i) => i < to && !isMoved(i));
    const after = this.lines.filter((_, i) => i >= to && !isMoved(i));
    this.lines = [...before, ...moved, ...after];
  }

  /** The words from `cut` on become a line of their own, which every panel of the line shows as well. */
  split(at: number, cut: number, id: string): void {
    const line = this.lines[at] as ModelLine;
    this.write(at, line.words.slice(0, cut));
    this.insert(at + 1, { ...line, id, words: line.words.slice(cut) });
    this.#hang((lines) => lines.flatMap((own) => (own === line.id ? [own, id] : [own])));
  }

  /**
   * What stands from a word of one line up to a word of a later one goes, and the rest is one line. Panels of the later
   * one hang on it, if words of the later one are left.
   */
  cut(at: number, from: number, last: number, to: number): void {
    const [first, end] = [this.lines[at] as ModelLine, this.lines[last] as ModelLine];
    const left = end.words.slice(to);
    this.write(at, [...first.words.slice(0, from), ...left]);
    this.remove(at + 1, last + 1);
    if (left.length > 0) this.#hang((lines) => lines.map((id) => (id === end.id ? first.id : id)));
  }

  #hang(change: (lines: readonly string[]) => readonly string[]): void {
    this.panels = new Map(
      [...this.panels].map(([id, panel]) => [id, { ...panel, lines: [...new Set(change(panel.lines))] }]),
    );
  }

  accept(id: string): void {
    const { lines } = this.panels.get(id) as ModelPanel;
    this.hang(id, lines);
  }

  /** The picture, if there is one, counts as chosen for these lines. */
  hang(id: string, lines: readonly string[]): void {
    const { chosenFor } = this.panels.get(id) as ModelPanel;
    this.panels = new Map(this.panels).set(id, { lines, chosenFor: chosenFor && this.wordsOf(lines) });
  }

  /** Another draft: panels none of whose lines it has hang on their scene's heading, if it has that. */
  replace(lines: readonly ModelLine[]): void {
    const has = (id: string) => lines.some((line) => line.id === id);
    const scenes = new Map<string, string>();
    let heading = '';
    for (const { id, isHeading } of this.lines) {
      if (isHeading) heading = id;
      scenes.set(id, heading);
    }
    const hung = [...this.panels].map(([id, panel]) => {
      const scene = panel.lines.map((line) => scenes.get(line) ?? '').find(has);
      const isBare = !panel.lines.some(has) && scene !== undefined;
      return [id, isBare ? { ...panel, lines: [scene] } : panel] as const;
    });
    this.lines = lines;
    this.panels = new Map(hung);
  }
}
