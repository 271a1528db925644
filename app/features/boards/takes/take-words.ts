import type { UserId } from '#shared/lib/ids.ts';
import type { Panel, Take } from '#shared/storyboard/index.ts';
import { verdictWords } from './judge-take.ts';
import { SOURCE_MARKS } from '../source-marks.ts';

export type People = readonly { readonly id: UserId; readonly name: string }[];

/** `Previz`, `Upload`, `AI`, `Drawing`. */
export function sourceOf({ source }: Pick<Take, 'source'>): string {
  return SOURCE_MARKS[source]?.[0] ?? 'Drawing';
}

/** Who made it or had it made; people who have left are not named. */
export function makerOf({ by }: Pick<Take, 'by'>, people: People): string {
  return people.find(({ id }) => id === by)?.name ?? 'Somebody who has left';
}

/** `Take 2 of 3, Upload, by Iris`, and whether it can be used where somebody has said so. */
export function nameOf(take: Take, panel: Pick<Panel, 'takes' | 'judged'>, people: People): string {
  const { takes } = panel;
  const place = takes.findIndex(({ id }) => id === take.id) + 1;
  return `Take ${String(place)} of ${String(takes.length)}, ${sourceOf(take)}, by ${makerOf(take, people)}${verdictWords(panel, take.id)}`;
}
