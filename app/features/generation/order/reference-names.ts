import type { ReferenceRole } from '#shared/storyboard/index.ts';

/** What a reference picture is for, in a word. */
export const REFERENCE_NAMES: Readonly<Record<ReferenceRole, string>> = {
  ...{ source: 'To go on from', structure: 'Composition', character: 'Face', location: 'Place', style: 'Style' },
};
