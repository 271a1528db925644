import { createRoot } from 'react-dom/client';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { CommandsProvider } from '#app/components/index.ts';
import { Stage } from '#app/features/drawing/stage.tsx';
import { FIRST_HAND } from '#app/features/drawing/tools.ts';
import { createUndo, defineSketchRoots, putMarks } from '#shared/collab/index.ts';
import { smooth, thin, type Mark, type Point } from '#shared/drawing/index.ts';
import { must } from '#shared/lib/assert.ts';
import { seededRng, type Rng } from '#shared/lib/rng.ts';

/* The stage of a drawing with `?strokes=N` on it, without a server. What the pen does is timed in the page. */

const strokes = Number(new URLSearchParams(location.search).get('strokes') ?? 0);
const WIDTH = 0.006;

/** A second of a hand, like the strokes of a board: short ones mostly, all over the frame. */
function gesture(rng: Rng): Point[] {
  const [x, y, turn] = [(rng.next() - 0.5) * 1.6, (rng.next() - 0.5) * 0.9, rng.next() * 6];
  const size = 0.02 + rng.next() * 0.12;
  return Array.from({ length: 60 }, (_, i) => ({
    x: x + Math.cos(turn + i / 20) * size,
    y: y + Math.sin(turn + i / 15) * size,
    pressure: 0.3 + 0.6 * Math.sin((Math.PI * i) / 60),
  }));
}

function memoryDrawing(): ProjectConnection {
  const doc = new Y.Doc();
  defineSketchRoots(doc);
  const rng = seededRng(20261126);
  const marks = Array.from({ length: strokes }, (_, i): [string, Mark] => {
    const lines = [thin(smooth(gesture(rng)), WIDTH)];
    const tool = i % 3 === 0 ? 'pencil' : 'pen';
    return [`mark${String(i)}`, { tool, colour: i % 4, width: WIDTH, opacity: 0.9, layer: 0, turn: i, lines }];
  });
  putMarks(doc, marks);
  return {
    doc,
    awareness: new Awareness(doc),
    undo: createUndo(doc),
    saveState: { get: () => ({ kind: 'saved' }), subscribe: () => () => {} },
    whenFilled: Promise.resolve(),
    destroy: () => {},
  };
}

const connection = memoryDrawing();

function Page() {
  return (
    <CommandsProvider>
      <Stage
        connection={connection}
        aspectRatio={16 / 9}
        hand={{ ...FIRST_HAND, tool: 'pen' }}
        canDraw
        label="Frame"
        say={() => undefined}
      >
        {null}
      </Stage>
    </CommandsProvider>
  );
}

const times: number[] = [];
const frames: number[] = [];

/** From the event, as the browser handed it over, to the end of the frame that it was painted in. */
window.addEventListener(
  'pointermove',
  (event) => {
    if (event.buttons === 0) return;
    const began = performance.now();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => times.push(performance.now() - began);
      channel.port2.postMessage(null);
    });
  },
  { capture: true },
);

let last = 0;
const count = (now: number) => {
  if (last > 0) frames.push(now - last);
  last = now;
  requestAnimationFrame(count);
};
requestAnimationFrame(count);

const began = performance.now();
createRoot(must(document.getElementById('root'))).render(<Page />);
const shown = new Promise<number>((resolve) => {
  const look = () => {
    if (document.querySelector('canvas')) requestAnimationFrame(() => resolve(performance.now() - began));
    else requestAnimationFrame(look);
  };
  look();
});
Object.assign(window, {
  drawing: {
    shown,
    take: () => ({ times: times.splice(0), frames: frames.splice(0) }),
  },
});
