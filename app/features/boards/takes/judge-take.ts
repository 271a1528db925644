import { judgeTake } from '#shared/collab/index.ts';
import type { TakeId, UserId } from '#shared/lib/ids.ts';
import {
  TAKE_VERDICT_NAMES,
  judgementsOf,
  verdictOn,
  type Judgement,
  type Panel,
  type TakeVerdict,
} from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';

export type Said = Pick<Judgement, 'verdict' | 'faults' | 'note'>;

/** What this person has said of a take so far. */
export function ownWord(panel: Panel, take: TakeId, me: UserId): Said {
  const own = judgementsOf(panel, take).find(({ by }) => by === me);
  return { verdict: own?.verdict ?? null, faults: own?.faults ?? [], note: own?.note ?? '' };
}

/** A person's word on a take, seen by everybody; one step of undo. */
export function judge(
  target: Pick<ProjectConnection, 'doc' | 'undo'>,
  panel: Panel,
  word: { readonly take: TakeId; readonly by: UserId; readonly at: number },
  changes: Partial<Said>,
): void {
  const judgement = { ...ownWord(panel, word.take, word.by), ...changes, ...word };
  editAs(target, 'rating of a take', () => judgeTake(target.doc, panel.id, judgement));
}

/** The same verdict twice takes it back. */
export function toggledVerdict(panel: Panel, take: TakeId, me: UserId, verdict: TakeVerdict): Partial<Said> {
  return { verdict: ownWord(panel, take, me).verdict === verdict ? null : verdict };
}

/** As it is added to a take's name; empty for one that nobody has rated. */
export function verdictWords(panel: Pick<Panel, 'judged'>, take: TakeId): string {
  const verdict = verdictOn(panel, take);
  return verdict ? `, ${TAKE_VERDICT_NAMES[verdict].toLowerCase()}` : '';
}
