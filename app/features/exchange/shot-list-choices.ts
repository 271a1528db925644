import { parseKept, useKept } from '#app/lib/use-kept.ts';
import type { ShotListChoices } from '#server/context.ts';
import { SHOT_COLUMNS } from '#shared/storyboard/index.ts';
import { PAPERS } from './sheet-choices.ts';

export type ShotListSettings = Pick<ShotListChoices, 'order' | 'paper'> & { readonly columns: readonly string[] };

const PLAIN: ShotListSettings = {
  ...{ order: 'script', paper: 'letter' },
  columns: SHOT_COLUMNS.filter(({ shown }) => shown).map(({ name }) => name),
};

/** How somebody prints shot lists is theirs, and the same the next time. */
export function useShotListSettings(): [ShotListSettings, (change: Partial<ShotListSettings>) => void] {
  const [settings, change] = useKept('beatboard.shot-list', readSettings, PLAIN);
  return [settings, (changes) => change((before) => ({ ...before, ...changes }))];
}

function readSettings(json: string | null): ShotListSettings {
  const { order, paper, columns } = parseKept(json);
  return {
    order: order === 'shooting' ? 'shooting' : 'script',
    paper: PAPERS.find(({ value }) => value === paper)?.value ?? PLAIN.paper,
    columns: Array.isArray(columns)
      ? SHOT_COLUMNS.filter(({ name }) => columns.includes(name)).map(({ name }) => name)
      : PLAIN.columns,
  };
}

/** The query by which the server makes the list: a PDF has the chosen columns, data all of them. */
export function shotListQuery({ order, paper, columns }: ShotListSettings, format: ShotListChoices['format']): string {
  const query = new URLSearchParams({ format, order, paper });
  if (format === 'pdf') for (const column of columns) query.append('column', column);
  return query.toString();
}
