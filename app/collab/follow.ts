import type { ProjectConnection, Readable } from './connection.ts';
import { personOf, type Person } from './person-of.ts';

type Awareness = ProjectConnection['awareness'];

/** Another window that this one's view goes along with. */
export interface Followed extends Person {
  readonly client: number;
}

export interface Follow extends Readable<Followed | null> {
  /** Of somebody who has several windows, the one that is in the script; false when none is here. */
  followUser(user: string): boolean;
  follow(client: number): boolean;
  stop(): void;
}

const known = new WeakMap<Awareness, Follow>();

/** Whom this window follows. It ends by itself when that window is gone. */
export function followOf(awareness: Awareness): Follow {
  let follow = known.get(awareness);
  if (!follow) known.set(awareness, (follow = makeFollow(awareness)));
  return follow;
}

function makeFollow(awareness: Awareness): Follow {
  const listeners = new Set<() => void>();
  let followed: Followed | null = null;
  const set = (now: Followed | null) => {
    if (now === followed) return;
    followed = now;
    for (const listener of listeners) listener();
  };
  awareness.on('change', ({ removed }: { readonly removed: readonly number[] }) => {
    if (followed && removed.includes(followed.client)) set(null);
  });
  const follow = (client: number) => {
    const person = client === awareness.clientID ? null : personOf(awareness.getStates().get(client));
    if (person) set({ client, ...person });
    return person !== null;
  };
  return {
    get: () => followed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow,
    followUser(user) {
      const windows = [...awareness.getStates()].filter(([, state]) => personOf(state)?.user === user);
      const [client] = windows.find(([client]) => placeOf(awareness, client) !== null) ?? windows[0] ?? [];
      return client !== undefined && follow(client);
    },
    stop: () => set(null),
  };
}

/** The element that a window's caret was in last, or that its reader looks at; null when it is nowhere in the script. */
export function placeOf(awareness: Awareness, client: number): string | null {
  const { at, seen } = awareness.getStates().get(client) ?? {};
  return [at, seen].find((place): place is string => typeof place === 'string') ?? null;
}
