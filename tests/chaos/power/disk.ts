import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { must } from '#shared/lib/assert.ts';
import type { Rng } from '#shared/lib/rng.ts';
import type { Act } from './recorder.ts';

const SECTOR = 512;
const BLOCK = 64 * 1024;
const ZEROS = Buffer.alloc(BLOCK);

type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly size: number };

/** Which of what was not synced is there after all: asked once for each sector of a write, each truncation, each name. */
export type Luck = () => boolean;
export const NOTHING_UNSYNCED: Luck = () => false;
export const chance =
  (rng: Rng, share: number): Luck =>
  () =>
    rng.next() < share;

/** A file: what is safe of it, and what was done since. */
class File {
  safe = new Content();
  #since: Change[] = [];

  do(change: Change): void {
    this.#since.push(change);
  }

  sync(): void {
    for (const change of this.#since.splice(0)) this.safe.apply(change);
  }

  /** As it may be found when the power has gone. */
  after(luck: Luck): Content {
    const found = this.safe.copy();
    for (const change of this.#since) {
      if ('size' in change) {
        if (luck()) found.apply(change);
        continue;
      }
      for (let from = 0; from < change.bytes.length; from += SECTOR) {
        if (luck()) found.apply({ at: change.at + from, bytes: change.bytes.subarray(from, from + SECTOR) });
      }
    }
    return found;
  }
}

class Content {
  #bytes = Buffer.alloc(0);
  #size = 0;

  apply(change: Change): void {
    if ('size' in change) {
      if (change.size < this.#size) this.#bytes.fill(0, change.size, this.#size);
      this.#reserve(change.size);
      this.#size = change.size;
      return;
    }
    const end = change.at + change.bytes.length;
    this.#reserve(end);
    this.#bytes.set(change.bytes, change.at);
    this.#size = Math.max(this.#size, end);
  }

  copy(): Content {
    const copy = new Content();
    copy.#bytes = Buffer.from(this.#bytes.subarray(0, this.#size));
    copy.#size = this.#size;
    return copy;
  }

  writeTo(path: string): void {
    const file = openSync(path, 'w');
    for (let at = 0; at < this.#size; at += BLOCK) {
      const block = this.#bytes.subarray(at, Math.min(at + BLOCK, this.#size));
      if (block.compare(ZEROS, 0, block.length) !== 0) writeSync(file, block, 0, block.length, at);
    }
    ftruncateSync(file, this.#size);
    closeSync(file);
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
    this.#bytes.copy(grown);
    this.#bytes = grown;
  }
}

type Names = Map<string, File | Folder>;
/** Names given (or taken away: null) in one step. */
type Naming = readonly (readonly [string, File | Folder | null])[];

class Folder {
  readonly now: Names = new Map();
  #safe: Names = new Map();
  #since: Naming[] = [];

  name(naming: Naming): void {
    apply(this.now, naming);
    this.#since.push(naming);
  }

  sync(): void {
    this.#safe = new Map(this.now);
    this.#since = [];
  }

  after(luck: Luck): Names {
    const found = new Map(this.#safe);
    for (const naming of this.#since) if (luck()) apply(found, naming);
    return found;
  }
}

function apply(names: Names, naming: Naming): void {
  for (const [name, node] of naming) {
    if (node) names.set(name, node);
    else names.delete(name);
  }
}

/** PostgreSQL's two template databases, two thirds of all files. The server opens neither: their folders stay empty. */
const UNUSED = /\/base\/[14]$/;

/**
 * A disk that keeps what was synced and nothing else: of a file the bytes at its last sync, of a folder the names at its own.
 * Stricter than any file system in use: there, a synced new file has a name.
 */
export class Disk {
  readonly #root = new Folder();
  readonly #handles = new Map<number, File | Folder>();

  do(act: Act): void {
    if (act.kind === 'open') this.#open(act);
    else if (act.kind === 'write') this.#file(act.handle).do(act);
    else if (act.kind === 'truncate') this.#file(act.handle).do(act);
    else if (act.kind === 'sync') must(this.#handles.get(act.handle)).sync();
    else if (act.kind === 'mkdir') this.#parent(act.path).name([[basename(act.path), new Folder()]]);
    else if (act.kind === 'rename') this.#rename(act.from, act.to);
    else this.#remove(act.path);
  }

  /** Writes down what is found when the power goes now. */
  leaveIn(folder: string, luck: Luck): void {
    leave(this.#root, folder, luck);
  }

  #open({ path, handle, emptied }: Act & { kind: 'open' }): void {
    const folder = this.#parent(path);
    let node = path === '.' ? this.#root : folder.now.get(basename(path));
    if (!node) folder.name([[basename(path), (node = new File())]]);
    if (emptied && node instanceof File) node.do({ size: 0 });
    this.#handles.set(handle, node);
  }

  #remove(path: string): void {
    const folder = this.#parent(path);
    if (folder.now.has(basename(path))) folder.name([[basename(path), null]]);
  }

  #rename(from: string, to: string): void {
    const [source, target] = [this.#parent(from), this.#parent(to)];
    const node = must(source.now.get(basename(from)));
    if (source === target) {
      source.name([
        [basename(to), node],
        [basename(from), null],
      ]);
      return;
    }
    target.name([[basename(to), node]]);
    source.name([[basename(from), null]]);
  }

  #file(handle: number): File {
    const node = this.#handles.get(handle);
    if (!(node instanceof File)) throw new Error('A write to something that is no file.');
    return node;
  }

  #parent(path: string): Folder {
    let folder = this.#root;
    for (const name of dirname(path).split('/')) {
      if (name === '.') continue;
      const next = folder.now.get(name);
      if (!(next instanceof Folder)) throw new Error(`No folder for ${path}.`);
      folder = next;
    }
    return folder;
  }
}

function leave(folder: Folder, path: string, luck: Luck): void {
  mkdirSync(path, { recursive: true });
  if (UNUSED.test(path)) return;
  for (const [name, node] of folder.after(luck)) {
    if (node instanceof Folder) leave(node, join(path, name), luck);
    else node.after(luck).writeTo(join(path, name));
  }
}
