import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** A segment of PostgreSQL's write-ahead log: timeline, then place. */
const WAL_SEGMENT = /\/pg_wal\/[0-9A-F]{24}$/;

/** What file systems say that can't sync a folder (and need not, or can't be helped). PostgreSQL takes no offence either. */
const FOLDERS_NOT_SYNCED = new Set(['EBADF', 'EINVAL', 'EPERM', 'EACCES', 'EISDIR']);

/** Emscripten's numbers for what PostgreSQL is told. */
const EINVAL = 28;
const EIO = 29;

/** The parts of Emscripten's file system over a folder of the host that are touched here. */
interface Node {
  readonly mode: number;
}
interface OpenFile {
  readonly node: Node;
  readonly nfd: number;
}
interface HostFolder {
  readonly realPath: (node: Node) => string;
  readonly node_ops: {
    mknod: (folder: Node, name: string, mode: number, device: number) => Node;
    rename: (node: Node, folder: Node, name: string) => void;
    setattr: (node: Node, ...rest: unknown[]) => void;
  };
  readonly stream_ops: {
    write: (file: OpenFile, ...rest: unknown[]) => number;
    setattr: (file: OpenFile, ...rest: unknown[]) => void;
    fsync?: (file: OpenFile) => number;
  };
}
interface Engine {
  readonly NODEFS: HostFolder;
  readonly FS: { isDir(mode: number): boolean; readonly ErrnoError: new (errno: number) => Error };
}

export interface SyncedFolderOptions {
  /**
   * A sync failed, or the engine stopped (a PANIC). Called from inside the engine. Nothing that is committed from now on is
   * safe, and the next query would never return: the caller ends the thread, and does not come back.
   */
  readonly onLost: (reason: string) => void;
  /** The write-ahead log went on to its next segment (16 MB). Called from inside the engine: query it later. */
  readonly onSegment: () => void;
}

type Init = NodeFS['init'];

/**
 * The folder that PGlite works on, with the one call that PGlite's own lacks: fsync. With it PostgreSQL's protocol is whole
 * (the log before the answer to COMMIT, data files before pg_control, pg_control before old log goes), so that power loss
 * costs nothing that was answered. Each sync waits on the thread that asks.
 */
export class SyncedFolder extends NodeFS {
  readonly #options: SyncedFolderOptions;
  /** Files as they were at their last sync: after a crash PostgreSQL asks twice for each of a thousand. */
  readonly #unchanged = new WeakSet<Node>();
  /** Folders with names made since they were last synced. */
  readonly #withNewNames = new Set<string>();
  #segment = '';
  #walSyncs = 0;
  #lastWords = '';

  constructor(folder: string, options: SyncedFolderOptions) {
    super(folder);
    this.#options = options;
  }

  /** How often the write-ahead log was synced. */
  get walSyncs(): number {
    return this.#walSyncs;
  }

  /** A line of PostgreSQL's own log. */
  hear(line: string): void {
    if (/ (PANIC|FATAL): /.test(line)) this.#lastWords = line;
  }

  /** The line with which PostgreSQL gave up; empty while it did not. */
  get lastWords(): string {
    return this.#lastWords;
  }

  override async init(...args: Parameters<Init>): Promise<Awaited<ReturnType<Init>>> {
    const { emscriptenOpts } = await super.init(...args);
    const hook = (engine: unknown) => this.#hook(engine as Engine);
    const onAbort = () => this.#options.onLost(this.#lastWords || 'The database engine stopped.');
    return { emscriptenOpts: { ...emscriptenOpts, onAbort, preRun: [...(emscriptenOpts.preRun ?? []), hook] } };
  }

  #hook({ NODEFS, FS }: Engine): void {
    this.#watch(NODEFS);
    NODEFS.stream_ops.fsync = ({ node, nfd }) => {
      if (this.#unchanged.has(node)) return 0;
      const path = NODEFS.realPath(node);
      const isFolder = FS.isDir(node.mode);
      try {
        fsyncSync(nfd);
        if (isFolder) this.#withNewNames.delete(path);
        else this.#unchanged.add(node);
        this.#syncNames(dirname(path));
      } catch (error) {
        if (isFolder && isNotSynced(error)) throw new FS.ErrnoError(EINVAL);
        this.#options.onLost(`The disk does not take what is written to it: ${String(error)}`);
        throw new FS.ErrnoError(EIO);
      }
      if (WAL_SEGMENT.test(path)) this.#noteSegment(path);
      return 0;
    };
  }

  #watch({ realPath, node_ops: names, stream_ops: files }: HostFolder): void {
    const { mknod, rename, setattr } = names;
    names.mknod = (folder, ...rest) => {
      this.#withNewNames.add(realPath(folder));
      return mknod(folder, ...rest);
    };
    names.rename = (node, folder, name) => {
      this.#withNewNames.add(realPath(folder));
      rename(node, folder, name);
    };
    names.setattr = (node, ...rest) => {
      this.#unchanged.delete(node);
      setattr(node, ...rest);
    };
    const { write, setattr: setOpen } = files;
    files.write = (file, ...rest) => {
      this.#unchanged.delete(file.node);
      return write(file, ...rest);
    };
    files.setattr = (file, ...rest) => {
      this.#unchanged.delete(file.node);
      setOpen(file, ...rest);
    };
  }

  /** PostgreSQL trusts that a new file's name is safe with its content. That is so on ext4 and XFS, but promised nowhere. */
  #syncNames(folder: string): void {
    for (let at = folder; this.#withNewNames.delete(at); at = dirname(at)) syncFolder(at);
  }

  #noteSegment(path: string): void {
    this.#walSyncs += 1;
    if (path === this.#segment) return;
    const isFirst = this.#segment === '';
    this.#segment = path;
    if (!isFirst) this.#options.onSegment();
  }
}

/** Makes the names in a folder safe, not what is in the files. Does nothing where the file system can't. */
export function syncFolder(folder: string): void {
  try {
    syncPath(folder, 'r');
  } catch (error) {
    if (!isNotSynced(error)) throw error;
  }
}

/** Makes a folder and everything below it safe. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else syncPath(path, 'r+');
  }
  syncFolder(folder);
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isNotSynced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FOLDERS_NOT_SYNCED.has(String(error.code));
}
