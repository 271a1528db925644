import { readFile, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Machine } from './run.ts';
import { withFolder } from './with-folder.ts';
import { CliError } from './usage.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file.',
  EISDIR: 'is a folder.',
  EACCES: 'not allowed.',
  ENOSPC: 'the disk is full.',
};

/** A file that is not there yet is made; its folder is not. */
const WRITING = { ...REASONS, ENOENT: 'no such folder.' };

async function told<T>(work: Promise<T>, reasons = REASONS): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new CliError(reasons[code] ?? message);
  }
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The sources lie two folders deep, the bundle one. */
function version(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = import.meta.url.endsWith('.ts') ? join(here, '../..') : join(here, '..');
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

const machine: Machine = {
  read: (file) => (file === '-' ? readAll() : told(readFile(file))),
  withFolder: (path, work) => told(withFolder(path, work)),
  write: (file, bytes) =>
    file === '-'
      ? new Promise((resolve, reject) => process.stdout.write(bytes, (error) => (error ? reject(error) : resolve())))
      : told(writeFile(file, bytes), WRITING),
  print: (text) => void process.stdout.write(text),
  complain: (line) => void process.stderr.write(`${line}\n`),
  changedAt: async (file) => (file === '-' ? new Date(performance.timeOrigin) : (await told(stat(file))).mtime),
  get version() {
    return version();
  },
};

// A reader that has seen enough, such as head, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), machine);
