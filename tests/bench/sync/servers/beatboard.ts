import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { createDocumentStore, migrate, openDatabase } from '#db/index.ts';
import { createAccess } from '#server/access/index.ts';
import { argon2Hasher, createAuth, createDemoLinks } from '#server/auth/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { system } from '#server/config/index.ts';
import { WorkerCompactor } from '#server/sync/compactor.ts';
import { createSyncServer } from '#server/sync/index.ts';
import { answer } from '../helper.ts';
import { makeDocuments, makePeople, makeTypedScript } from '../world.ts';
import { listen } from './listen.ts';
import { usageAnswers } from './usage.ts';

/* Ours as in the product: sessions, seats and documents are in the database, every frame is judged and stored. */

const [kind = '', place = '', pace = 'paced'] = process.argv.slice(2);
const database = await openDatabase(
  kind === 'pglite'
    ? {
        ...{ kind, folder: place, template: null },
        startThread: (name, _source, options) => new Worker(new URL(`./${name}.mjs`, import.meta.url), options),
        onLost: () => process.exit(1),
      }
    : { kind: 'postgres', url: place },
);
await migrate(database);
const { db } = database;
const log = {
  info: () => undefined,
  debug: () => undefined,
  error: (fields: object, message: string) => console.error(message, fields),
};
const bus = aloneBus('bench');
const access = createAccess({ db, bus });
const hasher = argon2Hasher();
const auth = await createAuth({
  ...{ db, access, log, hasher, demoLinks: createDemoLinks(system.randomBytes), secure: false },
  ...system,
});
const ENDLESS = { perSecond: 1e9, burst: 1e9 };
const connection = { messages: ENDLESS, volume: ENDLESS, strainMs: 15_000 };
const sync = createSyncServer({
  limits: pace === 'unpaced' ? { connection } : {},
  ...{
    store: createDocumentStore(db),
    access,
    log,
    bus,
    compactor: new WorkerCompactor(() => new Worker(new URL('./compaction-worker.mjs', import.meta.url))),
    clock: system.clock,
    allowedOrigin: () => true,
  },
  identify: (cookie) => auth.fromCookie(cookie),
});
const http = createServer();
http.on('upgrade', (request, socket, head) => {
  sync.handleUpgrade(request, socket, head, (request.url ?? '').split('?')[0]?.slice('/sync/'.length) ?? '');
});

const port = await listen(http);
const password = 'a lamp in the harbour';
const storedHash = await hasher.hash(password);
const answers = {
  port: () => port,
  ...usageAnswers(),
  makePeople: (count: number) => makePeople(db, count),
  makeDocuments: (wanted: Parameters<typeof makeDocuments>[1]) => makeDocuments(db, wanted),
  makeTypedScript: (wanted: Parameters<typeof makeTypedScript>[1]) => makeTypedScript(db, wanted),
  /** What signing in costs: so many passwords at once. */
  checkPasswords: async (count: number) => {
    await Promise.all(Array.from({ length: count }, () => hasher.verify(storedHash, password)));
  },
  connections: () => sync.stats().connections,
  /** Commits what is on its way. A checkpoint may still be written, so PostgreSQL is left when the process ends. */
  drain: async () => {
    await sync.drain();
    if (database.kind === 'pglite') await database.close();
  },
};
export type BeatboardAnswers = typeof answers;
answer(answers);
