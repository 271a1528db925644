import { findTake, suggestionsOf, takeChain, type Db } from '#db/index.ts';
import type { AssetHash, ProjectId, TakeId } from '#shared/lib/ids.ts';
import {
  chainsIn,
  readRecord,
  readSuggestion,
  suggestionsIn,
  type SuggestionRecord,
  type TakeRecord,
} from '#server/provenance/index.ts';

import type { ProjectSuggestions } from './suggested-rows.ts';

/** Of each take of a project that has one. */
export type ProjectRecords = ReadonlyMap<string, TakeRecord>;

/** A copy of a copy leads further; nobody copies so often. */
const MOST_COPIES = 20;

/** Those of the project's own chain, and of the folder that it came as. A copy says how its original was made. */
export async function projectRecords(
  db: Db,
  project: ProjectId,
  readFile: (asset: AssetHash) => Promise<Uint8Array>,
): Promise<ProjectRecords> {
  const records = new Map<string, TakeRecord>();
  for (const { source, asset, record } of await takeChain(db, project)) {
    if (source === 'imported') {
      const earlier = chainsIn(await readFile(asset)) ?? [];
      for (const chain of earlier) for (const entry of chain.records) add(records, readRecord(entry.record));
    } else {
      const own = readRecord(record);
      add(records, own && (await withOriginal(db, own)));
    }
  }
  return records;
}

/** Those that were asked for here, and those that the project came with as a folder. */
export async function projectSuggestions(
  db: Db,
  project: ProjectId,
  readFile: (asset: AssetHash) => Promise<Uint8Array>,
): Promise<ProjectSuggestions> {
  const [first] = await takeChain(db, project);
  const brought = first?.source === 'imported' ? suggestionsIn(await readFile(first.asset)) : [];
  const earlier = brought.flatMap((one) => readSuggestion(one) ?? []);
  const own = (await suggestionsOf(db, project)).map(({ record }) => record as SuggestionRecord);
  return new Map([...earlier, ...own].map((record) => [record.suggestion, record]));
}

function add(records: Map<string, TakeRecord>, record: TakeRecord | null): void {
  if (record && record.source !== 'imported') records.set(record.take, record);
}

async function withOriginal(db: Db, copy: TakeRecord): Promise<TakeRecord> {
  let found = copy;
  for (let step = 0; step < MOST_COPIES && found.copiedFrom; step++) {
    const row = await findTake(db, found.copiedFrom.take as TakeId);
    const original = row && readRecord(row.record);
    if (!original) break;
    found = original;
  }
  const { digitalSourceType, provider, model, prompt, inputs } = found;
  return { ...copy, digitalSourceType, provider, model, prompt, inputs };
}
