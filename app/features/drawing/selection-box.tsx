import { useRef, type PointerEvent } from 'react';
import type { Bounds, Transform } from '#shared/drawing/index.ts';
import styles from './drawing-place.module.css';

interface SelectionBoxProps {
  readonly bounds: Bounds;
  readonly aspectRatio: number;
  /** Where it would be; null when it is called off. */
  readonly onPreview: (transform: Transform | null) => void;
  readonly onDone: (transform: Transform) => void;
}

const CORNERS = ['nw', 'ne', 'se', 'sw'] as const;
type Corner = (typeof CORNERS)[number];

/** What the lasso holds: dragged inside it moves, by a corner it grows about the corner opposite. */
export function SelectionBox({ bounds, aspectRatio, onPreview, onDone }: SelectionBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; corner: Corner | null } | null>(null);
  const transformAt = (event: PointerEvent): Transform | null => {
    const frame = box.current?.parentElement?.getBoundingClientRect();
    if (!frame || !drag.current) return null;
    const [dx, dy] = [(event.clientX - drag.current.x) / frame.height, (event.clientY - drag.current.y) / frame.height];
    return drag.current.corner ? grown(bounds, drag.current.corner, dx, dy) : moved(bounds, dx, dy);
  };
  const begin = (corner: Corner | null) => (event: PointerEvent) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, corner };
  };
  const move = (event: PointerEvent) => {
    const transform = transformAt(event);
    if (transform) onPreview(transform);
  };
  const end = (event: PointerEvent) => {
    const transform = transformAt(event);
    drag.current = null;
    onPreview(null);
    if (transform) onDone(transform);
  };
  const place = {
    left: `${String((bounds.left / aspectRatio + 0.5) * 100)}%`,
    top: `${String((bounds.top + 0.5) * 100)}%`,
    width: `${String(((bounds.right - bounds.left) / aspectRatio) * 100)}%`,
    height: `${String((bounds.bottom - bounds.top) * 100)}%`,
  };
  const events = { onPointerMove: move, onPointerUp: end, onPointerCancel: () => onPreview(null) };
  return (
    <div
      ref={box}
      className={styles['selection']}
      style={place}
      data-own-pointer
      onPointerDown={begin(null)}
      {...events}
    >
      {CORNERS.map((corner) => (
        <span key={corner} data-corner={corner} data-own-pointer onPointerDown={begin(corner)} {...events} />
      ))}
    </div>
  );
}

function moved({ left, top }: Bounds, dx: number, dy: number): Transform {
  return { about: { x: left, y: top }, scale: 1, dx, dy };
}

function grown(bounds: Bounds, corner: Corner, dx: number, dy: number): Transform {
  const [west, north] = [corner.endsWith('w'), corner.startsWith('n')];
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const [wide, high] = [width + (west ? -dx : dx), height + (north ? -dy : dy)];
  const scale = Math.min(20, Math.max(0.05, width > height ? wide / width : high / Math.max(height, 1e-6)));
  return {
    about: { x: west ? bounds.right : bounds.left, y: north ? bounds.bottom : bounds.top },
    scale,
    dx: 0,
    dy: 0,
  };
}
