import type { AssetHash, ConsentId } from '#shared/lib/ids.ts';
import { STRUCTURE_MAPS, type Structure, type StructureMap } from '#shared/shots/index.ts';
import { chosenTake, type Panel } from './panel.ts';

/** What a reference picture is for: the same face, the same place, the same hand, this composition, or to go on from. */
export type ReferenceRole = 'character' | 'location' | 'style' | 'structure' | 'source';

/** A picture that goes to the provider beside the words. */
export interface ReferencePicture {
  readonly asset: AssetHash;
  readonly role: ReferenceRole;
  /** Of the character or place; else empty. */
  readonly name: string;
  /** The consent it is used under; null where it shows no real person. */
  readonly consent: ConsentId | null;
  /** Pixels that it was made smaller to before it was sent; missing where it went as it is. */
  readonly width?: number;
  /** Made for this order: of the panel with what is drawn on it. Missing for a picture as it is kept. */
  readonly how?: 'drawn';
  /** Made for this order: what it tells of the panel's set. Missing for a picture of how things look. */
  readonly map?: StructureMap;
}

/** What people chose for their pictures. Plain JSON: it is kept with the job. */
export interface PictureOrder {
  readonly provider: string;
  /** The provider's name of it; empty where it has but one. */
  readonly model: string;
  /** Null: as each panel has it, or else in the words of script and shot. */
  readonly prompt: string | null;
  /** What should not be seen. */
  readonly negative: string;
  /** Null: whichever the provider takes. */
  readonly seed: number | null;
  /** Whether the panel says where everything stands in the new picture. */
  readonly composition: boolean;
  /** By what it says that. Missing in orders of before there were maps: by its picture. */
  readonly structure?: Structure;
  /** A picture to make another like. */
  readonly source: AssetHash | null;
  /** Reference pictures that are not to go along. */
  readonly without: readonly AssetHash[];
}

/** Drawn by the built-in artist. */
export const DRAWN_HERE: PictureOrder = {
  ...{ provider: 'previz', model: '', prompt: null, negative: '', seed: null },
  ...{ composition: false, source: null, without: [] },
};

/** Panels of one order: what is more is ordered in parts. */
export const MOST_PANELS_AT_ONCE = 1000;

/** UTF-16 units that a prompt may have. */
export const MOST_OF_A_PROMPT = 4000;

/** How a film's pictures are to look. */
export interface PictureStyle {
  /** Empty: a pencil drawing. */
  readonly words: string;
  readonly pictures: readonly AssetHash[];
}

export const NO_STYLE: PictureStyle = { words: '', pictures: [] };

/** The map of its set by which a panel is to say where everything stands; null where it is by its picture, or not at all. */
export function structureMapOf({
  composition,
  structure,
}: Pick<PictureOrder, 'composition' | 'structure'>): StructureMap | null {
  return (composition && STRUCTURE_MAPS.find((map) => map === structure)) || null;
}

/**
 * The pictures that go along, the weightiest first: who takes few takes the first. `others` are of cast and places.
 */
export function referencesOf(
  panel: Panel,
  order: PictureOrder,
  style: PictureStyle,
  others: readonly ReferencePicture[] = [],
): ReferencePicture[] {
  const plain = (asset: AssetHash | null | undefined, role: ReferenceRole): ReferencePicture[] =>
    asset ? [{ asset, role, name: '', consent: null }] : [];
  const all = [
    ...plain(order.source, 'source'),
    ...plain(order.composition && structureMapOf(order) === null ? chosenTake(panel)?.asset : null, 'structure'),
    ...others,
    ...style.pictures.flatMap((asset) => plain(asset, 'style')),
  ];
  return all.filter(
    ({ asset }, i) => !order.without.includes(asset) && all.findIndex((other) => other.asset === asset) === i,
  );
}
