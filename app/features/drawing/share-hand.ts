import { decodeMark, encodeMark, type Mark, type Point } from '#shared/drawing/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { tellOthers, watchOthers } from '#app/collab/others.ts';

type Awareness = ProjectConnection['awareness'];

/** Points of a line under way that are told at once: less than a kilobyte, of the two that a state may have. */
const TAIL = 130;

/** Letters of words under way that are told: they take three bytes each at most, of most scripts. */
const MOST_SHOWN = 250;

/** What a window says of the line that its person draws now: the end of it, and where that end begins. */
interface Told {
  readonly id: string;
  readonly from: number;
  readonly bytes: string;
}

export interface SharedHand {
  readonly pen: (pen: Point | null) => void;
  /** What is under way, each time that it grew; null when it is not any more. */
  readonly draft: (draft: Mark | null) => void;
  readonly stop: () => void;
}

/** Tells the others where this pen is and what it draws, as often as they can be told. */
export function shareHand(awareness: Awareness): SharedHand {
  let id: string | null = null;
  let waiting: { pen: Point | null; draft: Mark | null } = { pen: null, draft: null };
  const teller = tellOthers(awareness, () => {
    const { pen, draft } = waiting;
    return { pen: pen && [rounded(pen.x), rounded(pen.y)], draft: draft && id ? toldOf(draft, id) : null };
  });
  return {
    pen(pen: Point | null) {
      waiting = { ...waiting, pen };
      teller.soon();
    },
    draft(draft: Mark | null) {
      if (draft && id === null) id = newId();
      waiting = { ...waiting, draft };
      if (draft) {
        teller.soon();
        return;
      }
      // The mark itself is on its way: it would lie there twice.
      if (id !== null) teller.now();
      id = null;
    },
    stop() {
      [id, waiting] = [null, { pen: null, draft: null }];
      teller.now();
    },
  };
}

function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}

function toldOf(draft: Mark, id: string): Told {
  const [line = []] = draft.lines;
  const from = Math.max(0, line.length - TAIL);
  const words = draft.text === undefined ? {} : { text: Array.from(draft.text).slice(0, MOST_SHOWN).join('') };
  const bytes = encodeMark({ ...draft, ...words, lines: [line.slice(from)] });
  return { id, from, bytes: btoa(String.fromCharCode(...bytes)) };
}

/** Another person's pen over this drawing. */
export interface OtherPen {
  readonly client: number;
  readonly name: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

export interface OtherHands {
  readonly pens: readonly OtherPen[];
  /** What they draw at this moment. */
  readonly drafts: readonly Mark[];
}

/** Follows the pens of others, once a frame at most. Returns the way to stop. */
export function watchHands(awareness: Awareness, listener: (hands: OtherHands) => void): () => void {
  const lines = new Map<number, { readonly id: string; readonly points: readonly Point[] }>();
  return watchOthers(awareness, (others) => {
    const [pens, drafts]: [OtherPen[], Mark[]] = [[], []];
    for (const { client, name, colour, state } of others) {
      const at = placeIn(state['pen']);
      if (at) pens.push({ client, name, colour, ...at });
      const draft = draftIn(state['draft'], client, lines);
      if (draft) drafts.push(draft);
    }
    listener({ pens, drafts });
  });
}

function placeIn(pen: unknown): { x: number; y: number } | null {
  if (!Array.isArray(pen)) return null;
  const [x, y] = pen as readonly unknown[];
  return typeof x === 'number' && typeof y === 'number' && Math.abs(x) < 8 && Math.abs(y) < 8 ? { x, y } : null;
}

function draftIn(
  told: unknown,
  client: number,
  lines: Map<number, { readonly id: string; readonly points: readonly Point[] }>,
): Mark | null {
  const { id, from, bytes } = (told ?? {}) as Partial<Record<keyof Told, unknown>>;
  const mark = typeof bytes === 'string' ? decodeMark(bytesOf(bytes)) : null;
  if (!mark || typeof id !== 'string' || typeof from !== 'number') {
    lines.delete(client);
    return null;
  }
  const known = lines.get(client);
  const points = [...(known?.id === id ? known.points.slice(0, from) : []), ...(mark.lines[0] ?? [])];
  lines.set(client, { id, points });
  return { ...mark, lines: [points] };
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
