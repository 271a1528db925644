import type { PlainProject } from '#shared/collab/index.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { uniqueName } from '#shared/lib/unique-name.ts';
import { FOLDER_FILES, type FolderReference } from '#shared/protocol/index.ts';
import { endingOf } from '#server/assets/index.ts';

/**
 * The pictures that cast, places and settings name, by where they lie below the folder: as faces, sets and the film's style
 * look, and its logo. Wherever in a record a hash stands, so that records of a newer version keep theirs, too.
 */
export function referencesIn(
  { cast, locations, settings }: PlainProject,
  mimes: ReadonlyMap<AssetHash, string>,
): FolderReference[] {
  const used = new Set<string>();
  const found = new Map<AssetHash, FolderReference>();
  const named = [...cast, ...locations].map((record) => [nameOf(record), record] as const);
  for (const [name, said] of [...named, ['film', settings] as const]) {
    for (const asset of hashesIn(said)) {
      const mime = mimes.get(asset);
      if (found.has(asset) || !mime?.startsWith('image/')) continue;
      const picture = `${FOLDER_FILES.references}${uniqueName(name, used)}.${endingOf(mime)}`;
      found.set(asset, { asset, picture });
    }
  }
  return [...found.values()];
}

function nameOf(record: object): string {
  const { name } = record as { readonly name?: unknown };
  return fileNameOf(typeof name === 'string' ? name : '');
}

function hashesIn(said: unknown): AssetHash[] {
  return (JSON.stringify(said).match(/[0-9a-f]{64}/g) ?? []) as AssetHash[];
}
