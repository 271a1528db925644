import { hostname } from 'node:os';
import { holdDatabase, installationId, type Db } from '#db/index.ts';
import { StartRefused, type Config, type Platform } from '#server/config/index.ts';
import type { Log } from '#server/observability/index.ts';
import { aloneBus } from './alone.ts';
import type { Bus } from './port.ts';
import { joinByRedis, type Redis } from './redis.ts';

export interface Others {
  readonly bus: Bus;
  readonly redis: Redis | null;
  leave(): Promise<void>;
}

interface JoinOptions {
  readonly config: Config;
  readonly platform: Platform;
  readonly log: Log;
  /** Another process holds the database now: stop at once. */
  readonly onLost: () => void;
}

/**
 * Takes the database for this process, alone or together with those that share its Redis. The embedded database is held
 * by its folder. Before anything is written.
 */
export async function holdForUs({ config, log, onLost }: JoinOptions): Promise<{ release(): Promise<void> }> {
  if (config.database.kind === 'pglite') return { release: () => Promise.resolve() };
  const held = await holdDatabase({
    url: config.database.url,
    shared: config.redisUrl !== null,
    name: `beatboard ${String(process.pid)} on ${hostname()}, port ${String(config.port)}`,
    onLost: (holder) => {
      log.error({ holder }, 'the database was taken over by another process');
      onLost();
    },
  });
  if (held.kind === 'held') return held;
  const help =
    config.redisUrl === null
      ? 'Stop it first; or, to run several, give all of them the same REDIS_URL.'
      : 'It has no REDIS_URL, so it can’t be heard: start it with the same one, or stop it.';
  throw new StartRefused(`The database is in use by ${held.holder}. ${help}`);
}

/** Finds the other processes of this installation, if there may be any. */
export async function joinOthers({ config, platform, log }: JoinOptions, db: Db): Promise<Others> {
  const { clock, newId } = platform;
  const process = newId();
  if (config.redisUrl === null) return { bus: aloneBus(process), redis: null, leave: () => Promise.resolve() };
  const installation = await installationId(db, newId());
  const joined = await joinByRedis({ url: config.redisUrl, installation, process, clock, log }).catch(
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new StartRefused(`Redis (REDIS_URL) can’t be reached: ${why}. Start it, or leave REDIS_URL out.`);
    },
  );
  return {
    ...joined,
    redis: joined.client,
    leave: () => {
      joined.close();
      return Promise.resolve();
    },
  };
}
