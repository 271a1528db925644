import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Clock } from '#shared/lib/clock.ts';
import { isColour } from '#shared/lib/colour.ts';
import { SYNC_LIMITS } from '#shared/protocol/index.ts';
import { awarenessFrame } from './frames.ts';

/** A window, as presence sees it. */
export interface PresencePeer {
  /** The signed-in person; whatever a state says about its `user`, this is what others are told. */
  readonly user: { readonly id: string; readonly name: string };
  sendPresence(frame: Uint8Array): void;
}

/** One window as other processes are told of it; without a state it is gone. */
export interface PresenceEntry {
  readonly client: number;
  readonly user: string;
  /** JSON text. */
  readonly state: string | null;
}

interface Entry {
  readonly peer: PresencePeer;
  /** JSON text. */
  readonly state: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Entries of windows as they stand in a message, written once however many messages they go into. */
interface Encoded {
  readonly bytes: Uint8Array;
  /** Where the entry of a client id lies in `bytes`. */
  readonly spans: ReadonlyMap<number, Span>;
}

/** Changes of one moment travel together: at most this often, in milliseconds (15 a second). */
const TICK_MS = 66;
/** Ids that windows showed before they left, in all; the oldest are forgotten. */
const REMEMBERED = 4096;
/** States in one message: a window tells of itself, and repeats what it heard. */
const MAX_STATES = 4096;

/**
 * Who is in a room and where. One client id a window; a window speaks for its own id alone and is gone when its socket
 * is. The clocks that others see are the server's: a window that comes back is never older than its own farewell.
 * Windows at other processes are shown like our own; `tell` hands ours on.
 */
export class Presence {
  readonly #clock: Clock;
  readonly #tell: (changed: readonly PresenceEntry[]) => void;
  readonly #peers = new Set<PresencePeer>();
  readonly #entries = new Map<number, Entry>();
  readonly #idOf = new Map<PresencePeer, number>();
  readonly #elsewhere = new Map<string, Map<number, PresenceEntry>>();
  /** Whose an id was: a window that is away may have written under it what nobody has seen yet. */
  readonly #formerly = new Map<number, string>();
  readonly #changed = new Set<number>();
  readonly #changedHere = new Map<number, PresenceEntry>();
  #timer: NodeJS.Timeout | null = null;
  #lastClock = 0;

  constructor(clock: Clock, tell: (changed: readonly PresenceEntry[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
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
    this.#set(client, { user: peer.user.id, entry: null });
  }

  /** Sends everybody else's state. */
  greet(peer: PresencePeer): void {
    const others = [...this.#entries].filter(([, entry]) => entry.peer !== peer).map(([client]) => client);
    const own = this.#idOf.get(peer);
    for (const entries of this.#elsewhere.values()) others.push(...[...entries.keys()].filter((id) => id !== own));
    if (others.length > 0) peer.sendPresence(frameOf(this.#encode(others)));
  }

  isHere(client: number): boolean {
    return this.#entries.has(client) || this.#entryElsewhere(client) !== undefined;
  }

  /** The person whom a client id speaks for, or spoke for when its window was here. */
  userOf(client: number): string | undefined {
    return this.#entries.get(client)?.peer.user.id ?? this.#entryElsewhere(client)?.user ?? this.#formerly.get(client);
  }

  /** Every window of this process, for a process that may know none of them. */
  ownEntries(): PresenceEntry[] {
    return [...this.#entries].map(([client, { peer, state }]) => ({ client, user: peer.user.id, state }));
  }

  /** What another process says about its windows; `whole` when it names all that it has. */
  hearFrom(process: string, entries: readonly PresenceEntry[], whole: boolean): void {
    if (whole) this.forget(process);
    const known = this.#elsewhere.get(process) ?? new Map<number, PresenceEntry>();
    this.#elsewhere.set(process, known);
    for (const entry of entries) {
      if (entry.state === null) known.delete(entry.client);
      else known.set(entry.client, entry);
      this.#change(entry.client);
    }
  }

  /** That process is gone, and its windows with it. */
  forget(process: string): void {
    for (const client of this.#elsewhere.get(process)?.keys() ?? []) this.#change(client);
    this.#elsewhere.delete(process);
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
      if (state !== undefined)
        this.#set(client, { user: peer.user.id, entry: state === null ? null : { peer, state } });
    }
    return true;
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #claim(peer: PresencePeer, client: number, mayUse: (client: number) => boolean): boolean {
    const own = this.#idOf.get(peer);
    if (own !== undefined) return own === client;
    // A window that reconnects may find its former socket still open on our side.
    if ((this.userOf(client) ?? peer.user.id) !== peer.user.id) return false;
    if (!mayUse(client)) return false;
    const holder = this.#entries.get(client)?.peer;
    if (holder) this.#idOf.delete(holder);
    this.#idOf.set(peer, client);
    return true;
  }

  #set(client: number, { user, entry }: { readonly user: string; readonly entry: Entry | null }): void {
    if (entry === null) this.#forget(client);
    else this.#entries.set(client, entry);
    this.#changedHere.set(client, { client, user, state: entry?.state ?? null });
    this.#change(client);
  }

  #change(client: number): void {
    this.#changed.add(client);
    this.#timer ??= setTimeout(() => this.#flush(), TICK_MS);
  }

  #entryElsewhere(client: number): PresenceEntry | undefined {
    for (const entries of this.#elsewhere.values()) {
      const entry = entries.get(client);
      if (entry) return entry;
    }
    return undefined;
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
    if (this.#changedHere.size > 0) this.#tell([...this.#changedHere.values()]);
    this.#changedHere.clear();
    const entries = this.#encode(changed);
    const everybody = frameOf(entries);
    for (const peer of this.#peers) {
      // Its own state would come back to a window older than what it shows.
      const own = this.#idOf.get(peer);
      if (own === undefined || !entries.spans.has(own)) peer.sendPresence(everybody);
      else if (changed.length > 1) peer.sendPresence(frameOf(entries, own));
    }
  }

  #encode(clients: readonly number[]): Encoded {
    // From the wall clock, so that a room that was loaded again goes on above the clocks that windows remember.
    this.#lastClock = Math.max(this.#lastClock + 1, this.#clock.now());
    const encoder = encoding.createEncoder();
    const spans = new Map<number, Span>();
    for (const client of clients) {
      const start = encoding.length(encoder);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, this.#lastClock);
      const { state } = this.#entries.get(client) ?? this.#entryElsewhere(client) ?? { state: null };
      encoding.writeVarString(encoder, state ?? 'null');
      spans.set(client, { start, end: encoding.length(encoder) });
    }
    return { bytes: encoding.toUint8Array(encoder), spans };
  }
}

/** A message with these entries; all but the one of `without`. */
function frameOf({ bytes, spans }: Encoded, without?: number): Uint8Array {
  const left = without === undefined ? undefined : spans.get(without);
  if (!left) return awarenessFrame(spans.size, [bytes]);
  return awarenessFrame(spans.size - 1, [bytes.subarray(0, left.start), bytes.subarray(left.end)]);
}

/** What an awareness message says, whole; null for bytes that are none. */
function readStates(bytes: Uint8Array): readonly { client: number; json: string }[] | null {
  const decoder = decoding.createDecoder(bytes);
  const states: { client: number; json: string }[] = [];
  try {
    const count = decoding.readVarUint(decoder);
    if (count > MAX_STATES) return null;
    for (let left = count; left > 0; left--) {
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
  const colour = [said?.colour, said?.color].find(isColour);
  const shown = JSON.stringify({
    ...state,
    user: { id: user.id, name: user.name, ...(colour !== undefined && { colour, color: colour }) },
  });
  // What is written short, such as 1e20, may come out long.
  return Buffer.byteLength(shown) > SYNC_LIMITS.awarenessState ? undefined : shown;
}
