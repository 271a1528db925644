import { useMemo, useRef, type PointerEvent } from 'react';
import {
  PROP_LIBRARY,
  lineOfAction,
  type Blocking,
  type BlockingParts,
  type FigureMark,
} from '#shared/previz/index.ts';
import { LIGHT_AWAY, moveHand, moveItem, turnItem, type Hand } from './edits.ts';
import { movedParts } from './moved-parts.ts';
import { keyOf, sameItem, type Item, type Stage } from './stage.ts';
import type { Drag } from './use-drags.ts';
import { nameOf } from './words.ts';
import styles from './plan.module.css';

interface PlanProps {
  readonly stage: Stage;
  readonly seen: Stage;
  readonly others: readonly Drag[];
  /** As it is written: what the plan is fitted to, so that it stands still under a hand that drags. */
  readonly bounds: readonly [x: number, z: number, width: number, depth: number];
  readonly selected: Item | null;
  readonly editable: boolean;
  readonly onSelect: (item: Item) => void;
  readonly onPreview: (parts: BlockingParts | null) => void;
  readonly onKeep: (item: Item, parts: BlockingParts) => void;
}

type Grip = 'move' | 'turn' | Hand;

interface Held {
  readonly item: Item;
  readonly grip: Grip;
  readonly from: Stage;
  readonly at: DOMPoint;
  last: BlockingParts | null;
}

/** From above, metres as units: the camera's usual side is below. */
export function Plan(props: PlanProps) {
  const { stage, seen, others, bounds, selected, editable, onSelect, onPreview, onKeep } = props;
  const svg = useRef<SVGSVGElement>(null);
  const held = useRef<Held | null>(null);
  const { blocking, scene, camera, light } = seen;
  const line = useMemo(() => lineOfAction(scene.actors, seen.spec.focus), [scene, seen.spec.focus]);

  const grab = (item: Item, grip: Grip) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    onSelect(item);
    const at = editable && pointIn(svg.current, event);
    if (!at) return;
    event.stopPropagation();
    svg.current?.setPointerCapture(event.pointerId);
    held.current = { item, grip, from: stage, at, last: null };
  };
  const drag = (event: PointerEvent) => {
    const to = held.current && pointIn(svg.current, event);
    if (!held.current || !to) return;
    const { item, grip, from, at, last } = held.current;
    if (last === null && Math.hypot(to.x - at.x, to.y - at.y) < bounds[2] * 0.008) return;
    held.current.last = movedParts(from.blocking, gripped(from, item, grip, at, to));
    onPreview(held.current.last);
  };
  const drop = (keep: boolean) => () => {
    const { item, last } = held.current ?? {};
    held.current = null;
    if (item && last && keep) onKeep(item, last);
    else if (item) onPreview(null);
  };
  const thing = (item: Item) => ({
    item,
    selected: sameItem(item, selected),
    mover: others.find(({ parts }) => keyOf(item) in parts),
    label: `${nameOf(item, blocking)} in the plan`,
    onGrab: grab(item, 'move'),
    onTurn: grab(item, 'turn'),
    onHand: (hand: Hand) => grab(item, hand),
    onFocus: () => onSelect(item),
  });
  const half = Math.atan(scene.framing.camera.tanX);
  return (
    <svg
      ref={svg}
      className={styles['plan']}
      viewBox={bounds.join(' ')}
      role="group"
      aria-label="Plan from above"
      onPointerMove={drag}
      onPointerUp={drop(true)}
      onPointerCancel={drop(false)}
    >
      <Grid bounds={bounds} />
      {line && <LineMark from={line.from} to={line.to} />}
      {blocking.props.map(({ id, kind, x, z, yaw }) => {
        const [width, depth] = PROP_LIBRARY[kind].plan;
        return (
          <Thing key={id} {...thing({ kind: 'prop', id })} x={x} z={z} yaw={yaw} handle={depth / 2 + 0.3}>
            <rect x={-width / 2} y={-depth / 2} width={width} height={depth} rx={0.04} />
          </Thing>
        );
      })}
      {blocking.end && (
        <Thing {...thing({ kind: 'end' })} {...blocking.end} yaw={blocking.end.pan} handle={0.8}>
          <CameraMark half={Math.atan(12.45 / blocking.end.lens)} />
        </Thing>
      )}
      <Thing {...thing({ kind: 'camera' })} x={camera.x} z={camera.z} yaw={camera.pan} handle={0.8}>
        <CameraMark half={half} />
      </Thing>
      {blocking.figures.map(({ name, x, z, yaw, ...hands }, i) => (
        <Thing key={name} {...thing({ kind: 'figure', name })} x={x} z={z} yaw={yaw} handle={0.55} hands={hands}>
          <path d="M-0.2 0.12L0 0.42L0.2 0.12Z" />
          <circle r={0.23} data-hidden={scene.framing.hidden.has(i)} />
          <text transform={`rotate(${String((yaw * 180) / Math.PI)})`} y={0.075}>
            {initialOf(name, blocking)}
          </text>
        </Thing>
      ))}
      <Thing
        {...thing({ kind: 'light' })}
        x={Math.sin(light.azimuth) * LIGHT_AWAY}
        z={Math.cos(light.azimuth) * LIGHT_AWAY}
        yaw={light.azimuth + Math.PI}
        handle={null}
      >
        <circle r={0.13} data-kind="light" />
        <path d="M0 0.2V0.75M-0.1 0.62L0 0.75L0.1 0.62" data-kind="ray" />
      </Thing>
    </svg>
  );
}

interface ThingProps {
  readonly item: Item;
  readonly selected: boolean;
  /** Somebody else who moves it now. */
  readonly mover: Drag | undefined;
  readonly label: string;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  /** How far ahead the handle for turning lies; null: there is none. */
  readonly handle: number | null;
  readonly onGrab: (event: PointerEvent) => void;
  readonly onTurn: (event: PointerEvent) => void;
  /** What its hands reach for. */
  readonly hands?: Pick<FigureMark, Hand>;
  readonly onHand: (hand: Hand) => (event: PointerEvent) => void;
  readonly onFocus: () => void;
  readonly children: React.ReactNode;
}

const HANDS: readonly Hand[] = ['leftHand', 'rightHand'];

/** In its own space +y is ahead. */
function Thing(props: ThingProps) {
  const { item, selected, mover, label, x, z, yaw, handle, onGrab, onTurn, onFocus, hands, onHand, children } = props;
  return (
    <g transform={`translate(${String(x)} ${String(z)}) rotate(${String((-yaw * 180) / Math.PI)})`}>
      <g
        role="button"
        tabIndex={0}
        aria-label={label}
        aria-pressed={selected}
        data-thing={item.kind}
        data-key={keyOf(item)}
        className={styles['thing']}
        data-moved={mover !== undefined}
        style={mover && { color: mover.colour }}
        onPointerDown={onGrab}
        onFocus={onFocus}
      >
        {children}
      </g>
      {selected && handle !== null && (
        <circle className={styles['handle']} cy={handle} r={0.09} onPointerDown={onTurn} />
      )}
      {selected &&
        HANDS.map((hand) => {
          const reach = hands?.[hand];
          if (!reach) return null;
          return (
            <circle
              key={hand}
              className={styles['handle']}
              data-hand
              cx={reach[0]}
              cy={reach[2]}
              r={0.07}
              onPointerDown={onHand(hand)}
            />
          );
        })}
    </g>
  );
}

function CameraMark({ half }: { readonly half: number }) {
  const across = String(Math.tan(Math.min(1.3, half)) * 5);
  return (
    <>
      <path d={`M0 0L-${across} 5L${across} 5Z`} data-kind="view" />
      <path d="M-0.14 -0.3H0.14V0.06H-0.14ZM-0.1 0.06L-0.16 0.2H0.16L0.1 0.06Z" />
    </>
  );
}

/** The line of two who have to do with each other, far beyond them: the camera stays on one side of it. */
function LineMark({ from, to }: { readonly from: readonly [number, number]; readonly to: readonly [number, number] }) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [dx, dz] = [((to[0] - from[0]) / length) * 20, ((to[1] - from[1]) / length) * 20];
  return (
    <line className={styles['line']} x1={from[0] - dx} y1={from[1] - dz} x2={to[0] + dx} y2={to[1] + dz}>
      <title>The 180° line</title>
    </line>
  );
}

/** A line each metre. */
function Grid({ bounds: [x, z, width, depth] }: Pick<PlanProps, 'bounds'>) {
  const columns = Array.from({ length: Math.floor(width) + 1 }, (_, i) => Math.ceil(x) + i);
  const rows = Array.from({ length: Math.floor(depth) + 1 }, (_, i) => Math.ceil(z) + i);
  const path = [
    ...columns.map((at) => `M${String(at)} ${String(z)}v${String(depth)}`),
    ...rows.map((at) => `M${String(x)} ${String(at)}h${String(width)}`),
  ].join('');
  return <path className={styles['grid']} d={path} />;
}

function pointIn(svg: SVGSVGElement | null, { clientX, clientY }: PointerEvent): DOMPoint | null {
  const matrix = svg?.getScreenCTM();
  return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()) : null;
}

function gripped(from: Stage, item: Item, grip: Grip, at: DOMPoint, to: DOMPoint): Blocking {
  const [dx, dz] = [to.x - at.x, to.y - at.y];
  if (grip === 'turn') return turnItem(from, item, turnOf(from, item, to));
  if (grip === 'move' || item.kind !== 'figure') return moveItem(from, item, dx, dz);
  return moveHand(from, item.name, grip, dx, dz);
}

function turnOf({ blocking, camera }: Stage, item: Item, to: DOMPoint): number {
  const mark =
    item.kind === 'figure'
      ? blocking.figures.find(({ name }) => name === item.name)
      : item.kind === 'prop'
        ? blocking.props.find(({ id }) => id === item.id)
        : item.kind === 'end'
          ? blocking.end
          : camera;
  if (!mark) return 0;
  return Math.atan2(to.x - mark.x, to.y - mark.z) - ('yaw' in mark ? mark.yaw : mark.pan);
}

/** One letter, or two where two begin alike. */
function initialOf(name: string, { figures }: Blocking): string {
  const alike = figures.filter((other) => other.name[0] === name[0]).length > 1;
  return name.slice(0, alike ? 2 : 1);
}

/** Everything with room around it, from above. */
export function boundsOf({ blocking, camera }: Stage): PlanProps['bounds'] {
  const marks = [...blocking.figures, ...blocking.props, ...(blocking.end ? [blocking.end] : [])];
  const far = (mark: { readonly x: number; readonly z: number }) => Math.hypot(mark.x, mark.z) < 9;
  const all = [...marks, camera].filter(far);
  const xs = [-LIGHT_AWAY, LIGHT_AWAY, ...all.map(({ x }) => x)];
  const zs = [-LIGHT_AWAY, LIGHT_AWAY, ...all.map(({ z }) => z)];
  const [x, z] = [Math.min(...xs) - 0.7, Math.min(...zs) - 0.7];
  return [x, z, Math.max(...xs) + 0.7 - x, Math.max(...zs) + 0.7 - z];
}
