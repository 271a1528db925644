import { originalTake, suggestionsOf, takeChain, type Db, type TakeRow } from '#db/index.ts';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
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

/** Those of the project's own chain, and of the folder that it came as. A copy says how its original was made. */
export async function projectRecords(
  db: Db,
  project: ProjectId,
  readFile: (asset: AssetHash) => Promise<Uint8Array>,
): Promise<ProjectRecords> {
  const records = new Map<string, TakeRecord>();
  for (const row of await takeChain(db, project)) {
    if (row.source === 'imported') {
      const earlier = chainsIn(await readFile(row.asset)) ?? [];
      for (const chain of earlier) for (const entry of chain.records) add(records, readRecord(entry.record));
    } else {
      const own = readRecord(row.record);
      add(records, own && (await withOriginal(db, row, own)));
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

/** Of a copy whose original is not here it says only that it is one. */
async function withOriginal(db: Db, row: TakeRow, own: TakeRecord): Promise<TakeRecord> {
  if (!own.copiedFrom) return own;
  const original = readRecord((await originalTake(db, row))?.record);
  if (!original) return own;
  const { digitalSourceType, provider, model, prompt, inputs, consents } = original;
  return { ...own, digitalSourceType, provider, model, prompt, inputs, consents };
}
