/**
 * Where bytes lie under names, on this machine's disk or at a service. Names are made here: hashes, and hashes with a
 * width. `tests/contract/file-store.contract.ts` holds what each keeps to.
 */
export interface FileStore {
  /** Null when there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
  /** Resolves when the file is durable. Readers find the whole of it, or what was there before. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  has(name: string): Promise<boolean>;
  /** Of no effect when there is no such file. */
  remove(name: string): Promise<void>;
  /** Every file, in no order. Those that come or go meanwhile may be in it or not. */
  list(): AsyncIterable<StoredFile>;
}

export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was last written, in milliseconds since the epoch, by the store's own clock. */
  readonly writtenAt: number;
}

const NAME = /^([0-9a-f]{64})(?:\.w[1-9]\d{1,3})?$/;

/** The hash that a file's name begins with; null for a name that is none of ours. */
export function hashOfName(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}
