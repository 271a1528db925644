import { Redis } from 'ioredis';
import type { Clock } from '#shared/lib/clock.ts';
import type { Log } from '#server/observability/index.ts';
import type { ProcessId } from './port.ts';
import { SharedBus } from './shared-bus.ts';

export type { Redis } from 'ioredis';

export interface RedisOptions {
  readonly url: string;
  /** Processes of other installations may use the same Redis. */
  readonly installation: string;
  readonly process: ProcessId;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RedisCluster {
  readonly bus: SharedBus;
  /** For Socket.IO. Commands given while Redis is away wait for its return. */
  readonly client: Redis;
  close(): void;
}

const MOST_WAIT_MS = 500;
/** How long a start waits for a Redis that does not answer. */
const FIRST_ANSWER_MS = 5_000;

/** Joins the other processes of this installation. Rejects when Redis can't be reached now; later outages are survived. */
export async function joinByRedis(options: RedisOptions): Promise<RedisCluster> {
  const { url, installation, process, clock, log } = options;
  const client = connect(url);
  const listener = client.duplicate();
  listener.on('error', () => undefined);
  try {
    await answers(client);
  } catch (error) {
    client.disconnect();
    listener.disconnect();
    throw error;
  }
  tellOutages(client, log);
  const channel = `beatboard:${installation}`;
  // Sent at once or not at all: a hint of half a minute ago is worth nothing.
  const send = (text: string) => {
    if (client.status === 'ready') client.publish(channel, text).catch(() => undefined);
  };
  const onText = (take: (text: string) => void) => void listener.on('message', (_channel, text) => take(text));
  await listener.subscribe(channel);
  const bus = new SharedBus(process, { send, onText }, clock);
  return {
    bus,
    client,
    close: () => {
      bus.close();
      client.disconnect();
      listener.disconnect();
    },
  };
}

function connect(url: string): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(MOST_WAIT_MS, 50 * 2 ** Math.min(attempt, 8)),
  });
}

function tellOutages(client: Redis, log: Log): void {
  let away = false;
  client.on('error', (error: Error) => {
    if (!away) log.error({ err: error }, 'Redis is away; processes hear each other through the database, later');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({}, 'Redis is back');
    away = false;
  });
}

async function answers(client: Redis): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    client.once('error', reject);
    timer = setTimeout(() => reject(new Error('no answer')), FIRST_ANSWER_MS);
  });
  try {
    await Promise.race([client.ping(), late]);
  } finally {
    clearTimeout(timer);
    client.removeAllListeners('error');
  }
}
