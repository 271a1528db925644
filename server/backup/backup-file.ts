import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { AssetHash } from '#shared/lib/ids.ts';

/*
 * A gzip file of lines, each of which begins with a letter: `H` what this is; `T` a table's name, and `R` its rows, as
 * PostgreSQL writes them in JSON; `A` a stored file's hash and its bytes in base64; `E` the end, with how many of all
 * there are, so that a file that was cut off is known as one.
 */

const header = z.object({
  beatboard: z.literal('backup'),
  version: z.literal(1),
  /** ISO 8601. */
  madeAt: z.iso.datetime(),
  /** The migration that the tables are of. */
  migration: z.int(),
});
export type Header = z.infer<typeof header>;

const counts = z.object({ rows: z.int(), assets: z.int() });
export type Counts = z.infer<typeof counts>;

export type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'asset'; readonly hash: AssetHash; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly counts: Counts };

/** A file that is no whole backup, or one that can't be put back here. The message is for whoever runs the server. */
export class BackupError extends Error {}

/**
 * Writes a file that only its owner can read. It gets its name when it is whole and on the disk; a name that is taken is
 * a BackupError.
 */
export async function writeBackupFile(file: string, parts: AsyncIterable<Part>): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} exists already. Choose another name.`);
  const partial = `${file}.partial`;
  try {
    const target = createWriteStream(partial, { mode: 0o600, flush: true });
    await pipeline(Readable.from(lines(parts)), createGzip(), target);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function* lines(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  for await (const part of parts) yield `${lineOf(part)}\n`;
}

function lineOf(part: Part): string {
  switch (part.kind) {
    case 'header':
      return `H${JSON.stringify(part.header)}`;
    case 'table':
      return `T${part.table}`;
    case 'row':
      return `R${part.row}`;
    case 'asset':
      return `A${part.hash} ${Buffer.from(part.bytes).toString('base64')}`;
    case 'end':
      return `E${JSON.stringify(part.counts)}`;
  }
}

/** The parts in order. Throws BackupError for a file that is none, that is damaged, or that was cut off. */
export async function* readBackupFile(file: string): AsyncGenerator<Part> {
  const source = createReadStream(file);
  const text = createGunzip();
  const flowing = pipeline(source, text);
  flowing.catch(() => undefined);
  let last: Part | null = null;
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      const part = partOf(line);
      if (!part || (last === null) !== (part.kind === 'header')) {
        // Damage may show in the text before the decompressor comes to its checksum.
        throw new BackupError(last ? `${file} is damaged: a part of it can’t be read.` : `${file} is no backup.`);
      }
      yield (last = part);
    }
    await flowing;
    if (last?.kind !== 'end') throw cutOff(file);
  } catch (error) {
    throw asBackupError(error, file);
  } finally {
    // Whoever stops reading closes both.
    source.destroy();
    text.destroy();
  }
}

function partOf(line: string): Part | null {
  const rest = line.slice(1);
  switch (line.charAt(0)) {
    case 'H':
      return wrap(header, rest, (value) => ({ kind: 'header', header: value }));
    case 'T':
      return { kind: 'table', table: rest };
    case 'R':
      return { kind: 'row', row: rest };
    case 'A': {
      const space = rest.indexOf(' ');
      const bytes = Buffer.from(rest.slice(space + 1), 'base64');
      return { kind: 'asset', hash: rest.slice(0, space) as AssetHash, bytes };
    }
    case 'E':
      return wrap(counts, rest, (value) => ({ kind: 'end', counts: value }));
    default:
      return null;
  }
}

function wrap<T>(schema: z.ZodType<T>, json: string, make: (value: T) => Part): Part | null {
  try {
    return make(schema.parse(JSON.parse(json)));
  } catch {
    return null;
  }
}

function asBackupError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new BackupError(`There is no file ${file}.`);
  if (code === 'Z_BUF_ERROR') return cutOff(file);
  return code.startsWith('Z_') ? new BackupError(`${file} is no backup, or is damaged.`) : error;
}

function cutOff(file: string): BackupError {
  return new BackupError(`${file} is damaged or was cut off: its end is missing.`);
}
