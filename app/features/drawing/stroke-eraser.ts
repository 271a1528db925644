import type { Point } from '#shared/drawing/index.ts';
import type { Easel } from './easel.ts';

/** What an eraser of whole strokes has touched: out of sight at once, taken away when the pen is lifted. */
export class StrokeEraser {
  readonly #easel: Easel;
  readonly #touched = new Set<string>();

  constructor(easel: Easel) {
    this.#easel = easel;
  }

  /** Along these places, in frame heights; `reach` is how far from them. */
  touch(places: readonly Point[], layer: number, reach: number): void {
    for (const { x, y } of closely(places, reach)) {
      for (const id of this.#easel.marksAt(layer, x, y, reach)) {
        this.#touched.add(id);
        this.#easel.hide(id);
      }
    }
  }

  /** Everything that was touched, which is the caller's from now on. */
  take(): readonly string[] {
    const ids = [...this.#touched];
    this.#touched.clear();
    return ids;
  }

  putBack(): void {
    for (const id of this.take()) this.#easel.show(id);
  }
}

/** A fast hand leaves gaps between its places: no stroke slips through. */
function closely(places: readonly Point[], reach: number): { readonly x: number; readonly y: number }[] {
  return places.flatMap((to, i) => {
    const from = places[i - 1] ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / reach));
    return Array.from({ length: steps }, (_, step) => {
      const t = (step + 1) / steps;
      return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
    });
  });
}
