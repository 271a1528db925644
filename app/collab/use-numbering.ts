import { useMemo } from 'react';
import type { ShotId } from '#shared/lib/ids.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { numberingOf, type Numbering, type Shot } from '#shared/shots/index.ts';
import { useShotLetters } from './use-settings.ts';

/** How the panels of this film are numbered: its letters, and the setups that have names of their own. */
export function useNumbering(doc: ProjectDoc, shots: ReadonlyMap<ShotId, Shot>): Numbering {
  const school = useShotLetters(doc);
  return useMemo(() => numberingOf(shots, school), [shots, school]);
}
