import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Clock } from '#shared/lib/clock.ts';
import { SYNC_LIMITS } from '#shared/protocol/index.ts';
import { awarenessFrame } from './frames.ts';

/** A window, as presence sees it. */
export interface PresencePeer {
  /** The signed-in person; whatever a state says about its `user`, this is what others are told. */
  readonly user: { readonly id: string; readonly name: string };
  sendPresence(frame: Uint8Array): void;
}

interface Entry {
  readonly peer: PresencePeer;
  /** JSON text. */
  readonly state: string;
}

/** Changes of one moment travel together: at most this often, in milliseconds (15 a second). */
const TICK_MS = 66;
/** Ids that windows showed before they left, in all; the oldest are forgotten. */
const REMEMBERED = 4096;
/** Tiptap shows a caret in this colour as it stands. Anything but #rrggbb is left out. */
const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * Who is in a room and where. One client id a window; a window speaks for its own id alone and is gone when its socket
 * is. The clocks that others see are the server's: a window that comes back is never older than its own farewell.
 */
export class Presence {
  readonly #clock: Clock;
  readonly #peers = new Set<PresencePeer>();
  readonly #entries = new Map<number, Entry>();
  readonly #idOf = new Map<PresencePeer, number>();
  /** Whose an id was: a window that is away may have written under it what nobody has seen yet. */
  readonly #formerly = new Map<number, string>();
  readonly #changed = new Set<number>();
  #timer: NodeJS.Timeout | null = null;
  #lastClock = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  join(peer: PresencePeer): void {
    this.#peers.add(peer);
    this.greet(peer);
  }

  leave(peer: PresencePeer): void {
    this.#peers.delete(peer);
    const client = this.#idOf.get(peer);
    if (client === undefined) return;
    this.#idOf.delete(peer);
    this.#set(client, null);
  }

  /** Sends everybody else's state. */
  greet(peer: PresencePeer): void {
    const others = [...this.#entries].filter(([, entry]) => entry.peer !== peer).map(([client]) => client);
    if (others.length > 0) peer.sendPresence(this.#frame(others));
  }

  isHere(client: number): boolean {
    return this.#entries.has(client);
  }

  /** The person whom a client id speaks for, or spoke for when its window was here. */
  userOf(client: number): string | undefined {
    return this.#entries.get(client)?.peer.user.id ?? this.#formerly.get(client);
  }

  /**
   * Takes a window's word about itself. The first id that it names and that nobody else holds is its own; y-websocket
   * repeats what it hears about others, so other ids are passed over in silence. Returns false for bytes that are no
   * awareness message at all.
   */
  update(peer: PresencePeer, bytes: Uint8Array, mayUse: (client: number) => boolean): boolean {
    const said = readStates(bytes);
    if (!said) return false;
    for (const { client, json } of said) {
      if (!this.#claim(peer, client, mayUse)) continue;
      const state = rewrite(json, peer);
      if (state !== undefined) this.#set(client, state === null ? null : { peer, state });
    }
    return true;
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #claim(peer: PresencePeer, client: number, mayUse: (client: number) => boolean): boolean {
    const own = this.#idOf.get(peer);
    if (own !== undefined) return own === client;
    const holder = this.#entries.get(client)?.peer;
    // A window that reconnects may find its former socket still open on our side.
    if ((this.userOf(client) ?? peer.user.id) !== peer.user.id) return false;
    if (!mayUse(client)) return false;
    if (holder) this.#idOf.delete(holder);
    this.#idOf.set(peer, client);
    return true;
  }

  #set(client: number, entry: Entry | null): void {
    if (entry === null) this.#forget(client);
    else this.#entries.set(client, entry);
    this.#changed.add(client);
    this.#timer ??= setTimeout(() => this.#flush(), TICK_MS);
  }

  #forget(client: number): void {
    const user = this.userOf(client);
    if (user === undefined) return;
    this.#entries.delete(client);
    // Deleted first, so that the map stays in the order of leaving.
    this.#formerly.delete(client);
    this.#formerly.set(client, user);
    const [oldest] = this.#formerly.keys();
    if (oldest !== undefined && this.#formerly.size > REMEMBERED) this.#formerly.delete(oldest);
  }

  #flush(): void {
    this.#timer = null;
    const changed = [...this.#changed];
    this.#changed.clear();
    const everybody = this.#frame(changed);
    for (const peer of this.#peers) {
      // Its own state would come back to a window older than what it shows.
      const own = this.#idOf.get(peer);
      if (own === undefined || !changed.includes(own)) peer.sendPresence(everybody);
      else if (changed.length > 1) peer.sendPresence(this.#frame(changed.filter((client) => client !== own)));
    }
  }

  #frame(clients: readonly number[]): Uint8Array {
    // From the wall clock, so that a room that was loaded again goes on above the clocks that windows remember.
    this.#lastClock = Math.max(this.#lastClock + 1, this.#clock.now());
    return awarenessFrame(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, clients.length);
        for (const client of clients) {
          encoding.writeVarUint(encoder, client);
          encoding.writeVarUint(encoder, this.#lastClock);
          encoding.writeVarString(encoder, this.#entries.get(client)?.state ?? 'null');
        }
      }),
    );
  }
}

/** What an awareness message says, whole; null for bytes that are none. */
function readStates(bytes: Uint8Array): readonly { client: number; json: string }[] | null {
  const decoder = decoding.createDecoder(bytes);
  const states: { client: number; json: string }[] = [];
  try {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      states.push({ client, json: decoding.readVarString(decoder) });
    }
  } catch {
    return null;
  }
  return decoding.hasContent(decoder) ? null : states;
}

/** The state as others may see it; null for a farewell, undefined for one that is not passed on. */
function rewrite(json: string, { user }: PresencePeer): string | null | undefined {
  if (json.length > SYNC_LIMITS.awarenessState) return undefined;
  let state: unknown;
  try {
    state = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (state === null) return null;
  if (typeof state !== 'object' || Array.isArray(state)) return undefined;
  const said = (state as { user?: { colour?: unknown; color?: unknown } | null }).user;
  const colour = [said?.colour, said?.color].find((value) => typeof value === 'string' && COLOUR.test(value));
  const shown = JSON.stringify({
    ...state,
    user: { id: user.id, name: user.name, ...(colour !== undefined && { colour, color: colour }) },
  });
  // What is written short, such as 1e20, may come out long.
  return Buffer.byteLength(shown) > SYNC_LIMITS.awarenessState ? undefined : shown;
}
