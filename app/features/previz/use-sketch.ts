import { useEffect, useRef, useState } from 'react';
import type { Frame, PrevizSpec } from '#shared/previz/index.ts';
import type { SketchAnswer, SketchQuestion } from './sketch-worker.ts';

export interface Sketch {
  /** The last that was drawn, which may be of a spec before this one. */
  readonly frame: Frame | null;
  readonly state: 'drawing' | 'drawn' | 'failed';
}

/** The frame as the artist draws it, in a thread of its own. One is drawn at a time: what came between is left out. */
export function useSketch(spec: PrevizSpec, on: boolean): Sketch {
  const [sketch, setSketch] = useState<Sketch>({ frame: null, state: 'drawing' });
  const worker = useRef<{ ask: (spec: PrevizSpec) => void; close: () => void } | null>(null);
  useEffect(() => {
    if (!on) return undefined;
    const made = askOneAtATime(setSketch);
    worker.current = made;
    return () => {
      made.close();
      worker.current = null;
    };
  }, [on]);
  useEffect(() => {
    worker.current?.ask(spec);
  }, [spec, on]);
  return sketch;
}

function askOneAtATime(tell: (change: (now: Sketch) => Sketch) => void) {
  const worker = new Worker(new URL('./sketch-worker.ts', import.meta.url), { type: 'module' });
  let asked = 0;
  let isBusy = false;
  let next: PrevizSpec | null = null;
  const send = (spec: PrevizSpec) => {
    isBusy = true;
    asked += 1;
    worker.postMessage({ id: asked, spec } satisfies SketchQuestion);
  };
  const fail = () => tell(({ frame }) => ({ frame, state: 'failed' }));
  worker.addEventListener('message', ({ data }: MessageEvent<SketchAnswer>) => {
    isBusy = false;
    const { frame } = data;
    if (frame) tell(() => ({ frame, state: next ? 'drawing' : 'drawn' }));
    else fail();
    if (next) send(next);
    next = null;
  });
  // Its script did not arrive.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail();
  });
  return {
    ask: (spec: PrevizSpec) => {
      tell(({ frame }) => ({ frame, state: 'drawing' }));
      if (isBusy) next = spec;
      else send(spec);
    },
    close: () => worker.terminate(),
  };
}
