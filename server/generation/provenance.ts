import { createHash } from 'node:crypto';
import type { TakeRow } from '#db/index.ts';
import type { AssetHash, ElementId, JobId, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { GenerationProvider, Json } from './provider.ts';

/** What is kept of how a picture came to be: enough to say what it is, to make it again, and to answer for it. */
export type ProvenanceRecord = {
  readonly version: 1;
  readonly take: TakeId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly job: JobId;
  /** The script lines it was made for, and their words as a hash (shared/storyboard). */
  readonly elements: readonly ElementId[];
  readonly textHash: string;
  readonly revision: { readonly epoch: number; readonly seq: number };
  readonly prompt: { readonly written: string; readonly sent: string };
  readonly provider: string;
  readonly model: { readonly id: string; readonly version: string };
  readonly parameters: Readonly<Record<string, Json>>;
  readonly seed: number | null;
  /** Pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly mime: string;
  /** Pictures it was made from: none yet takes any. */
  readonly inputs: readonly Json[];
  readonly requestId: string | null;
  readonly latencyMs: number;
  /** In US dollars. */
  readonly cost: number;
  readonly output: AssetHash;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly digitalSourceType: GenerationProvider['digitalSourceType'];
  /** Hash of the project's record before this one; null in the first. */
  readonly previous: string | null;
};

/** SHA-256 of the record as JSON with sorted keys: the database keeps no order of keys. */
export function hashOfRecord(record: unknown): string {
  return createHash('sha256').update(canonical(record)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export type ChainLink = Pick<
  TakeRow,
  'id' | 'panelId' | 'asset' | 'position' | 'record' | 'recordHash' | 'previousHash'
>;

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
  const record = link.record as ProvenanceRecord;
  if (link.position !== position) return 'a record is missing or out of place';
  if (hashOfRecord(record) !== link.recordHash) return 'the record was changed';
  if (record.previous !== previous || link.previousHash !== (previous ?? ''))
    return 'the record does not follow the one before';
  if (record.take !== link.id || record.panel !== link.panelId || record.output !== link.asset) {
    return 'the take is not the one its record tells of';
  }
  return null;
}
