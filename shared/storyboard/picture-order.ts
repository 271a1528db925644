import type { AssetHash, ConsentId } from '#shared/lib/ids.ts';
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
  /** Whether the picture that a panel shows, with what is drawn on it, says where everything stands in the new one. */
  readonly composition: boolean;
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
    ...plain(order.composition ? chosenTake(panel)?.asset : null, 'structure'),
    ...others,
    ...style.pictures.flatMap((asset) => plain(asset, 'style')),
  ];
  return all.filter(
    ({ asset }, i) => !order.without.includes(asset) && all.findIndex((other) => other.asset === asset) === i,
  );
}
