import { faultsOf, verdictOn, type TakeFault } from './judgement.ts';
import type { Panel } from './panel.ts';

/** A take that was made here, as its record has it. */
export interface RecordedTake {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** In US dollars; null where nobody knows. */
  readonly cost: number | null;
  /** The take that it is a copy of; null where it is none. */
  readonly copyOf: string | null;
}

/** How one model has done in a film. */
export interface TakeTally {
  readonly provider: string;
  readonly model: string;
  /** Of panels that are gone, too: they were paid for. */
  readonly made: number;
  /** That panels show. */
  readonly chosen: number;
  readonly kept: number;
  readonly unusable: number;
  /** Takes in which somebody found it. */
  readonly faults: Readonly<Partial<Record<TakeFault, number>>>;
  /** Of those whose cost is known. */
  readonly cost: number;
}

type Counted = { -readonly [Name in keyof TakeTally]: TakeTally[Name] } & {
  faults: Partial<Record<TakeFault, number>>;
};

/** By provider and model, who made most first. */
export function tallyTakes(panels: Iterable<Panel>, recorded: Iterable<RecordedTake>): readonly TakeTally[] {
  const rows = new Map<string, Counted>();
  const rowOf = new Map<string, Counted>();
  // A film that was taken in twice has each of its takes twice.
  const all = new Map(Array.from(recorded, (take) => [take.id, take]));
  for (const { id, provider, model, cost, copyOf } of all.values()) {
    const key = JSON.stringify([provider, model]);
    const row = rows.get(key) ?? { provider, model, made: 0, chosen: 0, kept: 0, unusable: 0, faults: {}, cost: 0 };
    // A copy of one that is counted was not made again.
    row.made += copyOf !== null && all.has(copyOf) ? 0 : 1;
    row.cost += cost ?? 0;
    rows.set(key, row);
    rowOf.set(id, row);
  }
  for (const panel of panels) {
    for (const { id } of panel.takes) {
      const row = rowOf.get(id);
      if (row) count(row, panel, id);
    }
  }
  return [...rows.values()].sort((a, b) => b.made - a.made || (a.model < b.model ? -1 : 1));
}

function count(row: Counted, panel: Panel, take: Panel['takes'][number]['id']): void {
  if (panel.take === take) row.chosen += 1;
  const verdict = verdictOn(panel, take);
  if (verdict === 'keep') row.kept += 1;
  if (verdict === 'unusable') row.unusable += 1;
  for (const fault of faultsOf(panel, take)) row.faults[fault] = (row.faults[fault] ?? 0) + 1;
}
