import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { DocumentStore } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { CLOSE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import type { Bus } from '#server/cluster/index.ts';
import type { Access } from '#server/access/index.ts';
import { admit, type Admission, type Identify, type SyncRequest } from './admit.ts';
import { createRightsChecker } from './check-rights.ts';
import { WorkerCompactor, type Compactor } from './compactor.ts';
import { Connection, type ConnectionLimits, type Wire } from './connection.ts';
import { Hub } from './hub.ts';
import { JOURNAL_LIMITS, Journal, type JournalLimits } from './journal.ts';
import type { Log } from './log.ts';
import { LoopShare } from './loop-share.ts';
import type { Documents } from './port.ts';
import type { RoomLimits } from './room.ts';
import { createUpgradeHandler } from './upgrade.ts';

export interface SyncServerOptions {
  readonly store: DocumentStore;
  readonly access: Access;
  readonly identify: Identify;
  /** Whether a page of this origin may open a socket on this host (both as in the headers). */
  readonly allowedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly bus: Bus;
  /** A worker of its own when left out. */
  readonly compactor?: Compactor;
  readonly limits?: Partial<SyncServerLimits>;
}

export interface SyncServerLimits extends RoomLimits {
  readonly journal: JournalLimits;
  readonly connection: ConnectionLimits;
  /** How often every open socket's session and seat are looked at again, in milliseconds. */
  readonly recheckMs: number;
  /** How long a shutdown waits for the database, in milliseconds. */
  readonly drainMs: number;
}

const LIMITS: SyncServerLimits = {
  idleMs: 30_000,
  checkpointRows: 500,
  tellRowMs: 5000,
  journal: JOURNAL_LIMITS,
  // A fast typist with a caret sends some thirty small messages a second; a day's work offline comes in one.
  connection: {
    messages: { perSecond: 100, burst: 300 },
    volume: { perSecond: 256 * 1024, burst: 4 * 1024 * 1024 },
    strainMs: 15_000,
  },
  recheckMs: 60_000,
  drainMs: 10_000,
};

export interface SyncStats {
  readonly connections: number;
  readonly rooms: number;
  /** Rows and bytes that are not committed yet, and documents whose last commit failed. */
  readonly journal: { readonly rows: number; readonly bytes: number; readonly failing: number };
}

export interface SyncServer {
  readonly documents: Documents;
  /** For the HTTP server's `upgrade` event, once the path is known to be a document's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, documentName: string): void;
  /** The two halves of `handleUpgrade`, without a socket: may this client come in, and its wire when it may. */
  admit(request: SyncRequest): Promise<Admission>;
  accept(admission: Admission & { kind: 'admitted' }, wire: Wire): Connection;
  /** Takes nobody in any more, commits what it has, closes every socket with 1013. */
  drain(): Promise<void>;
  stats(): SyncStats;
}

export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { store, access, clock, log, bus, compactor = new WorkerCompactor() } = options;
  const limits = { ...LIMITS, ...options.limits };
  const journal = new Journal(store, clock, log, limits.journal);
  const hub = new Hub({ store, journal, clock, log, limits, bus, compactor });
  const connections = new Set<Connection>();
  const loop = new LoopShare(clock);
  const rights = createRightsChecker(options, connections);
  let draining = false;

  function accept({ ticket }: Admission & { kind: 'admitted' }, wire: Wire): Connection {
    const onEnd = () => connections.delete(connection);
    const connection = new Connection(ticket, wire, { clock, log, limits: limits.connection, loop, onEnd });
    const ofUser = [...connections].filter(({ user }) => user.id === ticket.user.id).length;
    connections.add(connection);
    if (draining) connection.close(CLOSE.tryLater, 'the server is going away');
    else if (ofUser >= SYNC_LIMITS.socketsPerUser) connection.close(CLOSE.rateLimited, 'too many sockets');
    else {
      if (journal.saturated) connection.pause('pressure');
      void connection.start(hub).catch((error: unknown) => {
        log.error({ err: error, document: ticket.document }, 'sync socket could not be started');
        connection.close(CLOSE.tryLater, 'internal error');
      });
    }
    return connection;
  }

  async function admitRequest(request: SyncRequest): Promise<Admission> {
    if (draining) return { kind: 'refused', code: CLOSE.tryLater, reason: 'the server is going away' };
    // Rights that changed while they were being looked up are looked up again.
    for (;;) {
      const before = rights.changes();
      const admission = await admit(request, options);
      if (before === rights.changes()) return admission;
    }
  }

  const stopPressure = journal.onPressure((saturated) => readOrNot(connections, !saturated));
  const stopAccess = access.onChange(rights.onChange);
  const recheckTimer = setInterval(rights.checkAll, limits.recheckMs);
  recheckTimer.unref();

  async function drain(): Promise<void> {
    draining = true;
    clearInterval(recheckTimer);
    stopAccess();
    stopPressure();
    readOrNot(connections, false);
    const committed = await within(limits.drainMs, journal.idle());
    if (!committed) log.error(journal.stats, 'closing with changes that could not be committed; they were never acked');
    // The last acks leave before the sockets do.
    await Promise.resolve();
    hub.closeAll(CLOSE.tryLater, 'the server is going away');
    for (const connection of [...connections]) connection.close(CLOSE.tryLater, 'the server is going away');
    await compactor.close();
  }

  return {
    documents: hub,
    handleUpgrade: createUpgradeHandler({ ...options, admit: admitRequest, accept }),
    admit: admitRequest,
    accept,
    drain,
    stats: () => ({ connections: connections.size, rooms: hub.size, journal: journal.stats }),
  };
}

function readOrNot(connections: ReadonlySet<Connection>, read: boolean): void {
  for (const connection of connections) {
    if (read) connection.resume('pressure');
    else connection.pause('pressure');
  }
}

async function within(ms: number, done: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const result = await Promise.race([done.then(() => true), late]);
  clearTimeout(timer);
  return result;
}
