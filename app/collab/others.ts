import type { ProjectConnection } from './connection.ts';
import { personOf, type Person } from './person-of.ts';

type Awareness = ProjectConnection['awareness'];
type State = Readonly<Record<string, unknown>>;

/** The server passes presence on this often, in milliseconds. */
const APART_MS = 66;

export interface Teller {
  /** Something is to be told, with whatever else there is to tell by then. */
  readonly soon: () => void;
  readonly now: () => void;
  /** Says nothing more of its own accord. */
  readonly stop: () => void;
}

/** Tells the others what `fields` says of this window, as often as they can be told. */
export function tellOthers(awareness: Awareness, fields: () => State): Teller {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = () => {
    stop();
    const state = awareness.getLocalState();
    if (state) awareness.setLocalState({ ...state, ...fields() });
  };
  return { soon: () => void (timer ??= setTimeout(now, APART_MS)), now, stop };
}

/** Another window of this document, and what it says of itself. */
export interface Other extends Person {
  readonly client: number;
  readonly state: State;
}

/** Follows what others say, once a frame at most. Returns the way to stop. */
export function watchOthers(awareness: Awareness, listener: (others: readonly Other[]) => void): () => void {
  let frame = 0;
  const read = () => {
    frame = 0;
    const states = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID);
    listener(
      states.flatMap(([client, state]) => {
        const person = personOf(state);
        return person ? [{ ...person, client, state }] : [];
      }),
    );
  };
  const onChange = () => {
    frame ||= requestAnimationFrame(read);
  };
  awareness.on('change', onChange);
  onChange();
  return () => {
    cancelAnimationFrame(frame);
    awareness.off('change', onChange);
  };
}
