import { createHash } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { openEngine } from '#db/embedded/engine.ts';
import { createDocumentStore, migrate, type Db, type DocumentStore } from '#db/index.ts';
import * as schema from '#db/schema/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { randomInt, type Rng } from '#shared/lib/rng.ts';

const PROJECT = 'project000000001' as ProjectId;
const USER = 'user000000000001' as UserId;
const WORKSPACE = 'workspace0000001' as WorkspaceId;
const DOCUMENTS = 8;
const AT = new Date('2026-01-01T00:00:00Z');

/** What was answered: it must be there from act number `after` on. */
export type Promised = { readonly after: number } & (
  | { readonly kind: 'row'; readonly document: DocumentName; readonly seq: number; readonly hash: string }
  | { readonly kind: 'checkpoint'; readonly document: DocumentName; readonly seq: number }
  | { readonly kind: 'title' | 'table'; readonly count: number }
);

export interface Opened {
  readonly client: PGlite;
  readonly db: Db;
  readonly store: DocumentStore;
}

/** As the server opens it, but on this thread. */
export async function open(folder: string, template: string): Promise<Opened> {
  const onLost = (reason: string) => {
    throw new Error(reason);
  };
  const client = await openEngine(folder, { template, onLost });
  const db: Db = drizzle(client, { schema });
  await migrate({ db });
  return { client, db, store: createDocumentStore(db) };
}

/** A film at work on one open database: documents, their logs and checkpoints, other tables, segments of the log used up. */
export class Work {
  readonly promised: Promised[] = [];
  readonly #rng: Rng;
  readonly #actsSoFar: () => number;
  #heads = new Map<DocumentName, number>();
  #title = 0;
  #tables = 0;

  constructor(rng: Rng, actsSoFar: () => number) {
    this.#rng = rng;
    this.#actsSoFar = actsSoFar;
  }

  async begin({ db, store }: Opened): Promise<void> {
    await db.insert(schema.users).values({ id: USER, email: 'a', name: 'Ana', passwordHash: '-', createdAt: AT });
    await db.insert(schema.workspaces).values({ id: WORKSPACE, name: 'W', createdAt: AT });
    const project = { id: PROJECT, workspaceId: WORKSPACE, title: '0', createdBy: USER, createdAt: AT };
    await db.insert(schema.projects).values(project);
    for (const name of documentNames()) {
      await store.create({ name, project: PROJECT, schemaVersion: 1, seed: null, by: USER, at: 0 });
      this.#heads.set(name, 0);
    }
  }

  async go(opened: Opened, steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      const dice = randomInt(this.#rng, 100);
      if (dice < 70) await this.#type(opened.store);
      else if (dice < 76) await this.#rename(opened.db);
      else if (dice < 84) await this.#checkpoint(opened.store);
      else if (dice < 90) await this.#replaceTable(opened.client);
      else await fillSegment(opened.client);
    }
    // A checkpoint that the last segment asked for is over when the next query is.
    await new Promise((resolve) => setImmediate(resolve));
    await opened.client.query('SELECT 1');
  }

  /** A few documents at once, in transactions of their own. */
  async #type(store: DocumentStore): Promise<void> {
    const names = documentNames().filter(() => this.#rng.next() < 0.3);
    await Promise.all(names.map((name) => this.#append(store, name)));
  }

  async #append(store: DocumentStore, name: DocumentName): Promise<void> {
    const rows = Array.from({ length: 1 + randomInt(this.#rng, 4) }, () => this.#bytes(400));
    const [appended] = await store.append([
      {
        ...{ name, epoch: 1, fence: 0 },
        rows: rows.map((bytes) => ({ bytes, userId: USER, sessionId: 's', at: 0, newClients: [] })),
      },
    ]);
    if (appended?.kind !== 'committed') throw new Error('The document was lost.');
    for (const [i, bytes] of rows.entries()) {
      this.#promise({ kind: 'row', document: name, seq: appended.seqFrom + i, hash: hashOf(bytes) });
    }
    this.#heads.set(name, appended.seqFrom + rows.length - 1);
  }

  async #rename(db: Db): Promise<void> {
    this.#title += 1;
    await db
      .update(schema.projects)
      .set({ title: String(this.#title) })
      .where(eq(schema.projects.id, PROJECT));
    this.#promise({ kind: 'title', count: this.#title });
  }

  async #checkpoint(store: DocumentStore): Promise<void> {
    const name = must(documentNames()[randomInt(this.#rng, DOCUMENTS)]);
    const seq = must(this.#heads.get(name));
    const bytes = this.#bytes(60_000);
    await store.saveCheckpoint({ name, epoch: 1, seq, bytes, sha256: hashOf(bytes), at: 0 });
    this.#promise({ kind: 'checkpoint', document: name, seq });
  }

  /** Files come and go. */
  async #replaceTable(client: PGlite): Promise<void> {
    const [last, next] = [`made_${String(this.#tables)}`, `made_${String(this.#tables + 1)}`];
    await client.exec(`DROP TABLE IF EXISTS ${last}; CREATE TABLE ${next} AS SELECT generate_series(1, 500) AS n`);
    this.#tables += 1;
    this.#promise({ kind: 'table', count: this.#tables });
  }

  #bytes(most: number): Uint8Array {
    const bytes = new Uint8Array(1 + randomInt(this.#rng, most));
    for (let i = 0; i < bytes.length; i++) bytes[i] = randomInt(this.#rng, 256);
    return bytes;
  }

  #promise(promised: DistributiveOmit<Promised, 'after'>): void {
    this.promised.push({ ...promised, after: this.#actsSoFar() });
  }
}

async function fillSegment(client: PGlite): Promise<void> {
  await client.query('SELECT pg_switch_wal()');
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export function documentNames(): DocumentName[] {
  return Array.from({ length: DOCUMENTS }, (_, i) => `document00000000${String(i)}` as DocumentName);
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
