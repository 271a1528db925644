import type { TakeId, UserId } from '#shared/lib/ids.ts';
import type { Panel } from './panel.ts';

/** What somebody thinks of a take. */
export const TAKE_VERDICTS = ['keep', 'unusable'] as const;
export type TakeVerdict = (typeof TAKE_VERDICTS)[number];
export const TAKE_VERDICT_NAMES: Readonly<Record<TakeVerdict, string>> = { keep: 'Keep', unusable: 'Not usable' };

/** What models get wrong. */
export const TAKE_FAULTS = ['face', 'hands', 'people', 'setting', 'text', 'framing', 'other'] as const;
export type TakeFault = (typeof TAKE_FAULTS)[number];
export const TAKE_FAULT_NAMES: Readonly<Record<TakeFault, string>> = {
  face: 'Face changed',
  hands: 'Hands',
  people: 'Extra people',
  setting: 'Wrong setting',
  text: 'Lettering',
  framing: 'Wrong framing',
  other: 'Other',
};

/** UTF-16 units. */
export const MOST_OF_A_NOTE = 500;

/** One person's word on one take. */
export interface Judgement {
  readonly take: TakeId;
  readonly by: UserId;
  /** When they last changed it, in milliseconds since the epoch. */
  readonly at: number;
  readonly verdict: TakeVerdict | null;
  readonly faults: readonly TakeFault[];
  readonly note: string;
}

/** Of one take, from the first to the newest. */
export function judgementsOf({ judged = [] }: Pick<Panel, 'judged'>, take: TakeId): readonly Judgement[] {
  return judged.filter((judgement) => judgement.take === take);
}

/** Where people differ, the newest word counts. */
export function verdictOn(panel: Pick<Panel, 'judged'>, take: TakeId): TakeVerdict | null {
  return judgementsOf(panel, take).findLast(({ verdict }) => verdict !== null)?.verdict ?? null;
}

/** Each that anybody has found, once. */
export function faultsOf(panel: Pick<Panel, 'judged'>, take: TakeId): readonly TakeFault[] {
  const found = judgementsOf(panel, take).flatMap(({ faults }) => faults);
  return TAKE_FAULTS.filter((fault) => found.includes(fault));
}
