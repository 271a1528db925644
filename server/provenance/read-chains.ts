import { z } from 'zod';
import { folderProvenance, type FolderProvenance } from '#shared/protocol/index.ts';
import type { ChainLink } from './chain.ts';

export type FolderChain = FolderProvenance['chains'][number];

/** The chains of a `provenance.json`, the oldest first; null for what is none. */
export function chainsIn(bytes: Uint8Array | null): readonly FolderChain[] | null {
  try {
    const parsed = z.safeParse(folderProvenance, JSON.parse(new TextDecoder().decode(bytes ?? undefined)));
    return parsed.success ? parsed.data.chains : null;
  } catch {
    return null;
  }
}

/** A folder has nothing beside a record but its hash: the rest is what the record says. */
export function linksOf({ records }: FolderChain): ChainLink[] {
  return records.map(({ hash, record }, at) => {
    const { take, panel, output, previous } = record as Record<'take' | 'panel' | 'output', string> & typeof record;
    const previousHash = typeof previous === 'string' ? previous : '';
    return { ...{ id: take, panelId: panel, asset: output, position: at + 1 }, record, recordHash: hash, previousHash };
  });
}
