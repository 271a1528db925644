import type { TakeRecord } from '#server/provenance/index.ts';

/** Terms of IPTC's vocabulary of digital source types. */
export type DigitalSourceType =
  | 'trainedAlgorithmicMedia'
  | 'compositeWithTrainedAlgorithmicMedia'
  | 'algorithmicMedia'
  | 'digitalCreation'
  | 'composite';

export const DIGITAL_SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** What a picture that leaves says of how it was made. */
export interface PictureLabel {
  /** Null where nobody knows: what somebody brought may be a photo, a drawing or anything. */
  readonly sourceType: DigitalSourceType | null;
  /** The model that made it; null for what none has made. */
  readonly system: { readonly name: string; readonly version: string } | null;
  readonly prompt: string | null;
}

/**
 * Of what a panel shows: its take's record, whether somebody has drawn over it, and whether there is a take at all. Of one
 * that has no record nothing is claimed.
 */
export function labelOf(record: TakeRecord | null, drawn: boolean, taken = record !== null): PictureLabel {
  const bare = drawn ? (taken ? 'composite' : 'digitalCreation') : null;
  const sourceType = record ? sourceTypeOf(record, drawn) : bare;
  if (record?.source !== 'generated') return { sourceType, system: null, prompt: null };
  const name = record.model?.id ?? record.provider ?? 'a picture model';
  return { sourceType, system: { name, version: record.model?.version ?? '' }, prompt: record.prompt?.sent ?? null };
}

function sourceTypeOf({ source, digitalSourceType }: TakeRecord, drawn: boolean): DigitalSourceType | null {
  switch (source) {
    case 'generated':
      if (drawn || digitalSourceType === 'compositeWithTrainedAlgorithmicMedia')
        return 'compositeWithTrainedAlgorithmicMedia';
      return 'trainedAlgorithmicMedia';
    case 'previz':
      return drawn ? 'composite' : 'algorithmicMedia';
    case 'drawn':
      return 'digitalCreation';
    case 'uploaded':
    case 'imported':
      return drawn ? 'composite' : null;
  }
}
