import { useEffect, useRef, useState, type RefObject } from 'react';
import { placeOfWords, placeWords, textAt, type Mark, type Point } from '#shared/drawing/index.ts';
import { putMarks, removeMarks } from '#shared/collab/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import type { Drafting } from './drafting.ts';
import type { Easel } from './easel.ts';
import { sketchOf } from './sketch.ts';
import { markOf, widthOf, type Hand } from './tools.ts';

/** A text while it is typed. */
interface Writing {
  /** Of the text that is changed; null: a new one. */
  readonly id: string | null;
  /** As it was when it was begun. */
  readonly mark: Mark;
  readonly hand: Hand;
  readonly words: string;
}

interface WritingOptions {
  readonly connection: ProjectConnection;
  readonly hand: Hand;
  readonly easel: RefObject<Easel | null>;
  readonly drafting: RefObject<Drafting | null>;
}

export interface WritingActs {
  /** What stands in the box; null while nothing is written. */
  readonly words: string | null;
  readonly type: (words: string) => void;
  /** At a place of the frame: the text that lies there, or a new one. */
  readonly begin: (point: Pick<Point, 'x' | 'y'>) => void;
  /** The text that lies there; false where none does. */
  readonly change: (point: Pick<Point, 'x' | 'y'>) => boolean;
  readonly open: (id: string) => void;
  /** One step of undo; none when nothing is different. */
  readonly keep: () => void;
  /** Returns whether anything was being written. */
  readonly callOff: () => boolean;
}

/** Words as they are typed: others see them at once, and they are written once, when they are done. */
export function useWriting({ connection, hand, easel, drafting }: WritingOptions): WritingActs {
  const sketch = sketchOf(connection.doc);
  const [writing, setWriting] = useState<Writing | null>(null);
  // Two events may come before the next render, and the second must not keep what the first has kept.
  const now = useRef<Writing | null>(null);
  const latest = useRef(hand);
  latest.current = hand;
  const set = (next: Writing | null) => {
    now.current = next;
    easel.current?.veil(next?.id ?? null);
    const mark = next && wordsOf(next, latest.current);
    drafting.current?.showWords(mark?.text === '' ? null : mark);
    setWriting(next);
  };
  const keep = () => {
    const done = now.current;
    const mark = done && wordsOf({ ...done, words: done.words.trimEnd() }, latest.current);
    if (mark) write(connection, done, mark);
    set(null);
  };
  const open = (id: string) => {
    const mark = sketch.get().marks.get(id);
    if (mark) set({ id, mark, hand: latest.current, words: mark.text ?? '' });
  };
  const change = (point: Pick<Point, 'x' | 'y'>) => {
    const { layers, marks } = sketch.get();
    const shown = new Set(layers.flatMap(({ number, hidden }) => (hidden ? [] : [number])));
    const id = textAt([...marks].filter(([, { layer }]) => shown.has(layer)), point); // prettier-ignore
    if (id !== null) open(id);
    return id !== null;
  };
  useEffect(() => {
    if (now.current) set(now.current);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is written takes on a new colour or size at once
  }, [hand.colour, widthOf(hand)]);
  // Another tool, and leaving, keep what was written.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are those of that moment
  useEffect(() => keep, [hand.tool, connection]);
  return {
    words: writing?.words ?? null,
    type: (words) => now.current && set({ ...now.current, words }),
    begin(point) {
      keep();
      if (change(point)) return;
      const facts = markOf(latest.current, sketch.nextTurn());
      const height = widthOf(latest.current);
      const placed = placeWords({ x: point.x, y: point.y - height / 2 }, height);
      set({ id: null, mark: { ...facts, tool: 'text', ...placed, text: '' }, hand: latest.current, words: '' });
    },
    change,
    open,
    keep,
    callOff() {
      const had = now.current !== null;
      if (had) set(null);
      return had;
    },
  };
}

/** A text that was there keeps its colour and size, until others are chosen. */
function wordsOf({ mark, hand, words }: Writing, now: Hand): Mark {
  const place = placeOfWords(mark);
  const isSized = widthOf({ ...now, tool: 'text' }) !== widthOf({ ...hand, tool: 'text' });
  return {
    ...mark,
    ...(now.colour !== hand.colour && { colour: now.colour }),
    ...(place && isSized && placeWords(place, widthOf({ ...now, tool: 'text' }))),
    text: words,
  };
}

function write(connection: ProjectConnection, { id, mark: before }: Writing, mark: Mark): void {
  const { doc } = connection;
  if (JSON.stringify(mark) === JSON.stringify(before)) return;
  if (mark.text !== '')
    editAs(connection, id === null ? 'text' : 'change of text', () => putMarks(doc, [[id ?? newId(), mark]]));
  else if (id !== null) editAs(connection, 'deletion of text', () => removeMarks(doc, [id]));
}
