import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { createDocumentStore, pingDatabase, type Database } from '#db/index.ts';
import { createAccess, type Access } from '#server/access/index.ts';
import { createAssets, createCaretaker, ownedFiles, type Caretaker } from '#server/assets/index.ts';
import { argon2Hasher, createAuth, createDemoLinks, type DemoLinks, type PasswordHasher } from '#server/auth/index.ts';
import type { Bus, Redis } from '#server/cluster/index.ts';
import { createAsDrawn, createBoards, createDrawings } from '#server/boards/index.ts';
import { createComments } from '#server/comments/index.ts';
import { createConsentGate, createConsents } from '#server/consent/index.ts';
import type { Config, Platform } from '#server/config/index.ts';
import { createDisclosure, createSigner } from '#server/disclosure/index.ts';
import { createFolders, folderWorkInThread } from '#server/folders/index.ts';
import {
  PROVIDER_KINDS,
  accountProviders,
  createGeneration,
  createPictureAccounts,
  createPrevizArtist,
  createTextModels,
  purgeRemoved,
  resealKeys,
  TEXT_KINDS,
  type GenerationOptions,
  type GenerationParts,
  type ProviderKind,
  type TextKind,
} from '#server/generation/index.ts';
import { createPrinter } from '#server/printing/index.ts';
import {
  builtPages,
  createApp,
  createOrigins,
  developmentPages,
  loadContext,
  routeUpgrades,
  type Doorway,
  type LoadContext,
  type Origins,
  type Pages,
} from '#server/http/index.ts';
import { createMetrics, type Log, type Metrics } from '#server/observability/index.ts';
import { createPictures, createStudio } from '#server/pictures/index.ts';
import { createProjects } from '#server/projects/index.ts';
import { createRealtime, type Realtime } from '#server/realtime/index.ts';
import { createRevisions, revisionWorkInThread } from '#server/revisions/index.ts';
import { createScreenplays, scriptReader } from '#server/screenplays/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import { createSuggestions } from '#server/suggestions/index.ts';
import { createSyncServer, type Documents, type SyncServer } from '#server/sync/index.ts';
import { createWorkspaces } from '#server/workspaces/index.ts';
import type { Services } from './context.ts';
import { clearOptions, fileStore } from './storage.ts';

/** How long a shutdown waits for the last commits. */
const COMMIT_MS = 3_000;
/** Who does not answer is asked again after this long, and then after longer. */
const BACK_OFF_MS = 5_000;
/** Drawing takes a core for half a second; the others are for people. */
const PICTURES_AT_ONCE = 1;

export interface ContainerOptions {
  readonly config: Config;
  readonly database: Database;
  readonly secrets: Secrets;
  /** Services that workspaces can have accounts with, where they are not the product's: for tests. */
  readonly providerKinds?: readonly ProviderKind[];
  readonly textKinds?: readonly TextKind[];
  readonly platform: Platform;
  readonly log: Log;
  readonly doorway: Doorway;
  readonly bus: Bus;
  /** Carries events to the windows of other processes; null for the only process. */
  readonly redis: Redis | null;
  /** Pages other than the built or the developed ones; for tests of what stands before them. */
  readonly pages?: (getLoadContext: LoadContext) => Pages;
}

export interface Container {
  readonly services: Services;
  readonly documents: Documents;
  readonly demoLinks: DemoLinks;
  readonly hasher: PasswordHasher;
  readonly origins: Origins;
  /** Lets people in, and takes up the work that a stopped process left. */
  open(): void;
  /** Commits what is in flight and sends everybody off with "try later". */
  drain(): Promise<void>;
}

/** The one wiring place: every part is made here, once, and handed what it needs. */
export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { doorway } = options;
  const parts = await createParts(options);
  const { sync, realtime, drawing, caretaker, stopWork } = parts;
  let accepting = false;
  const pages = await createPages(options, loadContext(parts.services, options.log));
  const app = createWebApp(options, parts, pages, () => accepting);
  realtime.attach(doorway.server);
  routeUpgrades(doorway.server, {
    sync: (...upgrade) => sync.handleUpgrade(...upgrade),
    vite: !options.config.production,
    accepting: () => accepting,
  });
  return {
    ...parts,
    documents: sync.documents,
    open: () => {
      doorway.open(app);
      accepting = true;
      drawing.start();
      caretaker.start();
    },
    drain: async () => {
      accepting = false;
      // Before the rooms close: a finished picture enters its document through one.
      await stopWork();
      await sync.drain();
      realtime.close();
      parts.access.stop();
      await pages.close();
      doorway.server.closeAllConnections();
    },
  };
}

interface Parts extends Pick<Container, 'services' | 'demoLinks' | 'hasher' | 'origins'> {
  readonly access: Access;
  readonly sync: SyncServer;
  readonly realtime: Realtime;
  readonly drawing: GenerationParts['runner'];
  readonly caretaker: Caretaker;
  /** Ends whatever makes, reads or compares beside the event loop, and the clearing away of what nobody needs. */
  readonly stopWork: () => Promise<void>;
}

async function createParts(options: ContainerOptions): Promise<Parts> {
  const { config, database, secrets, platform, log, doorway, bus, redis } = options;
  const { db, first } = database;
  const { clock, newId, randomBytes } = platform;
  const origins = createOrigins(config.publicUrl, () => portOf(doorway.server));
  const access = createAccess({ db, bus });
  const hasher = argon2Hasher();
  const demoLinks = createDemoLinks(randomBytes);
  const secure = isHttps(config);
  const auth = await createAuth({ db, access, hasher, demoLinks, clock, newId, randomBytes, secure, log });

  const sockets = {
    ...{ access, clock, log, bus, allowedOrigin: origins.allows },
    identify: (cookie: string | undefined) => auth.fromCookie(cookie),
  };
  const sync = createSyncServer({ ...sockets, store: createDocumentStore(db, first), limits: { drainMs: COMMIT_MS } });
  const realtime = createRealtime({ ...sockets, redis });

  const { documents } = sync;
  const core = { db, access, documents, clock, newId };
  const live = { ...core, notices: realtime };
  const folder = { path: resolve(config.dataDir) };
  // Two, so that nobody's card waits behind a stranger's file.
  const [desk, studio] = [createStudio(), createStudio()];
  const store = fileStore(config, folder);
  const assets = createAssets({ ...core, store, scale: (bytes, width) => studio.scale(bytes, width) });
  const consents = createConsentGate(core);
  const { artist, pictures, pictureAccounts, models } = await createMakers(options, {
    ...{ ...live, assets, consents, studio },
    asDrawn: createAsDrawn({ ...core, assets, studio }),
  });
  const [signer, printer] = [createSigner(), createPrinter()];
  const disclosure = createDisclosure({ ...core, assets, secrets, signer, randomBytes, log });
  const revisionWork = revisionWorkInThread();
  const services: Services = {
    auth,
    workspaces: createWorkspaces({ ...core, randomBytes, log }),
    projects: createProjects(core),
    screenplays: createScreenplays({ ...core, reader: scriptReader(), printer }),
    comments: createComments(live),
    consents: createConsents({ ...live, files: ownedFiles(store) }),
    revisions: createRevisions({ ...live, work: revisionWork }),
    generation: pictures.service,
    pictureAccounts,
    suggestions: createSuggestions({ ...core, models, log }),
    assets,
    pictures: createPictures({ ...core, assets, studio: desk }),
    boards: createBoards({ ...core, assets, printer, studio, disclosure }),
    drawings: createDrawings({ ...core, studio }),
    folders: createFolders({ ...core, assets, studio: desk, work: folderWorkInThread() }),
  };
  const drawing = pictures.runner;
  const caretaker = createCaretaker({ ...clearOptions(config, folder, db, clock), log });
  const stopWork = async () => {
    desk.close();
    studio.close();
    await Promise.all([drawing.stop(), caretaker.stop(), revisionWork.close(), signer.close()]);
    await artist.close();
  };
  return { services, access, demoLinks, hasher, origins, sync, realtime, drawing, caretaker, stopWork };
}

/** Whoever makes pictures, on whose account, and the queue they wait in. */
async function createMakers(
  { config, secrets, platform, log, bus, providerKinds = PROVIDER_KINDS, textKinds = TEXT_KINDS }: ContainerOptions,
  live: Pick<
    GenerationOptions,
    'db' | 'access' | 'documents' | 'notices' | 'assets' | 'consents' | 'studio' | 'asDrawn' | 'clock' | 'newId'
  >,
) {
  const { clock } = platform;
  const artist = createPrevizArtist({ threads: PICTURES_AT_ONCE });
  const tools = { clock, allowedHosts: config.pictureHosts };
  const accounts = { ...live, secrets, log, tools, kinds: providerKinds, textKinds };
  await resealKeys(accounts);
  await purgeRemoved(accounts);
  const pictures = createGeneration({
    ...{ ...live, log, providers: accountProviders({ ...accounts, builtIn: artist.provider }) },
    mapOfSet: (brief, map, signal) => artist.mapOfSet(brief, map, signal),
    ...{ worker: live.newId(), concurrency: PICTURES_AT_ONCE, backOffMs: BACK_OFF_MS, alone: bus.alone },
  });
  return { artist, pictures, pictureAccounts: createPictureAccounts(accounts), models: createTextModels(accounts) };
}

async function createPages({ config, doorway, pages }: ContainerOptions, getLoadContext: LoadContext): Promise<Pages> {
  if (pages) return pages(getLoadContext);
  return config.production ? builtPages(getLoadContext) : developmentPages(doorway.server, getLoadContext);
}

function createWebApp(options: ContainerOptions, parts: Parts, pages: Pages, accepting: () => boolean) {
  const { config, database, platform, log } = options;
  return createApp({
    ...{ accepting, log, files: pages.files, application: pages.application },
    ...{ origins: parts.origins, https: isHttps(config), trustProxy: config.trustProxy },
    newId: platform.newId,
    newNonce: () => Buffer.from(platform.randomBytes(16)).toString('base64'),
    ping: () => pingDatabase(database.db),
    metrics: measure(parts),
  });
}

function measure({ sync, realtime, caretaker }: Parts): Metrics {
  const metrics = createMetrics();
  metrics.gauge('process_uptime_seconds', 'Seconds since the start.', () => process.uptime());
  metrics.gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  metrics.gauge('sync_connections', 'Open document sockets.', () => sync.stats().connections);
  metrics.gauge('sync_rooms', 'Documents held in memory.', () => sync.stats().rooms);
  metrics.gauge('sync_uncommitted_rows', 'Changes that are not durable yet.', () => sync.stats().journal.rows);
  metrics.gauge('realtime_connections', 'Open Socket.IO sockets.', () => realtime.connections());
  metrics.gauge('files_unused', 'Stored files that nothing named at the last look.', () => caretaker.figures().unused);
  metrics.gauge('files_unused_bytes', 'Their bytes.', () => caretaker.figures().unusedBytes);
  metrics.gauge('files_cleared', 'Unused files removed since the start.', () => caretaker.figures().removed);
  metrics.gauge('files_cleared_bytes', 'Their bytes.', () => caretaker.figures().removedBytes);
  return metrics;
}

function isHttps({ publicUrl }: Config): boolean {
  return publicUrl?.protocol === 'https:';
}

function portOf(http: Server): number {
  const address = http.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
