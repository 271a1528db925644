import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '#tests/setup/free-port.ts';

const DEMO_ROLES = ['writer', 'director', 'producer'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

/** The product as people run it: a process of its own, a folder of its own, a real port. */
export interface Product {
  readonly url: string;
  /** One-run sign-in links of the demo; none when it was started without. */
  readonly links: Readonly<Record<DemoRole, string>>;
  /** Everything the process wrote, for a failing test to show. */
  readonly output: () => string;
  /** Resident memory of the process, in bytes; of a Linux. */
  residentBytes(): Promise<number>;
  readonly pid: number;
  /** SIGKILL: no chance to say goodbye. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** The same data folder and port again. */
  restart(): Promise<Product>;
}

export interface ProductOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly port?: number;
}

const started = new Set<ChildProcess>();
const folders = new Set<string>();

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'beatboard-e2e-')));
  folders.add(folder);
  const port = options.port ?? (await freePort());
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server.js'], {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: folder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const output: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
  const links = await readyLines(child, output, options.env?.['DEMO'] === '0' ? [] : DEMO_ROLES);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    url: `http://localhost:${String(port)}`,
    links,
    output: () => output.join('\n'),
    residentBytes: async () => {
      const status = await readFile(`/proc/${String(child.pid)}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
    pid: child.pid ?? 0,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    restart: () => startProduct({ ...options, folder, port }),
  };
}

/** Ends every process and removes every folder the tests made. Call in afterAll. */
export async function cleanUpProducts(): Promise<void> {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  started.clear();
  folders.clear();
}

function readyLines(
  child: ChildProcess,
  output: string[],
  awaited: readonly DemoRole[],
): Promise<Record<DemoRole, string>> {
  return new Promise((resolve, reject) => {
    const links: Record<DemoRole, string> = { writer: '', director: '', producer: '' };
    let ready = false;
    const check = () => {
      if (ready && awaited.every((role) => links[role] !== '')) resolve(links);
    };
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${String(code)} before it was ready:\n${output.join('\n')}`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      ready ||= /^ready http:/.test(line);
      const link = /\b(writer|director|producer)\b.*?(http:\/\/\S+)/.exec(line);
      if (link?.[1] && link[2]) links[link[1] as DemoRole] = link[2];
      check();
    });
  });
}
