import {
  Fragment,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { usePaneStates } from './pane-sizes.ts';
import { SegmentedControl } from './segmented-nav.tsx';
import styles from './split-pane.module.css';

export interface Pane {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
  /** Starting width in px. The one pane without it takes what is left. */
  readonly size?: number;
  readonly min: number;
  readonly max?: number;
  readonly foldable?: boolean;
  /** What shows first where the window has room for one pane alone (under 1100 px). */
  readonly first?: boolean;
}

interface SplitPaneProps {
  /** Where this person's sizes are kept: one key per person and arrangement. */
  readonly storageKey: string;
  readonly panes: readonly Pane[];
}

/** Panes side by side; each border drags, or takes arrows, Home, End and Enter (fold) from the keyboard. */
export function SplitPane({ storageKey, panes }: SplitPaneProps) {
  const id = useId();
  const [states, change] = usePaneStates(storageKey);
  const [narrow, setNarrow] = useState(() => (panes.find((pane) => pane.first) ?? panes[0])?.id ?? '');
  // Folding takes away what had the focus: it moves on to what took its place.
  const focusNext = useRef<string>();
  useEffect(() => {
    if (focusNext.current !== undefined) document.getElementById(focusNext.current)?.focus();
    focusNext.current = undefined;
  }, [states]);
  const fold = (pane: string, folded: boolean) => {
    focusNext.current = `${id}-${pane}-${folded ? 'strip' : 'handle'}`;
    change(pane, { folded });
  };
  const growing = panes.findIndex((pane) => pane.size === undefined);
  const visible = panes.some((pane) => pane.id === narrow) ? narrow : panes[0]?.id;

  return (
    <div className={styles['split']}>
      {panes.length > 1 && (
        <div className={styles['switch']}>
          <SegmentedControl
            label="Pane"
            value={visible ?? ''}
            onChange={setNarrow}
            options={panes.map((pane) => ({ value: pane.id, label: pane.label }))}
          />
        </div>
      )}
      {panes.map((pane, at) => {
        const state = states[pane.id] ?? {};
        const folded = pane.foldable === true && state.folded === true;
        const size = clampSize(pane, state.size ?? pane.size ?? 0);
        const fixed = pane.size !== undefined;
        // The border of a fixed pane lies on its side towards the growing one.
        const handle = fixed && !folded && (
          <Handle
            pane={pane}
            size={size}
            side={at < growing ? 'right' : 'left'}
            controls={`${id}-${pane.id}`}
            resizeTo={(size) => change(pane.id, { size: clampSize(pane, size) })}
            fold={() => fold(pane.id, true)}
          />
        );
        return (
          <Fragment key={pane.id}>
            {at > growing && handle}
            {folded && (
              <button
                type="button"
                id={`${id}-${pane.id}-strip`}
                className={styles['strip']}
                aria-expanded={false}
                aria-controls={`${id}-${pane.id}`}
                aria-label={`Show ${pane.label}`}
                onClick={() => fold(pane.id, false)}
              >
                <span>{pane.label}</span>
              </button>
            )}
            <section
              id={`${id}-${pane.id}`}
              aria-label={pane.label}
              hidden={folded}
              className={styles['pane']}
              data-narrow={pane.id === visible ? 'shown' : 'away'}
              style={fixed ? { flex: `0 1 ${size}px`, minWidth: pane.min } : { flex: '1 1 0', minWidth: pane.min }}
            >
              {pane.content}
            </section>
            {at < growing && handle}
          </Fragment>
        );
      })}
    </div>
  );
}

function clampSize(pane: Pane, size: number): number {
  return Math.max(pane.min, Math.min(size, pane.max ?? Infinity));
}

interface HandleProps {
  readonly pane: Pane;
  readonly size: number;
  readonly side: 'left' | 'right';
  readonly controls: string;
  readonly resizeTo: (size: number) => void;
  readonly fold: () => void;
}

const STEP = 16;

function Handle({ pane, size, side, controls, resizeTo, fold }: HandleProps) {
  const [dragging, setDragging] = useState(false);
  const start = useRef({ x: 0, size: 0 });
  const towards = side === 'right' ? 1 : -1;

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // What shows may be narrower than what was asked for: the drag starts at what shows.
    start.current = { x: event.clientX, size: document.getElementById(controls)?.offsetWidth ?? size };
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!dragging) return;
    const wanted = start.current.size + (event.clientX - start.current.x) * towards;
    // Pushed well under its minimum, a pane folds.
    if (pane.foldable && wanted < pane.min / 2) fold();
    else resizeTo(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP * towards, ArrowRight: STEP * towards }[event.key];
    if (step !== undefined) resizeTo(size + step);
    else if (event.key === 'Home') resizeTo(pane.min);
    else if (event.key === 'End') resizeTo(pane.max ?? size + 160);
    else if (event.key === 'Enter' && pane.foldable) fold();
    else return;
    event.preventDefault();
  };

  return (
    <div
      id={`${controls}-handle`}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${pane.label}`}
      aria-controls={controls}
      aria-valuenow={Math.round(size)}
      aria-valuemin={pane.min}
      {...(pane.max !== undefined && { 'aria-valuemax': pane.max })}
      tabIndex={0}
      className={styles['handle']}
      data-dragging={dragging}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onDoubleClick={() => pane.size !== undefined && resizeTo(pane.size)}
      onKeyDown={onKeyDown}
    />
  );
}
