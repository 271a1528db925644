import postgres from 'postgres';
import { reconnectAfter } from './reconnect.ts';

/** Two numbers that name our advisory lock among all those of a database. */
const LOCK = { space: 1_651_470_196, id: 1 };
/** A predecessor that is just ending gets this long, in milliseconds. */
const PATIENCE_MS = 1_500;
const LOOK_AGAIN_MS = 150;
const BEAT_MS = 2_000;

export interface HoldDatabaseOptions {
  readonly url: string;
  /** Several processes, which can hear each other, hold it together; or this one alone. */
  readonly shared: boolean;
  /** What others are told who holds it; PostgreSQL keeps the first 63 bytes. */
  readonly name: string;
  /** The connection was lost, and somebody else holds the database now. */
  readonly onLost: (holder: string) => void;
}

export type HeldDatabase =
  { readonly kind: 'held'; release(): Promise<void> } | { readonly kind: 'taken'; readonly holder: string };

/**
 * Holds a PostgreSQL for this process by an advisory lock that lasts as long as one connection does: processes that
 * can't hear each other must not serve the same documents. A process that dies lets go of it.
 */
export async function holdDatabase({ url, shared, name, onLost }: HoldDatabaseOptions): Promise<HeldDatabase> {
  const sql = postgres(url, {
    ...{ max: 1, idle_timeout: 0, max_lifetime: null, backoff: reconnectAfter, onnotice: () => undefined },
    // A machine that vanishes is noticed in seconds, not in hours.
    connection: {
      ...{ application_name: name.slice(0, 63) },
      ...{ tcp_keepalives_idle: 5, tcp_keepalives_interval: 5, tcp_keepalives_count: 2 },
    },
  });
  for (let left = PATIENCE_MS; !(await tryLock(sql, shared)); left -= LOOK_AGAIN_MS) {
    if (left <= 0) {
      const holder = await findHolder(sql);
      await sql.end({ timeout: 1 });
      return { kind: 'taken', holder };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  let released = false;
  const beat = async () => {
    if ((await hasLock(sql)) || released) return;
    // The lock went with its connection; it is ours again if nobody came in between.
    if (!(await tryLock(sql, shared))) onLost(await findHolder(sql));
  };
  // While the database is away there is nothing to hold, for anybody.
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  timer.unref();
  return {
    kind: 'held',
    release: async () => {
      released = true;
      clearInterval(timer);
      await sql.end({ timeout: 1 });
    },
  };
}

async function tryLock(sql: postgres.Sql, shared: boolean): Promise<boolean> {
  const { space, id } = LOCK;
  const [row] = shared
    ? await sql<{ got: boolean }[]>`SELECT pg_try_advisory_lock_shared(${space}::int, ${id}::int) AS got`
    : await sql<{ got: boolean }[]>`SELECT pg_try_advisory_lock(${space}::int, ${id}::int) AS got`;
  return row?.got === true;
}

const ours = (sql: postgres.Sql) => sql`
  locktype = 'advisory' AND classid = ${LOCK.space}::int::oid AND objid = ${LOCK.id}::int::oid AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

async function hasLock(sql: postgres.Sql): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM pg_locks WHERE ${ours(sql)} AND pid = pg_backend_pid()`;
  return rows.length > 0;
}

async function findHolder(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ name: string; since: Date }[]>`
    SELECT application_name AS name, backend_start AS since FROM pg_stat_activity
    WHERE pid IN (SELECT pid FROM pg_locks WHERE ${ours(sql)}) ORDER BY backend_start LIMIT 1`;
  return row ? `${row.name}, since ${row.since.toISOString()}` : 'another process';
}
