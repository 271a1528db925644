import { z } from 'zod';
import { FOLDER_FILES, folderProject, type FolderProject, type FolderTake } from '#shared/protocol/index.ts';
import { sha256 } from './chain.ts';
import { checkChains } from './check-chains.ts';
import type { FolderFiles } from './folder-files.ts';
import { chainsIn, type FolderChain } from './read-chains.ts';
import { checkSuggestions, suggestionsIn } from './read-suggestions.ts';
import { readRecord } from './take-record.ts';
import { takesOf, type NamedTake } from './named-takes.ts';

/** What is no project's folder, in a sentence. */
export class NoFolder extends Error {}

export interface FolderCheck {
  /** What is not as its record says, a sentence each; the first break of each chain before the pictures. */
  readonly breaks: readonly string[];
  /** What the folder lacks to be shown at all, a sentence each. */
  readonly gaps: readonly string[];
  /** Records that follow one another, and pictures whose bytes are those that their record tells of. */
  readonly records: number;
  readonly pictures: number;
  /** Records of what models proposed that are as they were written. */
  readonly suggestions: number;
  /** Hash of the last record; null when there is none. Who has kept it elsewhere knows whether all were made anew. */
  readonly head: string | null;
}

/**
 * Checks a project's folder against its records: that they follow one another as they were written, and that each picture
 * is, byte for byte, the one that its record tells of. Whoever makes all of them anew, hashes too, is not found out by this.
 * Rejects with NoFolder, and as the files do.
 */
export async function checkFolder(files: FolderFiles): Promise<FolderCheck> {
  const project = projectFrom(await files.read(FOLDER_FILES.project));
  const takes = takesOf(project);
  const bytes = await files.read(FOLDER_FILES.provenance);
  const chains = chainsIn(bytes);
  const [breaks, gaps]: [string[], string[]] = [[], []];
  if (!chains)
    breaks.push(
      `${FOLDER_FILES.provenance} ${bytes ? 'can’t be read: it was cut off or changed' : 'is not in the folder'}.`,
    );
  const checked = checkChains(chains ?? [], takes);
  const suggested = checkSuggestions(suggestionsIn(bytes), project);
  breaks.push(...checked.breaks, ...suggested.breaks.map((flaw) => `${FOLDER_FILES.provenance}, ${flaw}`));
  gaps.push(...checked.gaps, ...suggested.gaps);
  const told = toldIn(chains ?? []);
  let pictures = 0;
  const unrecorded: NamedTake[] = [];
  for (const named of takes.values()) {
    const record = told.get(named.take.id);
    if (named.take.source !== 'drawn' && !record) {
      // What a broken client hung on a panel names no picture that was ever made.
      const known = named.take.picture === null || named.take.at <= checked.unrecordedUntil;
      if (known || !chains) unrecorded.push(named);
      else breaks.push(`${named.words}: no record tells how it came to be.`);
    }
    const flaw = (record && flawOf(named, record)) ?? (await flawInBytes(files, named.take));
    if (flaw) breaks.push(`${named.words}: ${flaw}`);
    else if (record && named.take.picture !== null) pictures++;
  }
  for (const { asset, picture } of project.references ?? []) {
    const flaw = await flawInBytes(files, { asset, picture });
    if (flaw) breaks.push(`${picture}: ${flaw}`);
  }
  gaps.push(...gapsIn(files, [...takes.values()], unrecorded, told));
  const head = chains?.findLast(({ records }) => records.length > 0)?.records.at(-1)?.hash ?? null;
  return { breaks, gaps, records: checked.records, pictures, suggestions: suggested.suggestions, head };
}

function projectFrom(bytes: Uint8Array | null): FolderProject {
  if (!bytes) throw new NoFolder(`has no ${FOLDER_FILES.project}: it is no open folder of a project.`);
  try {
    const parsed = z.safeParse(folderProject, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (parsed.success) return parsed.data;
  } catch {
    // Said below, as what is JSON of something else.
  }
  throw new NoFolder(
    `its ${FOLDER_FILES.project} is none that this Beatboard reads: cut off, changed, or of a newer one.`,
  );
}

type Told = FolderChain['records'][number]['record'];

function toldIn(chains: readonly FolderChain[]): ReadonlyMap<unknown, Told> {
  return new Map(chains.flatMap(({ records }) => records.map(({ record }) => [record['take'], record])));
}

/** Where the project says another thing of a picture than its record. */
function flawOf({ take }: NamedTake, record: Told): string | undefined {
  if (record['output'] !== take.asset) return `${FOLDER_FILES.project} names another picture than its record does.`;
  const source = readRecord(record)?.source ?? 'unknown';
  if (source === take.source) return undefined;
  return `${FOLDER_FILES.project} says that it is ${MADE[take.source] ?? take.source}; its record says ${MADE[source] ?? source}.`;
}

const MADE: Readonly<Record<string, string>> = {
  previz: 'a frame of the previz artist',
  generated: 'made by a picture model',
  uploaded: 'brought by somebody',
  drawn: 'drawn by hand',
};

async function flawInBytes(
  files: FolderFiles,
  { picture, asset }: Pick<FolderTake, 'picture' | 'asset'>,
): Promise<string | undefined> {
  if (picture === null) return undefined;
  const bytes = await files.read(picture.normalize('NFC'));
  if (!bytes) return 'the picture is not in the folder.';
  return sha256(bytes) === asset ? undefined : 'the picture was changed: its bytes are not those of its record.';
}

function gapsIn(
  files: FolderFiles,
  takes: readonly NamedTake[],
  unrecorded: readonly NamedTake[],
  told: ReadonlyMap<unknown, Told>,
): string[] {
  const away = takes.filter(({ take }) => take.picture === null);
  const copied = takes.filter(({ take }) => told.get(take.id)?.['copiedFrom'] !== undefined);
  const known = new Set(takes.map(({ take }) => take.picture?.normalize('NFC')));
  const strange = [...files.names].filter(
    (name) => name.startsWith(FOLDER_FILES.pictures) && !known.has(name) && !/\/\.[^/]*$/.test(name),
  );
  return [
    ...listed(unrecorded, 'nothing in the folder shows how they came to be'),
    ...listed(away, 'the pictures are not in the folder, so that their bytes can’t be checked'),
    ...listed(copied, 'copied from other projects, whose records say how they were made and are not in this folder'),
    ...strange.map((name) => `${name}: belongs to no panel, and nothing vouches for it.`),
  ];
}

const MOST_NAMED = 5;

function listed(takes: readonly NamedTake[], what: string): string[] {
  if (takes.length === 0) return [];
  const names = takes.slice(0, MOST_NAMED).map(({ title }) => title);
  const more = takes.length > MOST_NAMED ? ` and ${(takes.length - MOST_NAMED).toLocaleString('en')} more` : '';
  return [`${names.join(', ')}${more}: ${what}.`];
}
