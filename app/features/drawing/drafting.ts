import { putMarks, removeMarks } from '#shared/collab/index.ts';
import { fillAt, settled, smooth, thin, type Mark, type Point } from '#shared/drawing/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import type { Easel } from './easel.ts';
import type { Sketch } from './sketch.ts';
import { StrokeEraser } from './stroke-eraser.ts';
import { FIRST_STEPS, factsOf, markOf, widthOf, type Hand } from './tools.ts';

export interface DraftingParts {
  readonly connection: ProjectConnection;
  readonly sketch: Sketch;
  readonly easel: Easel;
  readonly aspectRatio: number;
  readonly hand: () => Hand;
  /** Shows the others what is under way; null when it is not any more. */
  readonly share: (draft: Mark | null) => void;
  /** A lasso was drawn round these places. */
  readonly onLasso: (ring: readonly Point[]) => void;
  /** Words are to begin here. */
  readonly onText: (point: Point) => void;
  readonly say: (text: string) => void;
}

/** A box of a camera's move is dragged from corner to corner; a smaller one was a slip of the hand. Frame heights. */
const LEAST_BOX = 0.05;

/** From the pen going down to the mark that stays: one transaction, and one step of undo, when it is lifted. */
export class Drafting {
  readonly #parts: DraftingParts;
  #samples: Point[] = [];
  /** The first box of a camera's move, which waits for the second. */
  #from: Point | null = null;
  readonly #eraser: StrokeEraser;

  constructor(parts: DraftingParts) {
    this.#parts = parts;
    this.#eraser = new StrokeEraser(parts.easel);
  }

  begin(point: Point): void {
    const { tool } = this.#parts.hand();
    if (tool === 'text') {
      this.#parts.onText(point);
      return;
    }
    this.#samples = [point];
    if (tool === 'strokes') this.#eraser.touch([point], this.#parts.hand().layer, widthOf(this.#parts.hand()) / 2);
    else if (tool === 'fill') this.#fill(point);
    else this.#show();
  }

  extend(points: readonly Point[]): void {
    if (this.#samples.length === 0) return;
    const { hand } = this.#parts;
    const last = this.#samples.slice(-1);
    this.#samples.push(...points);
    if (hand().tool === 'strokes') this.#eraser.touch([...last, ...points], hand().layer, widthOf(hand()) / 2);
    else this.#show();
  }

  end(): void {
    const { hand, onLasso } = this.#parts;
    const samples = this.#samples;
    if (samples.length === 0) return;
    this.#samples = [];
    const { tool } = hand();
    if (tool === 'lasso') {
      this.#clear();
      onLasso(samples);
    } else if (tool === 'strokes') this.#erase();
    else if (tool === 'camera') this.#endBox(samples);
    else this.#keep(this.#markOf(samples, true));
  }

  /** Words as they are typed; null when they are not any more. */
  showWords(mark: Mark | null): void {
    this.#parts.easel.draw(mark);
    this.#parts.share(mark);
  }

  /** Returns whether there was anything to be called off. */
  cancel(): boolean {
    const had = this.#samples.length > 0 || this.#from !== null;
    this.#samples = [];
    this.#from = null;
    this.#parts.share(null);
    this.#eraser.putBack();
    this.#parts.easel.drop();
    return had;
  }

  #show(): void {
    const draft = this.#markOf(this.#samples, false);
    this.#parts.easel.draw(draft);
    if (this.#parts.hand().tool !== 'lasso') this.#parts.share(draft);
  }

  #markOf(samples: readonly Point[], done: boolean): Mark {
    const { hand, sketch } = this.#parts;
    const facts = markOf(hand(), sketch.nextTurn());
    const { tool } = hand();
    if (tool === 'lasso') return { ...facts, width: 0.002, colour: 6, lines: [[...samples, ...samples.slice(0, 1)]] };
    if (tool === 'camera') return { ...facts, lines: [[...(this.#from ? [this.#from] : []), this.#boxOf(samples)]] };
    const line = smooth(samples);
    return { ...facts, lines: [done ? thin(line, facts.width).map(settled) : line] };
  }

  /** In the frame's ratio, about the middle of what was dragged. */
  #boxOf(samples: readonly Point[]): Point {
    const [first, last] = [samples[0], samples.at(-1)];
    if (!first || !last) return { x: 0, y: 0, pressure: 1 };
    const { aspectRatio } = this.#parts;
    const height = Math.max(Math.abs(last.y - first.y), Math.abs(last.x - first.x) / aspectRatio);
    return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2, pressure: Math.min(1, height) };
  }

  #endBox(samples: readonly Point[]): void {
    const box = this.#boxOf(samples);
    if (box.pressure < LEAST_BOX) {
      this.#parts.say(FIRST_STEPS.camera ?? '');
      this.#clear();
      return;
    }
    if (!this.#from) {
      this.#from = box;
      this.#parts.say('First frame. Drag the last one; Escape calls it off.');
      return;
    }
    const mark = this.#markOf(samples, true);
    this.#from = null;
    this.#keep(mark);
  }

  #fill(point: Point): void {
    const { easel, hand, sketch, say } = this.#parts;
    this.#samples = [];
    const bitmap = easel.bitmap();
    const [x, y] = [point.x * bitmap.height + bitmap.width / 2, (point.y + 0.5) * bitmap.height];
    const lines = fillAt(bitmap, Math.floor(x), Math.floor(y));
    if (lines && lines.length > 0) this.#keep({ ...markOf(hand(), sketch.nextTurn()), lines });
    else say('There is ink here already. Click beside the lines.');
  }

  #erase(): void {
    const { connection } = this.#parts;
    const ids = this.#eraser.take();
    if (ids.length === 0) return;
    const label = ids.length === 1 ? 'erasing of a stroke' : `erasing of ${String(ids.length)} strokes`;
    editAs(connection, label, () => removeMarks(connection.doc, ids));
  }

  #keep(mark: Mark): void {
    const { connection } = this.#parts;
    this.#clear();
    editAs(connection, factsOf(mark.tool).label.toLowerCase(), () => putMarks(connection.doc, [[newId(), mark]]));
  }

  #clear(): void {
    this.#parts.share(null);
    this.#parts.easel.draw(null);
  }
}
