import type { AssetHash } from '#shared/lib/ids.ts';
import type { TakeRecord } from '#server/provenance/index.ts';
import type { Ingredient } from './c2pa/messages.ts';
import type { LeavingPicture } from './leaving-picture.ts';
import { DIGITAL_SOURCE_TYPES, type PictureLabel } from './label.ts';

export type ReadAsset = (asset: AssetHash) => Promise<{ readonly mime: string; readonly bytes: Uint8Array }>;

/** What a manifest says of a picture, beside the picture itself. */
export interface PictureHistory {
  readonly sourceType: string | null;
  readonly system: PictureLabel['system'];
  readonly ingredients: readonly Ingredient[];
  readonly edited: boolean;
}

/** `record` is null for what is only drawn, and for a take that has none: of that nothing more is known than it shows. A reference that is there no more is left out. */
export async function historyOf(
  record: TakeRecord | null,
  { sourceType, system }: PictureLabel,
  { take, drawn, mime, bytes }: Pick<LeavingPicture, 'take' | 'drawn' | 'mime' | 'bytes'>,
  read: ReadAsset,
): Promise<PictureHistory> {
  const common = {
    sourceType: sourceType && DIGITAL_SOURCE_TYPES + sourceType,
    system,
    edited: take !== null && drawn,
  };
  const parent = { relationship: 'parentOf', title: 'The picture as it is kept' } as const;
  if (!record) return { ...common, ingredients: take === null ? [] : [{ ...parent, mime, bytes }] };
  const below = await read(record.output as AssetHash);
  const brought = record.source === 'uploaded' || record.source === 'imported';
  if (brought || drawn || hasManifest(below.bytes)) {
    return { ...common, ingredients: [{ ...parent, mime: below.mime, bytes: below.bytes }] };
  }
  const inputs = record.inputs.map(async ({ asset, role }): Promise<Ingredient[]> => {
    const file = await read(asset as AssetHash).catch(() => null);
    return file ? [{ ...file, relationship: 'inputTo', title: `Reference: ${role}` }] : [];
  });
  return { ...common, ingredients: (await Promise.all(inputs)).flat() };
}

/** JUMBF's description box of a manifest store (C2PA 2, 11.1.4.2): providers sign what they make, and that stays on record. */
const MANIFEST = Buffer.from('jumdc2pa', 'latin1');

function hasManifest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MANIFEST);
}
