import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { capabilitiesOf, type MemberRole } from '#shared/access/index.ts';
import { SCHEMA_VERSION, defineRoots, leaveTidying } from '#shared/collab/index.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { MESSAGE, SYNC, type RowMark } from '#shared/protocol/index.ts';
import type { DocumentStore } from '#db/index.ts';
import type { Access, AccessChange } from '#server/access/index.ts';
import { aloneBus, type Bus } from '#server/cluster/index.ts';
import { inlineCompactor } from '#tests/builders/inline-compactor.ts';
import type { Connection } from '#server/sync/connection.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { JOURNAL_LIMITS } from '#server/sync/journal.ts';
import { createSyncServer, type SyncServer, type SyncServerLimits } from '#server/sync/server.ts';

export const PROJECT = 'project000000001' as ProjectId;
export const DOCUMENT = PROJECT as string as DocumentName;
export const WORKSPACE = 'workspace0000001' as WorkspaceId;

/** A person of the tests; the id is padded to the form of real ids. */
export function userId(name: string): UserId {
  return name.padEnd(16, '0') as UserId;
}

/** Seats that can be given and taken. */
export class TestAccess {
  readonly roles = new Map<UserId, MemberRole>();
  readonly #listeners = new Set<(change: AccessChange) => void>();

  seat(name: string, role: MemberRole | null): void {
    if (role === null) this.roles.delete(userId(name));
    else this.roles.set(userId(name), role);
    this.changed({ kind: 'member-changed', workspaceId: WORKSPACE, userId: userId(name) });
  }

  changed(change: AccessChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  port(): Access {
    const unused = () => Promise.reject(new Error('not asked by the sync server'));
    return {
      requireInProject: unused,
      requireInWorkspace: unused,
      requireSignedIn: () => {
        throw new Error('not asked by the sync server');
      },
      standingInProject: (actor, project) => {
        const role = project === PROJECT ? this.roles.get(actor.userId) : undefined;
        return Promise.resolve(role ? { workspaceId: WORKSPACE, role, capabilities: capabilitiesOf(role) } : null);
      },
      changed: (change) => this.changed(change),
      stop: () => undefined,
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

export interface World {
  readonly server: SyncServer;
  readonly store: DocumentStore;
  readonly access: TestAccess;
  readonly sessions: Set<string>;
  /** What the server logged as errors. */
  readonly errors: string[];
}

export interface WorldOptions {
  readonly store?: DocumentStore;
  readonly limits?: Partial<SyncServerLimits>;
  /** What the document is made with; null leaves the making to the test. */
  readonly seed?: ((doc: Y.Doc) => void) | null;
  readonly allowedOrigin?: (origin: string | undefined) => boolean;
  /** For several servers on one store. */
  readonly bus?: Bus;
}

/** Tests type faster than people. */
const UNLIMITED = {
  messages: { perSecond: 1e9, burst: 1e9 },
  volume: { perSecond: 1e12, burst: 1e12 },
  strainMs: 1e9,
};

/** A sync server over this store, with the document made and a seat for everybody named. */
export async function startWorld(
  seats: Readonly<Record<string, MemberRole>>,
  {
    store = createMemoryStore(),
    limits = {},
    seed = () => undefined,
    allowedOrigin = () => true,
    bus = aloneBus('p1'),
  }: WorldOptions = {},
): Promise<World> {
  const access = new TestAccess();
  const sessions = new Set<string>();
  for (const [name, role] of Object.entries(seats)) {
    access.seat(name, role);
    sessions.add(`session-${name}`);
  }
  const errors: string[] = [];
  const server = createSyncServer({
    store,
    access: access.port(),
    // The cookie `ana#2` is another session of Ana's.
    identify: (cookie = '') => {
      const name = cookie.replace(/#.*/, '');
      if (!sessions.has(`session-${name}`)) return Promise.resolve(null);
      const user = { id: userId(name), name: name.toUpperCase() };
      return Promise.resolve({ actor: { userId: user.id, sessionId: `session-${cookie}` }, user });
    },
    allowedOrigin,
    bus,
    compactor: inlineCompactor,
    clock: { now: () => Date.now() },
    log: { info: () => undefined, error: (_fields, message) => errors.push(message) },
    limits: {
      idleMs: 20,
      journal: { ...JOURNAL_LIMITS, windowMs: { few: 0, crowd: 0 }, retryMs: { first: 1, most: 5 } },
      connection: UNLIMITED,
      ...limits,
    },
  });
  if (seed && !(await store.head(DOCUMENT))) {
    await server.documents.create(DOCUMENT, PROJECT, userId(Object.keys(seats)[0] ?? 'nobody'), seed);
  }
  return { server, store, access, sessions, errors };
}

/** A window: a replica that speaks y-websocket's protocol over queues which the test delivers. */
export class Peer {
  readonly name: string;
  doc = new Y.Doc();
  toServer: Uint8Array[] = [];
  toClient: Uint8Array[] = [];
  closed: number | null = null;
  /** Why the server closed it, for its log. */
  closedFor = '';
  acked = 0;
  sentWrites = 0;
  /** The last row that it was told of; it outlives the connection. */
  row: RowMark | null = null;
  /** Frames of presence received, decoded. */
  readonly presence = new Map<number, unknown>();
  paused = false;
  /** Bytes that the server has sent and that have not left its machine, as far as it can tell. */
  buffered = 0;
  #connection: Connection | null = null;

  constructor(name: string) {
    this.name = name;
    this.useDoc(this.doc);
  }

  useDoc(doc: Y.Doc): void {
    this.doc = doc;
    defineRoots(doc);
    leaveTidying(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isOpen) this.sendUpdate(update);
    });
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  get isOpen(): boolean {
    return this.#connection !== null && this.closed === null;
  }

  get script(): string {
    return this.doc.getXmlFragment('script').toJSON();
  }

  async connect({ server }: World, query: Record<string, string> = {}, documentName = DOCUMENT): Promise<this> {
    const told = this.row && { seq: String(this.row.seq), at: String(this.row.at) };
    const params = new URLSearchParams({ schema: String(SCHEMA_VERSION), epoch: '1', ...told, ...query });
    const admission = await server.admit({ documentName, cookie: this.name, query: params });
    this.closed = null;
    this.acked = 0;
    this.sentWrites = 0;
    this.toServer = [];
    this.toClient = [];
    this.presence.clear();
    if (admission.kind === 'refused') {
      this.closed = admission.code;
      return this;
    }
    const toClient = this.toClient;
    const buffered = () => this.buffered;
    this.#connection = server.accept(admission, {
      send: (frame) => toClient.push(frame),
      sendTogether: (frames) => toClient.push(...frames),
      close: (code, reason) => {
        // Frames sent before the close arrive before it.
        if (this.toClient !== toClient) return;
        this.closed = code;
        this.closedFor = reason;
      },
      pause: () => (this.paused = true),
      resume: () => (this.paused = false),
      get buffered() {
        return buffered();
      },
    });
    this.send(MESSAGE.sync, SYNC.step1, Y.encodeStateVector(this.doc));
    this.sendPresence({});
    return this;
  }

  /** As if the network went away: what is under way is lost. */
  disconnect(): void {
    this.#connection?.end();
    this.forget();
  }

  /** The same, but the server has not noticed yet. */
  forget(): void {
    this.#connection = null;
    this.toServer = [];
    this.toClient = [];
  }

  sendUpdate(update: Uint8Array): void {
    this.sentWrites += 1;
    this.send(MESSAGE.sync, SYNC.update, update);
  }

  sendStep2(update: Uint8Array): void {
    this.sentWrites += 1;
    this.send(MESSAGE.sync, SYNC.step2, update);
  }

  sendPresence(state: object | null, { client = this.doc.clientID, clock = 1 } = {}): void {
    const body = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    });
    this.toServer.push(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.awareness);
        encoding.writeVarUint8Array(encoder, body);
      }),
    );
  }

  send(message: number, step: number, body: Uint8Array): void {
    this.toServer.push(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, message);
        encoding.writeVarUint(encoder, step);
        encoding.writeVarUint8Array(encoder, body);
      }),
    );
  }

  /** Delivers one frame of this direction; false when there is none, or when the server is not reading. */
  deliver(direction: 'up' | 'down'): boolean {
    if (direction === 'up') {
      if (!this.#connection || this.paused || this.closed !== null) return false;
      const frame = this.toServer.shift();
      if (frame) this.#connection.receive(frame);
      return frame !== undefined;
    }
    const frame = this.toClient.shift();
    if (frame) this.#take(frame);
    return frame !== undefined;
  }

  /** Delivers what is on its way to and from this window, and what that leads to at once. */
  exchange(): void {
    while (this.deliver('up') || this.deliver('down'));
  }

  #take(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const message = decoding.readVarUint(decoder);
    if (message === MESSAGE.ack) this.acked = decoding.readVarUint(decoder);
    else if (message === MESSAGE.row) this.row = readRow(decoder);
    else if (message === MESSAGE.awareness) this.#takePresence(decoding.readVarUint8Array(decoder));
    else {
      const step = decoding.readVarUint(decoder);
      const body = decoding.readVarUint8Array(decoder);
      if (step === SYNC.step1) this.sendStep2(Y.encodeStateAsUpdate(this.doc, body));
      else Y.applyUpdate(this.doc, body, this);
    }
  }

  #takePresence(body: Uint8Array): void {
    const decoder = decoding.createDecoder(body);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      if (state === null) this.presence.delete(client);
      else this.presence.set(client, state);
    }
  }
}

function readRow(decoder: decoding.Decoder): RowMark {
  return { seq: decoding.readVarUint(decoder), at: decoding.readVarUint(decoder) };
}

export function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Delivers everything, in both directions, until nobody has anything left to say and everything is committed. */
export async function settle({ server }: World, ...peers: Peer[]): Promise<void> {
  for (let quiet = 0; quiet < 4;) {
    let moved = false;
    for (const peer of peers) {
      while (peer.deliver('up')) moved = true;
      while (peer.deliver('down')) moved = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
    quiet = moved || server.stats().journal.rows > 0 ? 0 : quiet + 1;
  }
}

/** Waits for something that the server does by itself. */
export async function until(condition: () => boolean, what = 'something'): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** What a fresh replica of the durable state holds. */
export async function durable({ server }: World): Promise<Y.Doc> {
  const doc = new Y.Doc();
  defineRoots(doc);
  Y.applyUpdate(doc, (await server.documents.read(DOCUMENT)).state);
  return doc;
}

export function contentOf(doc: Y.Doc): unknown {
  defineRoots(doc);
  return { script: doc.getXmlFragment('script').toJSON(), panels: doc.getMap('panels').toJSON() };
}

/** Types a line of the script, as the editor does: an element with a text in it. */
export function typeLine(doc: Y.Doc, text: string, at = doc.getXmlFragment('script').length): void {
  doc.transact(() => {
    const node = new Y.XmlElement('element');
    const content = new Y.XmlText();
    content.insert(0, text);
    node.insert(0, [content]);
    doc.getXmlFragment('script').insert(at, [node]);
  });
}

export function setPanel(doc: Y.Doc, id: string, caption: string): void {
  doc.transact(() => {
    const panels = doc.getMap<Y.Map<unknown>>('panels');
    const panel = panels.get(id);
    if (panel) panel.set('caption', caption);
    else panels.set(id, new Y.Map([['caption', caption]]));
  });
}

/** A store whose appends wait for `open`, or fail, as the test says. */
export function gatedStore(inner: DocumentStore = createMemoryStore()) {
  let waiting: (() => void)[] = [];
  const none: Promise<void> | null = null as Promise<void> | null;
  const gate = { closed: false, failing: false, logFails: false, loadDelay: none, headDelay: none };
  return {
    gate,
    open: () => {
      gate.closed = false;
      for (const go of waiting) go();
      waiting = [];
    },
    store: {
      ...inner,
      append: async (batch) => {
        if (gate.closed) await new Promise<void>((resolve) => waiting.push(resolve));
        if (gate.failing) throw new Error('the database is away');
        return inner.append(batch);
      },
      head: async (name) => {
        await gate.headDelay;
        return inner.head(name);
      },
      log: async (...range) => {
        if (gate.logFails) throw new Error('the log can’t be read');
        return inner.log(...range);
      },
      load: async (name: DocumentName, how?: { readonly claim: boolean }) => {
        await gate.loadDelay;
        return inner.load(name, how);
      },
    } satisfies DocumentStore,
  };
}
