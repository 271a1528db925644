import * as Y from 'yjs';
import { MEMBER_ROLES, type MemberRole } from '#shared/access/index.ts';
import { EDIT, appendScript, readPanels } from '#shared/collab/index.ts';
import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { CLOSE, isFinalClose } from '#shared/protocol/index.ts';
import type { DocumentStore } from '#db/index.ts';
import { loadDocument } from '#server/sync/document.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { MemoryBuses } from '#tests/sync/memory-buses.ts';
import { DOCUMENT, startWorld, userId, type World } from '#tests/sync/network.ts';
import { act, addPicture } from './acts.ts';
import { replicasAgree } from './checks.ts';
import { flakyLine, type Line, type Weather } from './flaky-store.ts';
import { Ledger } from './ledger.ts';
import { mayBeRefused, type Past } from './refusals.ts';
import { during, realTime, takeOverTime, type Time } from './virtual-time.ts';
import { Window } from './window.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly operations: number;
  /** Server processes on the one store, at the same time. */
  readonly servers?: number;
  /** A real database instead of one in memory; time is real then too, and a seed repeats only the plan. */
  readonly store?: DocumentStore;
}

export interface FuzzReport {
  readonly counts: Readonly<Record<string, number>>;
  /** Equal for two runs of one seed. */
  readonly digest: string;
}

const ROLES: Readonly<Record<string, MemberRole>> = {
  ana: 'writer',
  ben: 'writer',
  cyd: 'owner',
  dee: 'director',
  vic: 'viewer',
};
export const PEOPLE = Object.keys(ROLES);
/** Ana has two tabs. */
const TABS = ['ana', 'ben', 'cyd', 'dee', 'ana', 'vic'];
/** Time after which everything that was held must have been resolved, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Six windows, their servers and one database in one process, with everything between them that can go wrong. Throws an
 * error that names what does not hold.
 */
export async function simulate(options: FuzzOptions): Promise<FuzzReport> {
  const time = options.store ? realTime : takeOverTime();
  const restoreIds = seedClientIds(seededRng(options.seed ^ 0x5bd1e995));
  const simulation = new Simulation(options, time);
  try {
    return await simulation.run();
  } finally {
    restoreIds();
    time.end();
  }
}

interface Server {
  readonly process: string;
  readonly world: World;
  readonly line: Line;
}

class Simulation {
  readonly #rng: Rng;
  readonly #newId: NewId;
  readonly #time: Time;
  readonly #operations: number;
  readonly #database: DocumentStore;
  readonly #weather: Weather = { failing: false, losingAnswers: false, delayMs: 0 };
  readonly #ledger = new Ledger();
  readonly #windows: Window[];
  readonly #roles = new Map<string, MemberRole | null>(Object.entries(ROLES));
  readonly #servers: Server[] = [];
  readonly #buses = new MemoryBuses(() => this.#rng.next() < this.#lostHints);
  #started = 0;
  /** Share of the words between processes that are lost. */
  #lostHints = 0;
  readonly #homes = new Map<Window, World>();
  readonly #ghosts: (() => void)[] = [];
  readonly #counts: Record<string, number> = {};
  readonly #serverCount: number;
  readonly #past: Past = { rolesChanged: false, copiesLost: false };

  constructor({ seed, operations, servers = 1, store = createMemoryStore() }: FuzzOptions, time: Time) {
    this.#rng = seededRng(seed);
    this.#newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(this.#rng, 256)));
    this.#time = time;
    this.#operations = operations;
    this.#serverCount = servers;
    this.#database = store;
    this.#windows = TABS.map((name) => new Window(name, this.#newId, this.#ledger));
  }

  async run(): Promise<FuzzReport> {
    for (let i = 0; i < this.#serverCount; i++) this.#servers.push(await this.#start());
    for (let i = 0; i < this.#operations; i++) await this.#step();
    await this.#heal();
    if (this.#serverCount > 1) await this.#driftApart();
    const digest = await replicasAgree({
      store: this.#database,
      windows: this.#windows,
      servers: this.#servers.map(({ world }) => world),
      ledger: this.#ledger,
    });
    this.#check(this.#errors().length === 0, `the server logged: ${this.#errors().join('; ')}`);
    const undos = this.#windows.reduce((sum, { undos: count }) => sum + count, 0);
    const promises = this.#ledger.acked;
    for (const { world } of this.#servers) await during(this.#time, world.server.drain());
    return { counts: { ...this.#counts, undos, promises }, digest };
  }

  async #start(): Promise<Server> {
    const process = `process ${String(++this.#started)}`;
    const line = flakyLine(this.#database, this.#weather, this.#rng);
    const { failing, losingAnswers, delayMs } = this.#weather;
    // Opening takes the database as it comes; making the document is not what is tested here.
    Object.assign(this.#weather, { failing: false, losingAnswers: false, delayMs: 0 });
    const world = await startWorld(ROLES, {
      store: line.store,
      ...(this.#serverCount > 1 && { bus: this.#buses.join(process) }),
      limits: { idleMs: 40, checkpointRows: 60, drainMs: 3000 },
      seed: (doc) => {
        const text = 'INT. KITCHEN - DAY';
        appendScript(
          doc,
          [
            { type: 'scene_heading', text },
            { type: 'action', text: 'Rain.' },
          ],
          this.#newId,
        );
      },
    });
    Object.assign(this.#weather, { failing, losingAnswers, delayMs });
    for (const [name, role] of this.#roles) world.access.seat(name, role);
    return { process, world, line };
  }

  async #step(): Promise<void> {
    const window = pick(this.#rng, this.#windows);
    if (!window.isOpen && this.#rng.next() < 0.2) await this.#connect(window);
    const dice = this.#rng.next();
    if (dice < 0.35) this.#edit(window);
    else if (dice < 0.72) for (let i = 1 + randomInt(this.#rng, 4); i > 0; i--) this.#deliver(window);
    else if (dice < 0.9) await this.#time.pass(randomInt(this.#rng, 40));
    else if (dice < 0.93) await this.#connection(window);
    else if (dice < 0.965) this.#meddle(window);
    else if (dice < 0.975) await this.#serverEdit();
    else if (dice < 0.982) this.#changeWeather();
    else if (dice < 0.984) this.#changeRole();
    else if (dice < 0.986) this.#loseTab(window);
    else if (dice < 0.989) await this.#restart();
    else if (dice < 0.991) this.#partition();
    else if (window.isOpen) window.sendPresence({ cursor: randomInt(this.#rng, 100) });
    await this.#lookAfter(window);
    if (this.#ghosts.length > 0 && this.#rng.next() < 0.05) this.#ghosts.shift()!();
  }

  #count(what: string): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1;
  }

  #check(holds: boolean, what: string): void {
    if (!holds) throw new Error(what);
  }

  #edit(window: Window): void {
    const role = this.#roles.get(window.name);
    // Nobody is shown a document before it is there.
    if (!role || window.doc.store.clients.size === 0) return;
    this.#count('edits');
    act(window.editor, role, this.#rng, this.#newId);
    this.#check(window.lostToUndo.length === 0, `${window.name}’s undo took away “${window.lostToUndo.join('”, “')}”`);
  }

  #deliver(window: Window): void {
    const first = this.#rng.next() < 0.5 ? 'up' : 'down';
    if (window.deliver(first) || window.deliver(first === 'up' ? 'down' : 'up')) this.#count('frames');
  }

  async #connection(window: Window): Promise<void> {
    if (!window.isOpen) await this.#connect(window);
    else if (window.cutOff || this.#rng.next() < 0.3) window.cutOff = !window.cutOff;
    else if (this.#rng.next() < 0.2) window.disconnect();
    else if (this.#rng.next() < 0.1) this.#ghosts.push(window.vanish());
  }

  async #connect(window: Window): Promise<void> {
    const { world } = pick(this.#rng, this.#servers);
    this.#homes.set(window, world);
    this.#count('connections');
    await during(this.#time, window.connect(world));
  }

  /** One frame on its way is lost, comes twice, or is overtaken by the next. */
  #meddle(window: Window): void {
    const queue = this.#rng.next() < 0.5 ? window.toServer : window.toClient;
    const at = randomInt(this.#rng, queue.length);
    const frame = queue[at];
    const next = queue[at + 1];
    if (!window.isOpen || !frame) return;
    window.meddled = true;
    window.torn = true;
    const kind = randomInt(this.#rng, 3);
    if (kind === 0) queue.splice(at, 1);
    else if (kind === 1) queue.splice(at, 0, frame);
    else if (next) queue.splice(at, 2, next, frame);
    this.#count('meddling');
  }

  async #serverEdit(): Promise<void> {
    const { world } = pick(this.#rng, this.#servers);
    const { documents } = world.server;
    this.#count('server edits');
    const panels = readPanels(this.#windows[0]!.doc);
    const panel = panels[randomInt(this.#rng, panels.length)];
    if (this.#rng.next() < 0.3) void documents.read(DOCUMENT).catch(() => undefined);
    else if (panel) {
      const edit = documents.edit(DOCUMENT, userId('dee'), EDIT, (doc) =>
        addPicture(doc, panel.id, this.#rng, this.#newId),
      );
      edit.catch(() => undefined);
    }
    await this.#time.pass(1);
  }

  #changeWeather(): void {
    this.#count('changes of weather');
    const dice = this.#rng.next();
    this.#weather.failing = dice < 0.2;
    this.#weather.losingAnswers = dice >= 0.2 && dice < 0.35;
    this.#weather.delayMs = pick(this.#rng, [0, 0, 5, 100]);
    this.#lostHints = pick(this.#rng, [0, 0, 0.1, 0.5]);
  }

  /** The processes do not hear one of them, nor it them; or they do again. */
  #partition(): void {
    const { process } = pick(this.#rng, this.#servers);
    if (this.#serverCount === 1) return;
    this.#count('partitions');
    if (this.#buses.isCut(process)) this.#buses.heal(process);
    else this.#buses.cut(process);
  }

  #changeRole(): void {
    const name = pick(this.#rng, ['ben', 'dee', 'ana']);
    const role = pick(this.#rng, [...MEMBER_ROLES, null]);
    this.#setRole(name, role);
    this.#past.rolesChanged = true;
    this.#count('role changes');
  }

  #setRole(name: string, role: MemberRole | null): void {
    if (this.#roles.get(name) === role) return;
    this.#roles.set(name, role);
    for (const { world } of this.#servers) world.access.seat(name, role);
    // The page shows what the new role may do; what it may no longer do is no longer in its undo stack either.
    for (const window of this.#windows) {
      if (window.name !== name) continue;
      window.editor.undo.clear();
      window.demoted = true;
    }
  }

  #loseTab(window: Window): void {
    this.#count('lost tabs');
    if (this.#rng.next() < 0.5) window.reload();
    else {
      window.open(new Y.Doc());
      this.#past.copiesLost = true;
    }
  }

  async #restart(): Promise<void> {
    const index = randomInt(this.#rng, this.#servers.length);
    const old = this.#servers[index]!;
    const graceful = this.#rng.next() < 0.3;
    this.#count(graceful ? 'restarts' : 'crashes');
    if (graceful) await during(this.#time, old.world.server.drain());
    old.line.cut();
    if (this.#serverCount > 1) this.#buses.leave(old.process);
    for (const window of this.#windows) if (this.#homes.get(window) === old.world) window.disconnect();
    this.#check(this.#errorsOf(old.world).length === 0, `the server logged: ${this.#errorsOf(old.world).join('; ')}`);
    // A commit that was under way happens before anybody looks, or never.
    await this.#time.pass(2 * this.#weather.delayMs + 1);
    await this.#promisesHold();
    this.#servers[index] = await this.#start();
  }

  async #promisesHold(): Promise<void> {
    const found = await loadDocument(this.#database, DOCUMENT);
    const missing = found ? this.#ledger.missingFrom(found.doc) : ['the document'];
    this.#check(missing.length === 0, `called saved and lost: ${missing.join('; ')}`);
    found?.doc.destroy();
  }

  /** What a window does when it is told that the server will not have it. */
  async #lookAfter(window: Window): Promise<void> {
    if (window.closed !== CLOSE.refused) {
      if (window.closed !== null && isFinalClose(window.closed)) this.#check(this.#past.rolesChanged, window.closedFor);
      return;
    }
    this.#count(`refused: ${window.closedFor.replace(/may not write .*/, 'may not write')}`);
    const isFair = await mayBeRefused(window, this.#windows, this.#database, this.#past);
    this.#check(isFair, `${window.name} was refused: ${window.closedFor}`);
    window.open(new Y.Doc());
    window.closed = null;
    this.#past.copiesLost = true;
  }

  /** Good weather, everybody back in their old role and connected. */
  async #heal(): Promise<void> {
    Object.assign(this.#weather, { failing: false, losingAnswers: false, delayMs: 0 });
    this.#lostHints = 0;
    for (const { process } of this.#servers) {
      if (this.#serverCount > 1 && this.#buses.isCut(process)) this.#buses.heal(process);
    }
    for (const leave of this.#ghosts.splice(0)) leave();
    for (const [name, role] of Object.entries(ROLES)) this.#setRole(name, role);
    // Replicas that missed a frame ask for it when they connect.
    for (const window of this.#windows) window.disconnect();
    await this.#rest();
  }

  /** Everybody stays connected while words between the processes are lost: these must get level by themselves. */
  async #driftApart(): Promise<void> {
    const { process } = pick(this.#rng, this.#servers);
    this.#buses.cut(process);
    this.#lostHints = 0.5;
    for (let i = 0; i < 60; i++) {
      const window = pick(this.#rng, this.#windows);
      if (i === 30) this.#buses.heal(process);
      this.#edit(window);
      this.#deliver(window);
      await this.#time.pass(randomInt(this.#rng, 20));
    }
    this.#lostHints = 1;
    await this.#rest();
  }

  /** Until nobody has anything left to say. */
  async #rest(): Promise<void> {
    // A lost hint costs the time until heads are compared (SPEC N2).
    const restful = this.#serverCount > 1 ? 300 : 5;
    for (let waited = 0, quiet = 0; quiet < restful; waited += 20) {
      this.#check(waited < PATIENCE_MS, `the network never came to rest: ${this.#windows.map(stateOf).join(', ')}`);
      let moved = false;
      for (const window of this.#windows) {
        await this.#lookAfter(window);
        if (!window.isOpen) await this.#connect(window);
        while (window.deliver('up') || window.deliver('down')) moved = true;
      }
      await this.#time.pass(20);
      quiet = moved || !this.#allQuiet() ? 0 : quiet + 1;
    }
  }

  #allQuiet(): boolean {
    return (
      this.#windows.every((window) => window.isOpen && window.acked === window.sentWrites) &&
      this.#servers.every(({ world }) => world.server.stats().journal.rows === 0)
    );
  }

  #errors(): string[] {
    return this.#servers.flatMap(({ world }) => this.#errorsOf(world));
  }

  #errorsOf({ errors }: World): string[] {
    return errors.filter((message) => !/^(commit failed|closing with changes)/.test(message));
  }
}

function stateOf(window: Window): string {
  const { name, isOpen, acked, sentWrites, toServer, toClient } = window;
  const queues = `${String(toServer.length)} up, ${String(toClient.length)} down`;
  return `${name} ${isOpen ? 'open' : 'closed'} ${String(acked)}/${String(sentWrites)} (${queues})`;
}

/** Yjs draws client ids by chance, and they decide ties: from the seed, or a repeat would not repeat. */
function seedClientIds(rng: Rng): () => void {
  const ids = new WeakMap<object, number>();
  let drawing = true;
  Object.defineProperty(Y.Doc.prototype, 'clientID', {
    configurable: true,
    get(this: object) {
      return ids.get(this);
    },
    set(this: object, _drawn: number) {
      if (drawing) ids.set(this, 1 + randomInt(rng, 2 ** 32 - 2));
    },
  });
  return () => {
    drawing = false;
    Reflect.deleteProperty(Y.Doc.prototype, 'clientID');
  };
}
