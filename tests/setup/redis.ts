import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

/** A Redis of the test's own, which it may stop, pause and start again. */
export interface TestRedis {
  readonly url: string;
  kill(): Promise<void>;
  /** The same port again, empty. */
  start(): Promise<void>;
  /** As a machine that hangs: connections stay, nothing is answered. */
  pause(): void;
  resume(): void;
}

/** Null where there is no redis-server on this machine. */
export async function startRedis(): Promise<TestRedis | null> {
  const program = await findProgram('redis-server');
  if (program === null) return null;
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let child: ChildProcess | null = null;
  const redis: TestRedis = {
    url,
    start: async () => {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      child = spawn(program, options, { stdio: 'ignore' });
      await untilReady(url);
    },
    kill: async () => {
      if (!child) return;
      const exited = once(child, 'exit');
      // A paused process takes its death only when it goes on.
      child.kill('SIGKILL');
      child.kill('SIGCONT');
      await exited;
      child = null;
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
  await redis.start();
  return redis;
}

async function untilReady(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}
