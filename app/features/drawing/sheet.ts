import { boundsOf, meet, paintOf, tracePath, type Bounds, type Mark, type Paint } from '#shared/drawing/index.ts';

/** A mark, ready to be filled. */
interface Ink {
  readonly id: string;
  readonly mark: Mark;
  readonly paint: Paint;
  readonly path: Path2D;
  readonly bounds: Bounds | null;
}

/** In frame heights: edges are soft by about a pixel. */
const SOFT = 2 / 1080;

/** Fills a mark as the server does, see `paintOf`. The context counts in frame heights from the frame's middle. */
export function fillMark(context: CanvasRenderingContext2D, mark: Mark, aspectRatio: number): void {
  const paint = paintOf(mark, aspectRatio);
  fillPath(context, paint, pathOf(paint));
}

function fillPath(context: CanvasRenderingContext2D, { erases, opacity, colour }: Paint, path: Path2D): void {
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over';
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fill(path, 'nonzero');
}

function pathOf({ rings }: Paint): Path2D {
  const path = new Path2D();
  tracePath(rings, path);
  return path;
}

/** Lets a context count in frame heights from the middle of its canvas. */
export function countInFrames(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas;
  context.setTransform(height, 0, 0, height, width / 2, height / 2);
}

/** A canvas that lies over the whole frame. */
export function newCanvas(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  countInFrames(context);
  return context;
}

/** One layer, baked: its marks are filled once into a bitmap, and again only where something under others changes. */
export class Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly #aspectRatio: number;
  #inks: Ink[] = [];

  constructor(width: number, height: number, aspectRatio: number) {
    this.context = newCanvas(width, height);
    this.#aspectRatio = aspectRatio;
  }

  get canvas(): HTMLCanvasElement {
    return this.context.canvas;
  }

  /** All marks of the layer, in their order. */
  show(marks: readonly (readonly [id: string, mark: Mark])[]): void {
    this.#inks = marks.map(([id, mark]) => this.#inkOf(id, mark));
    this.repaint();
  }

  put(id: string, mark: Mark): void {
    const ink = this.#inkOf(id, mark);
    const last = this.#inks.at(-1);
    if (!last || comesBefore(last, ink)) {
      this.#inks.push(ink);
      fillPath(this.context, ink.paint, ink.path);
      return;
    }
    const at = this.#inks.findIndex((other) => comesBefore(ink, other));
    this.#inks.splice(at === -1 ? this.#inks.length : at, 0, ink);
    this.repaint(ink.bounds);
  }

  remove(id: string): void {
    const at = this.#inks.findIndex((ink) => ink.id === id);
    const [gone] = at === -1 ? [] : this.#inks.splice(at, 1);
    if (gone) this.repaint(gone.bounds);
  }

  /** Whose ink is within this distance of a place, an eraser's aside. */
  marksAt(x: number, y: number, reach: number): string[] {
    const { context } = this;
    const place = new DOMPoint(x, y).matrixTransform(context.getTransform());
    const around = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
    context.save();
    context.lineWidth = reach * 2;
    const found = this.#inks.filter(
      ({ paint, path, bounds }) =>
        !paint.erases &&
        meet(bounds, around) &&
        (context.isPointInPath(path, place.x, place.y) || context.isPointInStroke(path, place.x, place.y)),
    );
    context.restore();
    return found.map(({ id }) => id);
  }

  /** Everything, or what lies in these bounds. */
  repaint(bounds: Bounds | null = null): void {
    const { context } = this;
    context.save();
    context.globalCompositeOperation = 'source-over';
    if (bounds) {
      context.beginPath();
      context.rect(bounds.left, bounds.top, bounds.right - bounds.left, bounds.bottom - bounds.top);
      context.clip();
    }
    context.clearRect(-this.#aspectRatio, -1, 2 * this.#aspectRatio, 2);
    for (const ink of this.#inks) if (!bounds || meet(ink.bounds, bounds)) fillPath(context, ink.paint, ink.path);
    context.restore();
  }

  #inkOf(id: string, mark: Mark): Ink {
    const paint = paintOf(mark, this.#aspectRatio);
    return { id, mark, paint, path: pathOf(paint), bounds: softBounds(paint) };
  }
}

function comesBefore(a: Ink, b: Ink): boolean {
  return a.mark.turn < b.mark.turn || (a.mark.turn === b.mark.turn && a.id < b.id);
}

function softBounds(paint: Paint): Bounds | null {
  const bounds = boundsOf([paint]);
  return (
    bounds && {
      left: bounds.left - SOFT,
      top: bounds.top - SOFT,
      right: bounds.right + SOFT,
      bottom: bounds.bottom + SOFT,
    }
  );
}
