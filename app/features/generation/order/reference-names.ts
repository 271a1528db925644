import type { StructureMap } from '#shared/shots/index.ts';
import type { ReferencePicture, ReferenceRole } from '#shared/storyboard/index.ts';

/** What a reference picture is for, in a word. */
export const REFERENCE_NAMES: Readonly<Record<ReferenceRole, string>> = {
  ...{ source: 'To go on from', structure: 'Composition', character: 'Face', location: 'Place', style: 'Style' },
};

const TELLS: Readonly<Record<StructureMap, string>> = {
  ...{ depth: 'how far everything is', pose: 'how people stand', normal: 'which way surfaces face' },
};

/** Whom or what it shows, or else what it is for; of a map, what it tells. */
export function referenceName({ role, name, map }: Pick<ReferencePicture, 'role' | 'name' | 'map'>): string {
  return name || (map ? `${REFERENCE_NAMES[role]}: ${TELLS[map]}` : REFERENCE_NAMES[role]);
}
