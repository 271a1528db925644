import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react';
import { cameraAt, project, type Blocking, type BlockingParts, type Camera } from '#shared/previz/index.ts';
import { moveItem, turnItem, withCamera } from './edits.ts';
import { Guides, type GuideChoice } from './guides.tsx';
import { LiveRenderer } from './live-renderer.ts';
import { movedParts } from './moved-parts.ts';
import { OthersMoves } from './others-moves.tsx';
import type { Item, Stage } from './stage.ts';
import { useSketch } from './use-sketch.ts';
import { SketchCanvas } from './sketch-canvas.tsx';
import type { Drag } from './use-drags.ts';
import styles from './previz-pane.module.css';

export type View = 'live' | 'sketch';

interface FrameViewProps {
  readonly stage: Stage;
  readonly seen: Stage;
  readonly others: readonly Drag[];
  readonly view: View;
  readonly guides: GuideChoice;
  /** How far a move of the camera has gone, 0 to 1. */
  readonly along: number;
  readonly editable: boolean;
  readonly onSelect: (item: Item) => void;
  readonly onPreview: (parts: BlockingParts | null) => void;
  readonly onKeep: (item: Item, parts: BlockingParts) => void;
}

/** What the camera sees: as it is moved, or as the artist draws it. Without WebGL always the latter. */
export function FrameView(props: FrameViewProps) {
  const { seen, others, view, guides, along } = props;
  const box = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<LiveRenderer | null>(null);
  const [hasWebGl, setHasWebGl] = useState(true);
  const width = useWidth(box);
  const isSketch = view === 'sketch' || !hasWebGl;
  const sketch = useSketch(seen.spec, isSketch);
  const hand = useHand(props, width);

  useLayoutEffect(() => {
    const made = live.current && createRenderer(live.current);
    renderer.current = made;
    setHasWebGl(made !== null);
    return () => made?.close();
  }, []);
  useLayoutEffect(() => {
    if (width === 0 || isSketch) return;
    renderer.current?.draw(seen.scene, width, width / seen.spec.aspectRatio, cameraAlong(seen, along));
  }, [seen, width, isSketch, along]);

  const what = isSketch ? 'The frame as it is drawn' : 'The frame as it is moved';
  return (
    <div className={styles['frame']} ref={box} style={{ aspectRatio: seen.spec.aspectRatio }} {...hand}>
      <canvas ref={live} hidden={isSketch} role="img" aria-label={what} />
      {isSketch && <SketchCanvas frame={sketch.frame} label={what} />}
      <Guides stage={seen} choice={guides} />
      <OthersMoves {...{ others, blocking: seen.blocking }} />
      {isSketch && sketch.state !== 'drawn' && (
        <span className={styles['frameNote']} role="status">
          {sketch.state === 'failed'
            ? 'The sketch could not be drawn here. Draw the frame on the panel instead.'
            : 'Drawing…'}
        </span>
      )}
      {!hasWebGl && (
        <span className={styles['frameNote']} data-place="top">
          This browser has no WebGL: you see the drawn frame, a moment behind your hand.
        </span>
      )}
    </div>
  );
}

function createRenderer(canvas: HTMLCanvasElement): LiveRenderer | null {
  const context = canvas.getContext('webgl2', { antialias: false });
  return context && new LiveRenderer(canvas, context);
}

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

function cameraAlong({ blocking: { camera, end }, spec, scene }: Stage, along: number): Camera {
  if (!camera || !end || along === 0) return scene.framing.camera;
  const mix = (from: number, to: number) => from + (to - from) * along;
  // By the shorter way round.
  const pan = camera.pan + Math.atan2(Math.sin(end.pan - camera.pan), Math.cos(end.pan - camera.pan)) * along;
  const mark = {
    ...{ x: mix(camera.x, end.x), y: mix(camera.y, end.y), z: mix(camera.z, end.z) },
    ...{ pan, tilt: mix(camera.tilt, end.tilt), roll: mix(camera.roll, end.roll) },
  };
  return cameraAt(mark, mix(spec.shot.lens, end.lens), spec.aspectRatio);
}

interface Held {
  readonly item: Item;
  readonly from: Stage;
  readonly x: number;
  readonly y: number;
  last: BlockingParts | null;
}

/** People are dragged over the ground, sideways and to the back; beside them the camera is panned and tilted. */
function useHand({ stage, seen, editable, along, onSelect, onPreview, onKeep }: FrameViewProps, width: number) {
  const held = useRef<Held | null>(null);
  const end = (keep: boolean) => {
    const { item, last } = held.current ?? {};
    held.current = null;
    if (item && last && keep) onKeep(item, last);
    else onPreview(null);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (!editable || event.button !== 0 || along > 0) return;
      const box = event.currentTarget.getBoundingClientRect();
      const item = figureAt(
        seen,
        ((event.clientX - box.left) / box.width) * 2 - 1,
        1 - ((event.clientY - box.top) / box.height) * 2,
      );
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { item: item ?? { kind: 'camera' }, from: stage, x: event.clientX, y: event.clientY, last: null };
      onSelect(held.current.item);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!held.current) return;
      const { item, from, x, y, last } = held.current;
      const [dx, dy] = [event.clientX - x, event.clientY - y];
      if (last === null && Math.hypot(dx, dy) < 4) return;
      held.current.last = movedParts(from.blocking, dragged(from, item, dx / width, dy / width));
      onPreview(held.current.last);
    },
    onPointerUp: () => held.current && end(true),
    onPointerCancel: () => held.current && end(false),
  };
}

/** Shares of the frame's width. */
function dragged(stage: Stage, item: Item, dx: number, dy: number): Blocking {
  const { camera, distance } = stage.scene.framing;
  if (item.kind !== 'figure') {
    const panned = turnItem(stage, { kind: 'camera' }, dx * 2 * Math.atan(camera.tanX));
    return withCamera({ ...stage, blocking: panned }, (mark) => ({
      ...mark,
      pan: panned.camera?.pan ?? mark.pan,
      tilt: mark.tilt + dy * 2 * Math.atan(camera.tanX),
    }));
  }
  const actor = stage.scene.actors.find(({ figure }) => figure.name === item.name);
  const depth = actor ? project(camera, actor.skeleton.chest).depth : distance;
  const [across, away] = [dx * 2 * camera.tanX * depth, -dy * 4 * camera.tanX * depth];
  const ahead = camera.forward.clone().setY(0).normalize();
  const side = camera.right.clone().setY(0).normalize();
  return moveItem(stage, item, side.x * across + ahead.x * away, side.z * across + ahead.z * away);
}

/** Whoever is nearest to a place of the frame, −1 to 1, within an arm of it. */
function figureAt({ scene: { actors, framing } }: Stage, x: number, y: number): Item | null {
  const { camera } = framing;
  const hits = actors.flatMap(({ figure, skeleton }, i) => {
    if (framing.hidden.has(i)) return [];
    const head = project(camera, skeleton.chin);
    const hips = project(camera, skeleton.pelvis);
    if (head.depth < 0.1) return [];
    const reach = 0.34 / head.depth / camera.tanX;
    const [low, high] = [Math.min(hips.y, head.y) - reach * 2.4, Math.max(hips.y, head.y) + reach];
    const off = Math.abs(x - (head.x + hips.x) / 2);
    return off < reach && y > low && y < high ? [{ name: figure.name, depth: head.depth }] : [];
  });
  const nearest = hits.sort((a, b) => a.depth - b.depth)[0];
  return nearest ? { kind: 'figure', name: nearest.name } : null;
}
