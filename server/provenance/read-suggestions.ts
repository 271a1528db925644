import { z } from 'zod';
import { SUGGESTED_PARTS, type SuggestedPart } from '#shared/storyboard/index.ts';
import { folderProvenance, type FolderProject, type FolderProvenance } from '#shared/protocol/index.ts';
import { hashOfRecord } from './chain.ts';
import type { SuggestionRecord } from './suggestion-record.ts';

export type FolderSuggestion = NonNullable<FolderProvenance['suggestions']>[number];

/** Those of a `provenance.json`, as they came; none in what is none, and in folders of before there were any. */
export function suggestionsIn(bytes: Uint8Array | null): readonly FolderSuggestion[] {
  try {
    const parsed = z.safeParse(folderProvenance, JSON.parse(new TextDecoder().decode(bytes ?? undefined)));
    return parsed.data?.suggestions ?? [];
  } catch {
    return [];
  }
}

const text = z.string().max(1000);

/** What of a record is told on: a folder brings those of another server. */
const record = z.looseObject({
  suggestion: text,
  elements: z.array(text),
  service: text,
  host: text,
  model: z.object({ id: text, version: text }),
  cost: z.nullable(z.number()),
  outputs: z.array(text),
  requestedBy: text,
  at: z.number(),
});

/** Null for what is no record of a suggestion, and for one that was changed. */
export function readSuggestion({ hash, record: json }: FolderSuggestion): SuggestionRecord | null {
  const parsed = record.safeParse(json);
  return parsed.success && holds({ hash, record: json }) ? (parsed.data as unknown as SuggestionRecord) : null;
}

export interface CheckedSuggestions {
  readonly breaks: readonly string[];
  readonly gaps: readonly string[];
  /** Those that are as they were written. */
  readonly suggestions: number;
}

/** They do not follow one another as records of takes do: each is held against its own hash, and against the panels. */
export function checkSuggestions(all: readonly FolderSuggestion[], { panels }: FolderProject): CheckedSuggestions {
  const breaks = all.flatMap((one, at) =>
    holds(one) ? [] : [`suggestion ${String(at + 1)}: the record was changed.`],
  );
  const told = new Set(all.map((one) => one.record['suggestion']));
  const untold = panels.filter((panel) =>
    SUGGESTED_PARTS.some((part) => panel[keyOf(part)] !== undefined && !told.has(panel[keyOf(part)])),
  ).length;
  const gap = `Of ${untold === 1 ? '1 panel' : `${untold.toLocaleString('en')} panels`} a part was proposed by a model, and nothing in the folder shows by which.`;
  return { breaks, gaps: untold === 0 ? [] : [gap], suggestions: all.length - breaks.length };
}

/** Under which a panel's record names the suggestion (shared/collab). */
function keyOf(part: SuggestedPart): string {
  return `s:${part}`;
}

function holds({ hash, record: said }: FolderSuggestion): boolean {
  return hashOfRecord(said) === hash;
}
