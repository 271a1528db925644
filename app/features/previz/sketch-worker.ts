import { renderFrame, type Frame, type PrevizSpec } from '#shared/previz/index.ts';

export interface SketchQuestion {
  readonly id: number;
  readonly spec: PrevizSpec;
}

/** Null: it could not be drawn. */
export interface SketchAnswer {
  readonly id: number;
  readonly frame: Frame | null;
}

/** Runs in a worker: the product's own renderer takes some tenths of a second. */
self.addEventListener('message', ({ data: { id, spec } }: MessageEvent<SketchQuestion>) => {
  let frame: Frame | null = null;
  try {
    frame = renderFrame(spec);
  } catch {
    // Said by the answer: nobody hears what a worker throws.
  }
  self.postMessage({ id, frame } satisfies SketchAnswer);
});
