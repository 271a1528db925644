import { marksOf, type Bitmap, type Mark } from '#shared/drawing/index.ts';
import { Sheet, countInFrames, fillMark, newCanvas } from './sheet.ts';
import type { Sketch, SketchNews } from './sketch.ts';

/** Pixels of a canvas's height at most: a screen of 4K shows no more. */
const MOST_HEIGHT = 2160;
/** Lines of the bitmap in which a fill looks for its edges. */
const FILL_HEIGHT = 540;

/**
 * The canvases of a frame: one baked bitmap a layer, one over the active layer for what this person draws now, and one on
 * top for what others draw now. A frame of animation redraws the last two alone, however much is drawn already.
 */
export class Easel {
  readonly #host: HTMLElement;
  readonly #sketch: Sketch;
  readonly #aspectRatio: number;
  readonly #sheets = new Map<number, Sheet>();
  readonly #unwatch: () => void;
  #own = newCanvas(1, 1);
  #others = newCanvas(1, 1);
  #size = { width: 1, height: 1 };
  #rubbing: number | null = null;
  #veiled: string | null = null;
  #drawn: Mark | null = null;

  constructor(host: HTMLElement, sketch: Sketch, aspectRatio: number) {
    this.#host = host;
    this.#sketch = sketch;
    this.#aspectRatio = aspectRatio;
    this.#unwatch = sketch.subscribe((news) => this.#hear(news));
  }

  /** Pixels of the screen that the frame is high. Bakes everything, where that is news. */
  resize(height: number): void {
    const high = Math.max(1, Math.min(MOST_HEIGHT, Math.round(height)));
    const wide = Math.max(1, Math.round(high * this.#aspectRatio));
    if (high === this.#size.height && wide === this.#size.width) return;
    this.#size = { width: wide, height: high };
    [this.#own, this.#others] = [newCanvas(wide, high), newCanvas(wide, high)];
    this.#bake();
  }

  /** What this person draws now, on its layer; null when it is done. An eraser rubs at once. */
  draw(mark: Mark | null): void {
    const sheet = mark && this.#sheets.get(mark.layer);
    if (mark?.tool === 'eraser') {
      this.#rubbing = mark.layer;
      if (sheet) fillMark(sheet.context, mark, this.#aspectRatio);
      return;
    }
    this.#drawn = mark;
    clear(this.#own, this.#aspectRatio);
    if (!mark || !sheet) return;
    // Where it will lie: what is on layers above covers it.
    if (sheet.canvas.nextSibling !== this.#own.canvas) sheet.canvas.after(this.#own.canvas);
    fillMark(this.#own, mark, this.#aspectRatio);
  }

  /** Where marks would lie, before they are let go of. */
  ghost(marks: readonly Mark[]): void {
    clear(this.#own, this.#aspectRatio);
    for (const mark of marks) if (mark.tool !== 'eraser') fillMark(this.#own, mark, this.#aspectRatio);
  }

  /** Leaves a mark out, while what is drawn now stands for it; null: none. */
  veil(id: string | null): void {
    if (id === this.#veiled) return;
    if (this.#veiled !== null) this.show(this.#veiled);
    if (id !== null) this.hide(id);
    this.#veiled = id;
  }

  /** Marks with ink within this distance of a place, by their ids. What was rubbed out with an eraser stays so. */
  marksAt(layer: number, x: number, y: number, reach: number): string[] {
    return this.#sheets.get(layer)?.marksAt(x, y, reach) ?? [];
  }

  /** Out of sight until `show`, or until its document says otherwise. */
  hide(id: string): void {
    this.#sheets.get(this.#sketch.get().marks.get(id)?.layer ?? 0)?.remove(id);
  }

  show(id: string): void {
    const mark = this.#sketch.get().marks.get(id);
    if (!mark) return;
    this.hide(id);
    this.#sheets.get(mark.layer)?.put(id, mark);
  }

  /** What was drawn last is taken back before it was put down. */
  drop(): void {
    if (this.#rubbing !== null) this.#sheets.get(this.#rubbing)?.repaint();
    this.#rubbing = null;
    this.draw(null);
  }

  /** What others draw at this moment. */
  drawOthers(marks: readonly Mark[]): void {
    clear(this.#others, this.#aspectRatio);
    for (const mark of marks) {
      const shown: Mark = mark.tool === 'eraser' ? { ...mark, tool: 'marker', colour: 4, opacity: 0.8 } : mark;
      fillMark(this.#others, shown, this.#aspectRatio);
    }
  }

  /** Where there is ink on visible layers, for a fill. */
  bitmap(): Bitmap {
    const height = FILL_HEIGHT;
    const width = Math.max(1, Math.round(height * this.#aspectRatio));
    const context = newCanvas(width, height);
    context.resetTransform();
    for (const sheet of this.#sheets.values()) {
      if (!sheet.canvas.hidden) context.drawImage(sheet.canvas, 0, 0, width, height);
    }
    const { data } = context.getImageData(0, 0, width, height);
    return {
      width,
      height,
      ink: Uint8Array.from({ length: width * height }, (_, i) => ((data[i * 4 + 3] ?? 0) > 96 ? 1 : 0)),
    };
  }

  destroy(): void {
    this.#unwatch();
    this.#host.replaceChildren();
  }

  #hear(news: SketchNews): void {
    if (news.kind === 'all') {
      this.#bake();
      return;
    }
    this.#rubbing = null;
    for (const [id, before, now] of news.marks) {
      if (before) this.#sheets.get(before.layer)?.remove(id);
      if (now) this.#sheets.get(now.layer)?.put(id, now);
    }
  }

  #bake(): void {
    const { width, height } = this.#size;
    const drawing = this.#sketch.get();
    this.#sheets.clear();
    for (const { number, hidden } of drawing.layers) {
      const sheet = new Sheet(width, height, this.#aspectRatio);
      sheet.canvas.hidden = hidden;
      sheet.show(marksOf(drawing, number));
      this.#sheets.set(number, sheet);
    }
    const canvases = [...this.#sheets.values()].map(({ canvas }) => canvas);
    this.#host.replaceChildren(...canvases, this.#own.canvas, this.#others.canvas);
    // A keyboard on the screen makes the frame smaller in the middle of a word.
    const veiled = this.#veiled;
    this.#veiled = null;
    this.veil(veiled);
    this.draw(this.#drawn);
  }
}

function clear(context: CanvasRenderingContext2D, aspectRatio: number): void {
  countInFrames(context);
  context.clearRect(-aspectRatio, -1, 2 * aspectRatio, 2);
}
