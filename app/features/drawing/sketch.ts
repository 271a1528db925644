import { observeSketch, readDrawing, readLayers, readMark, type ProjectDoc } from '#shared/collab/index.ts';
import type { Drawing, Layer, Mark } from '#shared/drawing/index.ts';

/** What has to be drawn anew: these marks, as they were and as they are (null where there is none), or everything. */
export type SketchNews =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'marks';
      readonly marks: readonly (readonly [id: string, before: Mark | null, now: Mark | null])[];
    };

/** A drawing as plain values, read once and afterwards only where it changed. */
export interface Sketch {
  readonly get: () => Drawing;
  /** For React: the layers, the same array until one changes. */
  readonly layers: () => readonly Layer[];
  readonly subscribe: (listener: (news: SketchNews) => void) => () => void;
  /** Above everything that is drawn here now. */
  readonly nextTurn: () => number;
}

const known = new WeakMap<ProjectDoc, Sketch>();

/** The one of a drawing's document; it lives as long as that. */
export function sketchOf(doc: ProjectDoc): Sketch {
  let sketch = known.get(doc);
  if (!sketch) known.set(doc, (sketch = makeSketch(doc)));
  return sketch;
}

function makeSketch(doc: ProjectDoc): Sketch {
  const first = readDrawing(doc);
  let { layers } = first;
  const marks = new Map(first.marks);
  let turn = 0;
  for (const mark of marks.values()) turn = Math.max(turn, mark.turn);
  const listeners = new Set<(news: SketchNews) => void>();
  const tell = (news: SketchNews) => {
    for (const listener of [...listeners]) listener(news);
  };
  const keep = (id: string, mark: Mark | null) => {
    if (mark) marks.set(id, mark);
    else marks.delete(id);
    turn = Math.max(turn, mark?.turn ?? 0);
  };
  observeSketch(doc, (changes) => {
    if (changes.layers) {
      layers = readLayers(doc);
      // Whose layer went or came back lies elsewhere now.
      for (const [id, mark] of readDrawing(doc).marks) keep(id, mark);
      tell({ kind: 'all' });
      return;
    }
    const news = [...changes.marks].map((id) => {
      const [before, now] = [marks.get(id) ?? null, readMark(doc, id, layers)];
      keep(id, now);
      return [id, before, now] as const;
    });
    tell({ kind: 'marks', marks: news });
  });
  return {
    get: () => ({ layers, marks }),
    layers: () => layers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextTurn: () => turn + 1,
  };
}
