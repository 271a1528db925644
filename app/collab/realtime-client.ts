import { io, type Socket } from 'socket.io-client';
import type { ProjectId } from '#shared/lib/ids.ts';
import { serverEvents, type ClientEvents, type RosterEntry, type ServerEvents } from '#shared/protocol/index.ts';
import type { Readable } from './connection.ts';

export type View = ClientEvents['room.join']['view'];
type Listener<E extends keyof ServerEvents> = (payload: ServerEvents[E]) => void;

/**
 * One window's place in a project's room: who is here, and hints that something has changed. Events can be missed while
 * the line is down; `onGap` then says that whatever was learnt from events must be fetched again.
 */
export interface RealtimeClient {
  readonly roster: Readable<readonly RosterEntry[]>;
  subscribe<E extends keyof ServerEvents>(event: E, listener: Listener<E>): () => void;
  onGap: (listener: () => void) => () => void;
  show(view: View): void;
  destroy(): void;
}

export function connectRealtime(project: ProjectId, view: View): RealtimeClient {
  const socket: Socket = io({ path: '/socket.io', transports: ['websocket'], randomizationFactor: 0.8 });
  const roster = new Value<readonly RosterEntry[]>([]);
  const listeners = new Map<keyof ServerEvents, Set<(payload: never) => void>>();
  const gaps = new Set<() => void>();
  let shown = view;

  socket.on('connect', () => {
    socket.emit('room.join', { project, view: shown });
    // The first time, too: what the page holds is from before anybody listened.
    for (const listener of gaps) listener();
  });
  for (const event of Object.keys(serverEvents) as (keyof ServerEvents)[]) {
    socket.on(event, (raw: unknown) => {
      const parsed = serverEvents[event].safeParse(raw);
      if (!parsed.success || parsed.data.project !== project) return;
      for (const listener of listeners.get(event) ?? []) listener(parsed.data as never);
    });
  }

  const client: RealtimeClient = {
    roster,
    subscribe: (event, listener) => add(setOf(listeners, event), listener as (payload: never) => void),
    onGap: (listener) => add(gaps, listener),
    show: (next) => {
      if (next === shown) return;
      shown = next;
      if (socket.connected) socket.emit('room.view', { view: next });
    },
    destroy: () => {
      socket.disconnect();
      listeners.clear();
      gaps.clear();
    },
  };
  client.subscribe('roster.changed', ({ people }) => roster.set(people));
  client.subscribe('gap', () => gaps.forEach((listener) => listener()));
  return client;
}

class Value<T> implements Readable<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get = (): T => this.#value;

  set(value: T): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => add(this.#listeners, listener);
}

function setOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  return set;
}

function add<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => void set.delete(item);
}
