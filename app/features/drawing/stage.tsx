import { forwardRef, useEffect, useImperativeHandle, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import {
  boundsOf,
  isHeld,
  paintOf,
  transformMark,
  type Mark,
  type Point,
  type Transform,
} from '#shared/drawing/index.ts';
import { putMarks, removeMarks } from '#shared/collab/index.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { SelectionBox } from './selection-box.tsx';
import { sketchOf } from './sketch.ts';
import { inkOn } from '#app/lib/presence-colours.ts';
import { TextBox } from './text-box.tsx';
import { useTable, type TableProps } from './use-table.ts';
import { useWriting, type WritingActs } from './use-writing.ts';
import styles from './drawing-place.module.css';

export interface StageHandle {
  readonly focus: () => void;
  readonly fit: () => void;
  readonly selectAll: () => void;
  readonly removeSelected: () => void;
  readonly transform: (transform: Omit<Transform, 'about'>) => boolean;
  readonly write: () => boolean;
  /** Calls off what is under way, or lets the selection go; false when there was neither. */
  readonly callOff: () => boolean;
}

interface StageProps extends Omit<TableProps, 'onLasso' | 'onText'> {
  readonly label: string;
  /** What lies under the drawing. */
  readonly children: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();

/** The frame, in the middle of a table: what is drawn, what is being drawn, by whom, and what the lasso holds. */
export const Stage = forwardRef<StageHandle, StageProps>(function Stage(props, handle) {
  const { connection, aspectRatio, hand, canDraw, label, children } = props;
  const { doc } = connection;
  const sketch = sketchOf(doc);
  const [held, setHeld] = useState(NONE);
  const onLasso = (ring: readonly Point[]) => setHeld(heldBy(sketch.get().marks, hand.layer, ring));
  const writing = useRef<WritingActs | null>(null);
  const onText = (point: Point) => writing.current?.begin(point);
  const { table, frame, host, easel, drafting, view, pens, mayDraw } = useTable({ ...props, onLasso, onText });
  const text = useWriting({ connection, hand, easel, drafting });
  writing.current = text;
  const focus = () => table.current?.focus({ preventScroll: true });

  // Another tool lets go of what the lasso held.
  useEffect(() => {
    drafting.current?.cancel();
    if (hand.tool !== 'lasso') setHeld(NONE);
  }, [drafting, hand.tool, hand.layer]);

  const chosen = held.size === 0 ? [] : [...sketch.get().marks].filter(([id]) => held.has(id));
  const bounds = boundsOf(chosen.map(([, mark]) => paintOf(mark, aspectRatio)));
  const change = (transform: Transform) =>
    editAs(connection, 'move of strokes', () =>
      putMarks(
        doc,
        chosen.map(([id, mark]) => [id, transformMark(mark, transform)] as const),
      ),
    );

  useImperativeHandle(handle, () => ({
    focus,
    fit: () => view.fit(),
    selectAll: () =>
      setHeld(new Set([...sketch.get().marks].filter(([, mark]) => mark.layer === hand.layer).map(([id]) => id))),
    removeSelected: () => {
      if (chosen.length === 0) return;
      editAs(connection, 'deletion of strokes', () =>
        removeMarks(
          doc,
          chosen.map(([id]) => id),
        ),
      );
      setHeld(NONE);
    },
    transform: (transform) => {
      if (!bounds) return false;
      change({ ...transform, about: { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 } });
      return true;
    },
    write: () => {
      const [only, ...others] = chosen;
      if (only?.[1].tool === 'text' && others.length === 0) text.open(only[0]);
      else if (hand.tool === 'text' && mayDraw()) text.begin(BEGINNING);
      else return false;
      return true;
    },
    callOff: () => {
      // The box has begun before it has the focus: Esc is its own from the first moment.
      const had = text.callOff() || (drafting.current?.cancel() ?? false) || held.size > 0;
      setHeld(NONE);
      return had;
    },
  }));

  return (
    <div
      ref={table}
      tabIndex={0}
      role="application"
      aria-label={label}
      className={styles['table']}
      onDoubleClick={(event) => canDraw && hand.tool === 'lasso' && text.change(placeIn(frame.current, event))}
      data-tool={canDraw ? hand.tool : 'none'}
    >
      <div ref={frame} className={styles['frame']}>
        {children}
        <div ref={host} className={styles['canvases']} />
        {bounds && (
          <SelectionBox
            bounds={bounds}
            aspectRatio={aspectRatio}
            onPreview={(transform) =>
              easel.current?.ghost(transform ? chosen.map(([, mark]) => transformMark(mark, transform)) : [])
            }
            onDone={change}
          />
        )}
        {pens.map((pen) => (
          <span
            key={pen.client}
            className={styles['pen']}
            style={{
              left: `${String((pen.x / aspectRatio + 0.5) * 100)}%`,
              top: `${String((pen.y + 0.5) * 100)}%`,
              background: pen.colour,
              color: inkOn(pen.colour),
            }}
          >
            {pen.name}
          </span>
        ))}
      </div>
      {text.words !== null && (
        <TextBox
          words={text.words}
          onWords={text.type}
          onLeft={text.keep}
          onDone={() => {
            text.keep();
            focus();
          }}
          onCallOff={() => {
            text.callOff();
            focus();
          }}
        />
      )}
    </div>
  );
});

/** Where words begin that are begun by a key. Frame heights. */
const BEGINNING = { x: -0.3, y: 0 };

function placeIn(frame: HTMLElement | null, { clientX, clientY }: MouseEvent): { x: number; y: number } {
  const { left, top, width, height } = frame?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  return { x: (clientX - left - width / 2) / height, y: (clientY - top) / height - 0.5 };
}

function heldBy(marks: ReadonlyMap<string, Mark>, layer: number, ring: readonly Point[]): ReadonlySet<string> {
  return new Set([...marks].filter(([, mark]) => mark.layer === layer && isHeld(mark, ring)).map(([id]) => id));
}
