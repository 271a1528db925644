import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/*
 * A zip is read by its directory, which stands at its end, so that one file of it is in memory at a time, and nothing is
 * ever written under a name that a zip gives. Sizes are those of APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */

const END = { signature: 0x06054b50, bytes: 22, longestComment: 65_535 };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const STORED = 0;
const DEFLATED = 8;
/** What stands where a size needs the fields of ZIP64. */
const ELSEWHERE = 0xffffffff;

const MB = 1024 * 1024;
const MOST = { entries: 100_000, directory: 32 * MB, file: 64 * MB, all: 4096 * MB };

const NO_ZIP = 'It is no zip, or it was cut off on its way.';
const DAMAGED = 'It is damaged: a file in it is not where its directory says.';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

export interface Zip {
  readonly names: ReadonlySet<string>;
  /** Null when there is no such file. Rejects with BadZip for one that can't be read. */
  read(name: string): Promise<Uint8Array | null>;
}

/** Why a file is no zip that can be read, in a sentence. */
export class BadZip extends Error {
  override readonly name = 'BadZip';
  readonly code: 'unsupported_file' | 'too_large';

  constructor(message: string, code: BadZip['code'] = 'unsupported_file') {
    super(message);
    this.code = code;
  }
}

const inflate = promisify(inflateRaw);

/** Names are in NFC with slashes. Rejects with BadZip for what is no zip, and for one that was made to do harm. */
export async function openZip(file: FileHandle): Promise<Zip> {
  const { size } = await file.stat();
  const entries = await directoryOf(file, size);
  let given = 0;
  return {
    names: new Set(entries.keys()),
    read: async (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      given += entry.size;
      if (entry.size > MOST.file) throw new BadZip(`“${name}” is over 64 MB.`, 'too_large');
      if (given > MOST.all) throw new BadZip('Unpacked it is over 4 GB.', 'too_large');
      return unpack(file, entry);
    },
  };
}

async function directoryOf(file: FileHandle, size: number): Promise<Map<string, Entry>> {
  const tail = await bytesAt(file, Math.max(0, size - END.bytes - END.longestComment), size);
  let at = tail.length - END.bytes;
  while (at >= 0 && tail.readUInt32LE(at) !== END.signature) at--;
  if (at < 0) throw new BadZip(NO_ZIP);
  const count = tail.readUInt16LE(at + 10);
  const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count === 0xffff || bytes === ELSEWHERE || start === ELSEWHERE || count > MOST.entries) {
    throw new BadZip('It holds more files than a project has.', 'too_large');
  }
  if (bytes > MOST.directory || start + bytes > size) throw new BadZip(NO_ZIP);
  return entriesIn(await bytesAt(file, start, start + bytes), count);
}

function entriesIn(directory: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (let at = 0, i = 0; i < count; i++) {
    if (at + ENTRY.bytes > directory.length || directory.readUInt32LE(at) !== ENTRY.signature) throw new BadZip(NO_ZIP);
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const end = at + ENTRY.bytes + (nameBytes ?? 0);
    const name = checkedName(directory.toString('utf8', at + ENTRY.bytes, end));
    if (!name.endsWith('/')) {
      if (entries.has(name)) throw new BadZip(`It holds two files that are called “${name}”.`);
      entries.set(name, {
        ...{ name, method: directory.readUInt16LE(at + 10), encrypted: (directory.readUInt16LE(at + 8) & 1) === 1 },
        ...{ packed: directory.readUInt32LE(at + 20), size: directory.readUInt32LE(at + 24) },
        at: directory.readUInt32LE(at + 42),
      });
    }
    at = end + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function checkedName(raw: string): string {
  const name = raw.replaceAll('\\', '/').normalize('NFC');
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..') || name.includes('\0')) {
    throw new BadZip('It holds a file whose name leads out of the folder.');
  }
  return name;
}

async function unpack(file: FileHandle, { name, method, encrypted, packed, size, at }: Entry): Promise<Uint8Array> {
  if (encrypted) throw new BadZip('It is locked by a password. Pack the folder without one.');
  if (packed === ELSEWHERE || size === ELSEWHERE) throw new BadZip(`“${name}” is over 64 MB.`, 'too_large');
  if (method !== STORED && method !== DEFLATED) {
    throw new BadZip('It is packed in a way that is not read here. Pack the folder as a plain zip.');
  }
  const head = await bytesAt(file, at, at + LOCAL.bytes);
  if (head.readUInt32LE(0) !== LOCAL.signature) throw new BadZip(DAMAGED);
  const start = at + LOCAL.bytes + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (packed > MOST.file) throw new BadZip(`“${name}” is over 64 MB.`, 'too_large');
  const held = await bytesAt(file, start, start + packed);
  // One that unpacks to more than it says is stopped there.
  const bytes = method === STORED ? held : await inflate(held, { maxOutputLength: size + 1 }).catch(() => null);
  if (bytes?.length !== size) throw new BadZip(`“${name}” is damaged.`);
  return bytes;
}

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  if (bytesRead !== bytes.length) throw new BadZip(DAMAGED);
  return bytes;
}
