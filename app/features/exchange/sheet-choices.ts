import { parseKept, useKept } from '#app/lib/use-kept.ts';
import type { SheetChoices } from '#server/context.ts';
import { SHEET_FIELDS } from '#shared/storyboard/index.ts';

export type SheetSettings = SheetChoices['layout'] & Pick<SheetChoices, 'fields' | 'labels' | 'footer'>;

export const PAPERS: readonly { readonly value: SheetSettings['paper']; readonly label: string }[] = [
  { value: 'letter', label: 'US Letter' },
  { value: 'a4', label: 'A4' },
  { value: 'legal', label: 'US Legal' },
  { value: 'a3', label: 'A3' },
  { value: 'tabloid', label: 'Tabloid (11 × 17 in)' },
];

const PLAIN: SheetSettings = {
  ...{ paper: 'letter', landscape: true, kind: 'grid', columns: 3, rows: 2, sceneBreaks: true, footer: '' },
  labels: true,
  fields: SHEET_FIELDS.filter(({ shown }) => shown).map(({ name }) => name),
};

/** How somebody prints sheets is theirs, and the same the next time. */
export function useSheetSettings(): [SheetSettings, (change: Partial<SheetSettings>) => void] {
  const [settings, change] = useKept('beatboard.sheets', readSettings, PLAIN);
  return [settings, (changes) => change((before) => ({ ...before, ...changes }))];
}

function readSettings(json: string | null): SheetSettings {
  const kept = parseKept(json);
  const side = (value: unknown, plain: number) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8 ? value : plain;
  const { fields, footer } = kept;
  return {
    paper: PAPERS.find(({ value }) => value === kept['paper'])?.value ?? PLAIN.paper,
    landscape: kept['landscape'] !== false,
    kind: kept['kind'] === 'list' ? 'list' : 'grid',
    columns: side(kept['columns'], PLAIN.columns),
    rows: side(kept['rows'], PLAIN.rows),
    sceneBreaks: kept['sceneBreaks'] !== false,
    labels: kept['labels'] !== false,
    footer: typeof footer === 'string' ? footer : '',
    fields: Array.isArray(fields)
      ? SHEET_FIELDS.filter(({ name }) => fields.includes(name)).map(({ name }) => name)
      : PLAIN.fields,
  };
}

/** The query by which the server makes the sheets; no scenes are the whole film. */
export function sheetQuery(settings: SheetSettings, scenes: readonly string[]): string {
  const { paper, landscape, kind, columns, rows, sceneBreaks, labels, footer, fields } = settings;
  const query = new URLSearchParams({
    ...{ paper, kind, footer, columns: String(columns), rows: String(rows) },
    ...{ landscape: String(landscape), breaks: String(sceneBreaks), labels: String(labels) },
  });
  for (const field of fields) query.append('field', field);
  for (const scene of scenes) query.append('scene', scene);
  return query.toString();
}
