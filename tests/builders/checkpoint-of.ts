import { createHash } from 'node:crypto';

/** Bytes as a checkpoint states them. */
export function checkpointOf(bytes: Uint8Array): { bytes: Uint8Array; sha256: string } {
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
