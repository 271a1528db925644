import { useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from '#shared/drawing/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { Drafting } from './drafting.ts';
import { Easel } from './easel.ts';
import { listenToPen } from './pen-input.ts';
import { shareHand, watchHands, type OtherPen } from './share-hand.ts';
import { SheetView } from './sheet-view.ts';
import { sketchOf } from './sketch.ts';
import type { Hand } from './tools.ts';

export interface TableProps {
  /** Of the drawing. */
  readonly connection: ProjectConnection;
  readonly aspectRatio: number;
  readonly hand: Hand;
  readonly canDraw: boolean;
  readonly say: (text: string) => void;
  /** A lasso was drawn round these places. */
  readonly onLasso: (ring: readonly Point[]) => void;
  /** Words are to begin here. */
  readonly onText: (point: Point) => void;
}

/** Sets up canvases, pen and presence once for a drawing; what changes with every render is read when it is needed. */
export function useTable(props: TableProps) {
  const { connection, aspectRatio } = props;
  const table = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const easel = useRef<Easel | null>(null);
  const drafting = useRef<Drafting | null>(null);
  const view = useMemo(() => new SheetView(), []);
  const latest = useRef(props);
  latest.current = props;
  const [pens, setPens] = useState<readonly OtherPen[]>([]);
  const [, setSeen] = useState(0);

  useEffect(() => {
    if (!table.current || !frame.current || !host.current) return undefined;
    const sketch = sketchOf(connection.doc);
    const made = new Easel(host.current, sketch, aspectRatio);
    const share = shareHand(connection.awareness);
    const draft = new Drafting({
      ...{ connection, sketch, easel: made, aspectRatio, hand: () => latest.current.hand, share: share.draft },
      say: (text) => latest.current.say(text),
      onLasso: (ring) => latest.current.onLasso(ring),
      onText: (point) => latest.current.onText(point),
    });
    [easel.current, drafting.current] = [made, draft];
    const stops = [
      view.attach(table.current, frame.current, aspectRatio, (height) => made.resize(height * window.devicePixelRatio)),
      listenToPen(table.current, frame.current, {
        begin: (point) => draft.begin(point),
        extend: (points) => draft.extend(points),
        end: () => draft.end(),
        cancel: () => void draft.cancel(),
        hover: share.pen,
        pan: (dx, dy) => view.pan(dx, dy),
        zoom: (factor, x, y) => view.zoom(factor, x, y),
        canDraw: () => mayDraw(latest.current, sketch.layers()),
      }),
      watchHands(connection.awareness, (others) => {
        setPens(others.pens);
        made.drawOthers(others.drafts);
      }),
      sketch.subscribe(() => setSeen((count) => count + 1)),
      share.stop,
    ];
    return () => {
      for (const stop of stops) stop();
      made.destroy();
    };
  }, [connection, aspectRatio, view]);

  const mayDrawNow = () => mayDraw(latest.current, sketchOf(connection.doc).layers());
  return { table, frame, host, easel, drafting, view, pens, mayDraw: mayDrawNow };
}

type Layers = ReturnType<ReturnType<typeof sketchOf>['layers']>;

/** What is drawn on a hidden layer would be gone as soon as the pen is lifted. */
function mayDraw({ canDraw, hand, say }: TableProps, layers: Layers): boolean {
  const layer = layers.find(({ number }) => number === hand.layer);
  if (canDraw && layer?.hidden) say(`${layer.name} is hidden: show it, or choose another layer.`);
  return canDraw && !layer?.hidden;
}
