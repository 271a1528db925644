import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#shared/lib/result.ts';

/** SHA-256 of the record as JSON with sorted keys: the database keeps no order of keys. */
export function hashOfRecord(record: unknown): string {
  return sha256(canonical(record));
}

/** In hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What every record has that stands in a project's chain, made or brought. */
interface ChainedRecord {
  readonly take: string;
  readonly panel: string;
  readonly output: string;
  readonly previous: string | null;
}

/** A record and what is kept beside it, as the table of takes has them. */
export interface ChainLink {
  readonly id: string;
  readonly panelId: string;
  readonly asset: string;
  /** From 1. */
  readonly position: number;
  readonly record: unknown;
  readonly recordHash: string;
  /** Empty in the first. */
  readonly previousHash: string;
}

/**
 * Whether these are a project's records from the first on, in order, as they were written. Answers with how many there
 * are, or with the position of the first that does not hold.
 */
export function verifyChain(links: readonly ChainLink[]): Result<number, { position: number; reason: string }> {
  let previous: string | null = null;
  for (const [i, link] of links.entries()) {
    const reason = flawOf(link, i + 1, previous);
    if (reason !== null) return err({ position: i + 1, reason });
    previous = link.recordHash;
  }
  return ok(links.length);
}

function flawOf(link: ChainLink, position: number, previous: string | null): string | null {
  const record = link.record as ChainedRecord;
  if (link.position !== position) return 'a record is missing or out of place';
  if (hashOfRecord(record) !== link.recordHash) return 'the record was changed';
  if (record.previous !== previous || link.previousHash !== (previous ?? ''))
    return 'the record does not follow the one before';
  if (record.take !== link.id || record.panel !== link.panelId || record.output !== link.asset) {
    return 'the take is not the one its record tells of';
  }
  return null;
}
