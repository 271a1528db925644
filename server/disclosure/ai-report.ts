import {
  TAKE_FAULT_NAMES,
  TAKE_VERDICT_NAMES,
  chosenTake,
  faultsOf,
  judgementsOf,
  verdictOn,
  type NamedPanel,
  type Panel,
  type Take,
} from '#shared/storyboard/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import type { Table } from '#server/exports/index.ts';
import { serviceName } from '#server/generation/index.ts';
import type { RecordInput, TakeRecord } from '#server/provenance/index.ts';
import { labelOf } from './label.ts';
import type { ProjectRecords } from './project-records.ts';
import { LEFT, NOT_RECORDED, suggestedRows, type ProjectSuggestions } from './suggested-rows.ts';

export interface ReportedFilm {
  readonly panels: Iterable<NamedPanel>;
  readonly isDrawnOn: (panel: NamedPanel['panel']) => boolean;
  readonly records: ProjectRecords;
  readonly suggestions: ProjectSuggestions;
  readonly shotOf: (panel: NamedPanel['panel']) => Shot | undefined;
  /** Who has left has none. */
  readonly nameOf: (user: string) => string | undefined;
  /** Whose consent it is, by its id; one of another server has none. */
  readonly consentOf: (consent: string) => string | undefined;
}

export interface AiReport {
  readonly table: Table;
  /** How much of the film it is, in a sentence. */
  readonly summary: string;
}

type Row = readonly (string | number)[];

const COLUMNS = [
  ...['Panel', 'Take', 'Shown', 'Model', 'Version', 'Service', 'Kind (IPTC)', 'Made from', 'Consents', 'Human edits'],
  ...['Rating', 'What went wrong'],
  ...['Asked for by', 'Day', 'Cost (US$)', 'SHA-256'],
] as const;

/**
 * Every picture on the boards that a model made, shown or not, and all words and shots that somebody took from one; with
 * what is recorded of how, of what and for whom.
 */
export function aiReport(film: ReportedFilm): AiReport {
  const { panels, isDrawnOn, records, nameOf, suggestions, shotOf } = film;
  const rows: Row[] = [];
  let [all, shown, cost] = [0, 0, 0];
  const words = suggestedRows({ suggestions, shotOf, nameOf });
  for (const { panel, number } of panels) {
    words.add(panel, number);
    const chosen = chosenTake(panel);
    all += panel.takes.length;
    for (const [at, take] of panel.takes.entries()) {
      if (take.source !== 'generated') continue;
      const record = records.get(take.id) ?? null;
      const isShown = take.id === chosen?.id;
      const drawn = isShown && isDrawnOn(panel);
      if (isShown) shown++;
      cost += record?.cost ?? 0;
      rows.push([number, at + 1, isShown ? 'yes' : 'no', ...rowOf(take, record, drawn, film, judged(panel, take))]);
    }
  }
  const made = `${count(rows.length)} of ${count(all)} ${all === 1 ? 'picture' : 'pictures'} by models`;
  const taken = words.rows.length;
  const also = taken === 0 ? '' : ` · ${count(taken)} shots or texts suggested by models`;
  rows.push(...words.rows);
  cost += words.cost();
  const table = { name: 'AI use', columns: COLUMNS.map((label) => ({ label })), rows };
  return { table, summary: `${made} · ${count(shown)} shown${also} · US$ ${cost.toFixed(2)}` };
}

function rowOf(
  take: Take,
  record: TakeRecord | null,
  drawn: boolean,
  { nameOf, consentOf }: ReportedFilm,
  words: Row,
): Row {
  const day = new Date(take.at).toISOString().slice(0, 10);
  if (!record)
    return [
      NOT_RECORDED,
      '',
      serviceName(take.provider),
      '',
      '',
      '',
      '',
      ...words,
      nameOf(take.by) ?? LEFT,
      day,
      '',
      take.asset,
    ];
  const { model, provider, inputs, cost } = record;
  const consents = new Set([...record.consents, ...inputs.flatMap(({ consent }) => consent ?? [])]);
  return [
    ...[model?.id ?? NOT_RECORDED, model?.version ?? '', serviceName(provider ?? take.provider)],
    labelOf(record, drawn).sourceType ?? '',
    madeFrom(record),
    [...consents].map((id) => consentOf(id) ?? id).join(', '),
    drawn ? 'drawn over' : '',
    ...words,
    ...[nameOf(record.requestedBy ?? take.by) ?? LEFT, day, cost ?? '', take.asset],
  ];
}

/** Of a copy whose original is not here, nobody can say. */
function madeFrom({ copiedFrom, prompt, inputs }: TakeRecord): string {
  if (copiedFrom && !prompt && inputs.length === 0) return NOT_RECORDED;
  return ['words', ...(inputs.length > 0 ? [inputs.map(described).join(', ')] : [])].join('; ');
}

function described({ role, name }: RecordInput): string {
  return name ? `${role} ${name}` : role;
}

/** What people think of it, and what they found, in their words too. */
function judged(panel: Panel, { id }: Take): Row {
  const verdict = verdictOn(panel, id);
  const notes = judgementsOf(panel, id).flatMap(({ note }) => (note === '' ? [] : [note]));
  return [
    verdict ? TAKE_VERDICT_NAMES[verdict] : '',
    [...faultsOf(panel, id).map((fault) => TAKE_FAULT_NAMES[fault]), ...notes].join('; '),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
