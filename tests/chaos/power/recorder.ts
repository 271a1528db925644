import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

/** What a process did to a folder, in order. Paths are relative to it, itself `.`; `handle` is one opening of a file. */
export type Act =
  | { readonly kind: 'open'; readonly path: string; readonly handle: number; readonly emptied: boolean }
  | { readonly kind: 'write'; readonly handle: number; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly handle: number; readonly size: number }
  | { readonly kind: 'sync'; readonly handle: number }
  | { readonly kind: 'mkdir' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string };

export interface Recorder {
  readonly acts: readonly Act[];
  readonly stop: () => void;
}

const ZEROS = new Uint8Array(1 << 20);

/**
 * Records every synchronous call of node:fs that changes something below `root`. PGlite makes no other, and neither does
 * db/embedded: strace shows the same calls, but is not on every machine.
 */
export function record(root: string): Recorder {
  const acts: Act[] = [];
  const handles = new Map<number, number>();
  const real = { ...fs };
  const within = (path: fs.PathLike): string | null => {
    const full = resolve(String(path));
    if (full === root) return '.';
    return full.startsWith(root + sep) ? full.slice(root.length + 1) : null;
  };
  let last = 0;
  const opened = (path: fs.PathLike, emptied: boolean): number | null => {
    const relative = within(path);
    if (relative === null) return null;
    last += 1;
    acts.push({ kind: 'open', path: relative, handle: last, emptied });
    return last;
  };
  const onHandle = (fd: number, act: (handle: number) => Act) => {
    const handle = handles.get(fd);
    if (handle !== undefined) acts.push(act(handle));
  };
  const onPath = (path: fs.PathLike, act: (path: string) => Act) => {
    const relative = within(path);
    if (relative !== null) acts.push(act(relative));
  };

  const recording: Partial<typeof fs> = {
    openSync: (path, flags, mode) => {
      const fd = real.openSync(path, flags, mode);
      const handle = opened(path, empties(flags));
      if (handle !== null) handles.set(fd, handle);
      return fd;
    },
    closeSync: (fd) => {
      real.closeSync(fd);
      handles.delete(fd);
    },
    writeSync: ((fd: number, data: NodeJS.TypedArray, offset: number, length: number, at: number) => {
      const written = real.writeSync(fd, data, offset, length, at);
      const bytes = new Uint8Array(data.buffer, data.byteOffset + offset, written);
      onHandle(fd, (handle) => ({ kind: 'write', handle, at, bytes: copyOf(bytes) }));
      return written;
    }) as typeof fs.writeSync,
    writeFileSync: (path, data, options) => {
      real.writeFileSync(path, data, options);
      const handle = opened(path as string, true);
      if (handle !== null) acts.push({ kind: 'write', handle, at: 0, bytes: Buffer.from(data as string) });
    },
    ftruncateSync: (fd, size) => {
      real.ftruncateSync(fd, size);
      onHandle(fd, (handle) => ({ kind: 'truncate', handle, size: size ?? 0 }));
    },
    truncateSync: (path, size) => {
      real.truncateSync(path, size);
      const handle = opened(path, false);
      if (handle !== null) acts.push({ kind: 'truncate', handle, size: size ?? 0 });
    },
    fsyncSync: (fd) => {
      // What was written when it was called is safe when it returns.
      real.fsyncSync(fd);
      onHandle(fd, (handle) => ({ kind: 'sync', handle }));
    },
    fdatasyncSync: (fd) => {
      real.fdatasyncSync(fd);
      onHandle(fd, (handle) => ({ kind: 'sync', handle }));
    },
    renameSync: (from, to) => {
      real.renameSync(from, to);
      onPath(from, (path) => ({ kind: 'rename', from: path, to: within(to)! }));
    },
    mkdirSync: (path: fs.PathLike, options) => {
      const made = real.mkdirSync(path, options);
      onPath(path, (relative) => ({ kind: 'mkdir', path: relative }));
      return made;
    },
    ...Object.fromEntries(
      (['unlinkSync', 'rmdirSync', 'rmSync'] as const).map((name) => [
        name,
        (path: string, options: never) => {
          real[name](path, options);
          onPath(path, (relative) => ({ kind: 'remove', path: relative }));
        },
      ]),
    ),
  };
  const originals = Object.fromEntries(Object.keys(recording).map((name) => [name, real[name as keyof typeof fs]]));
  patch(recording);
  return { acts, stop: () => patch(originals) };
}

function patch(functions: Partial<typeof fs>): void {
  Object.assign(fs, functions);
  syncBuiltinESMExports();
}

function empties(flags: fs.OpenMode): boolean {
  return typeof flags === 'number' ? (flags & fs.constants.O_TRUNC) !== 0 : flags.startsWith('w');
}

/** PostgreSQL fills whole log segments with zeros: those share their bytes. */
function copyOf(bytes: Uint8Array): Uint8Array {
  const zeros = ZEROS.subarray(0, bytes.length);
  return Buffer.compare(bytes, zeros) === 0 ? zeros : bytes.slice();
}
