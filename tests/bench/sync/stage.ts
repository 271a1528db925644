import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#shared/lib/assert.ts';
import { startCluster } from '#tests/setup/postgres.ts';
import { buildHelpers } from './build.ts';
import { Helper } from './helper.ts';
import type { LoadAnswers } from './load/main.ts';
import type { Opened, OpenOptions, Typed, TypeOptions } from './load/session.ts';
import type { BenchOptions } from './options.ts';
import type { BeatboardAnswers } from './servers/beatboard.ts';
import type { ServerAnswers } from './servers/relay.ts';
import type { Usage } from './servers/usage.ts';
import type { ServerName } from './servers.ts';

const PEOPLE = 1000;
/** Sockets that are opened at a time where opening is not what is measured. */
const AT_ONCE = 20;

/** Where our documents are kept while the benchmark runs, and where its programs are. */
export interface Place {
  readonly words: readonly string[];
  readonly title: string;
  readonly programs: string;
  remove(): Promise<void>;
}

/** A PostgreSQL that calls fsync, or a folder for PGlite. */
export async function makePlace({ database }: BenchOptions): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-bench-'));
  const programs = await buildHelpers();
  const removeFolders = async () => {
    for (const made of [folder, programs]) await rm(made, { recursive: true, force: true });
  };
  if (database === 'pglite') {
    return { words: ['pglite', join(folder, 'database')], title: 'PGlite', programs, remove: removeFolders };
  }
  const cluster = await startCluster(folder, { fsync: true });
  if (!cluster) throw new Error('Needs PostgreSQL: install it, or set TEST_DATABASE_URL, or take --database pglite.');
  const remove = async () => {
    await cluster.stop();
    await removeFolders();
  };
  return { words: ['postgres', cluster.url], title: 'PostgreSQL with fsync', programs, remove };
}

export interface Content {
  readonly update: Uint8Array;
  readonly clientId: number;
}

export interface Windows {
  readonly documents: number;
  readonly windowsPerDocument: number;
  readonly content?: Content;
  readonly atOnce?: number;
}

/** What a session came to, and what it cost the server. */
export interface Run {
  readonly opened: Opened;
  readonly typed: Typed;
  readonly usage: Usage;
}

/** The processes of one row: every server that takes part in it, and the load generator. Made anew for each row. */
export class Stage {
  readonly options: BenchOptions;
  readonly load: Helper<LoadAnswers>;
  readonly #servers: ReadonlyMap<ServerName, Helper<ServerAnswers>>;
  #cookies: string[] = [];
  #documents = 0;
  #sessions = 0;

  private constructor(
    options: BenchOptions,
    load: Helper<LoadAnswers>,
    servers: ReadonlyMap<ServerName, Helper<ServerAnswers>>,
  ) {
    this.options = options;
    this.load = load;
    this.#servers = servers;
  }

  static async set(options: BenchOptions, place: Place, names: readonly ServerName[]): Promise<Stage> {
    const flags = options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
    const servers = new Map<ServerName, Helper<ServerAnswers>>();
    for (const name of names) {
      const words = name === 'beatboard' ? place.words : [];
      servers.set(name, await Helper.start<ServerAnswers>(join(place.programs, `${name}.mjs`), words, flags));
    }
    const load = await Helper.start<LoadAnswers>(join(place.programs, 'load.mjs'));
    const stage = new Stage(options, load, servers);
    stage.#cookies = servers.has('beatboard') ? await stage.beatboard.ask('makePeople', PEOPLE) : [''];
    return stage;
  }

  async clear(): Promise<void> {
    await this.load.stop();
    if (this.#servers.has('beatboard')) await this.beatboard.ask('drain');
    for (const server of this.#servers.values()) await server.stop();
  }

  server(name: ServerName): Helper<ServerAnswers> {
    return must(this.#servers.get(name));
  }

  get beatboard(): Helper<BeatboardAnswers> {
    return this.server('beatboard');
  }

  /**
   * Does the same with every server, round by round, so that a busy moment of the machine falls on all. Who begins
   * changes with the round.
   */
  async inTurns<T>(work: (server: ServerName, round: number) => Promise<T>): Promise<Map<ServerName, T[]>> {
    const names = [...this.#servers.keys()];
    const results = new Map(names.map((name) => [name, [] as T[]]));
    for (let round = 0; round < this.options.rounds; round++) {
      const first = round % names.length;
      for (const name of [...names.slice(first), ...names.slice(0, first)]) {
        must(results.get(name)).push(await work(name, round));
      }
    }
    return results;
  }

  /** Documents that nobody has opened yet. Ours are in the database, with this content; the others come to be by name. */
  async makeDocuments(server: ServerName, count: number, content?: Content): Promise<string[]> {
    if (server === 'beatboard') return this.beatboard.ask('makeDocuments', { count, content: content ?? null });
    return Array.from({ length: count }, () => `doc${String(this.#documents++).padStart(13, '0')}`);
  }

  async open(
    server: ServerName,
    documents: readonly string[],
    { windowsPerDocument, atOnce = AT_ONCE }: Pick<Windows, 'windowsPerDocument' | 'atOnce'>,
  ): Promise<Opened & { id: number }> {
    const port = await this.server(server).ask('port');
    const seed = this.options.seed * 10_000 + this.#sessions++;
    const options = { server, port, documents, windowsPerDocument, atOnce, seed, cookies: this.#cookies };
    const opened = await this.load.ask('open', options satisfies OpenOptions);
    if (opened.closed.length > 0) throw new Error(`${server} closed sockets with ${opened.closed.join(', ')}`);
    return opened;
  }

  /** Opens documents with content beforehand, one window each, where they are not kept in a database. */
  async fill(server: ServerName, documents: readonly string[], content: Content): Promise<() => Promise<void>> {
    const holders = await this.open(server, documents, { windowsPerDocument: 1 });
    if (server !== 'beatboard') await this.load.ask('write', { id: holders.id, updates: [content.update] });
    return () => this.load.ask('close', holders.id);
  }

  /** Opens windows on new documents, types in them, and closes them. */
  async run(server: ServerName, windows: Windows, typing: Partial<TypeOptions>): Promise<Run> {
    const documents = await this.makeDocuments(server, windows.documents, windows.content);
    const opened = await this.open(server, documents, windows);
    const { id } = opened;
    await this.load.ask('begin', id);
    if (server === 'beatboard') await this.load.ask('acked', id);
    await this.server(server).ask('begin');
    const { seconds } = this.options;
    const rates = { wordsPerSecond: 0, cursorsPerSecond: 0, inFlight: 0 };
    const typed = await this.load.ask('type', { id, seconds, warmUp: warmUp(seconds), ...rates, ...typing });
    const usage = await this.server(server).ask('usage', { collect: false });
    await this.load.ask('close', id);
    return { opened, typed, usage };
  }
}

function warmUp(seconds: number): number {
  return Math.min(1, seconds / 3);
}
