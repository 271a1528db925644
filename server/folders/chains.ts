import type { FolderProject } from '#shared/protocol/index.ts';
import { chainsIn, linksOf, verifyChain } from '#server/provenance/index.ts';
import type { ChainFacts } from './messages.ts';

const NONE: ChainFacts = { project: null, head: null, records: 0, flaw: null };
const UNREADABLE = 'the file can’t be read';

/** Whether the records hold together, each chain in itself and with the one that it goes on from. */
export function chainFacts(bytes: Uint8Array | null): ChainFacts {
  if (!bytes) return { ...NONE, flaw: 'there are none' };
  const chains = chainsIn(bytes);
  if (!chains) return { ...NONE, flaw: UNREADABLE };
  let head: string | null = null;
  let flaw: string | null = null;
  for (const [at, chain] of chains.entries()) {
    const { records } = chain;
    const checked = verifyChain(linksOf(chain));
    if (!checked.ok) flaw ??= `at record ${String(checked.error.position)} ${checked.error.reason}`;
    else if (at > 0 && records[0]?.record['head'] !== head) flaw ??= 'a chain does not follow the one before';
    head = records.at(-1)?.hash ?? head;
  }
  const count = chains.reduce((sum, { records }) => sum + records.length, 0);
  return { project: chains.at(-1)?.project ?? null, head, records: count, flaw };
}

/** How many pictures no record tells of. Drawings have none: everybody can see who drew them. */
export function takesWithoutRecord({ panels }: FolderProject, bytes: Uint8Array | null): number {
  const told = new Map<unknown, unknown>();
  for (const { records } of chainsIn(bytes) ?? []) {
    for (const { record } of records) told.set(record['take'], record['output']);
  }
  const takes = panels.flatMap((panel) => panel.takes ?? []);
  return takes.filter(({ id, asset, source }) => source !== 'drawn' && told.get(id) !== asset).length;
}
