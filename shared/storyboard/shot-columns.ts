import type { ElementId } from '#shared/lib/ids.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import { SHOT_FIELDS, valueText, type FieldValue } from '#shared/shots/index.ts';
import { BOARD_FIELDS, PANEL_FIELDS, type BoardField, type PanelFieldName } from './panel-fields.ts';
import type { ShotRow } from './shot-list.ts';

export interface ShotColumn {
  readonly name: string;
  readonly label: string;
  /** What a person says there; null for what follows from script and board. */
  readonly about: BoardField | null;
  /** Shown unless somebody puts it away. */
  readonly shown: boolean;
  /** Empty where nobody has said. */
  cell(row: ShotRow, eighths: ReadonlyMap<ElementId, number>): string | number;
}

const SHOWN = ['setup', 'size', 'angle', 'movement', 'lens', 'subject', 'sound', 'equipment', 'cast', 'location'];
const SHOWN_BY_SCRIPT = ['setting', 'daylight', 'seconds'];

const column = (
  name: string,
  label: string,
  cell: ShotColumn['cell'],
  about: BoardField | null = null,
): ShotColumn => ({ name, label, cell, about, shown: [...SHOWN, ...SHOWN_BY_SCRIPT].includes(name) });

/** A setup's own words, or what the script says where it has none. */
const FROM_SCRIPT: Readonly<Record<string, (row: ShotRow) => string>> = {
  subject: ({ says }) => says,
  cast: ({ speakers }) => speakers.join(', '),
  location: ({ heading }) => heading.location,
};

/** What is added up or said otherwise of a setup's frames. */
const NOT_OF_FRAMES: readonly PanelFieldName[] = ['durationMs'];

/** The columns of a shot list, in the order in which the trade prints them. */
export const SHOT_COLUMNS: readonly ShotColumn[] = [
  column('scene', 'Scene', ({ scene }) => scene.number),
  column(
    'setup',
    'Setup',
    ({ label }) => label,
    BOARD_FIELDS.find(({ of, field }) => of === 'shot' && field.name === 'name') ?? null,
  ),
  ...SHOT_FIELDS.filter(({ name }) => name !== 'name').map((field) =>
    column(
      field.name,
      field.name === 'subject' ? 'Description' : field.label,
      (row) => {
        const value = row.shot[field.name];
        if (field.kind === 'number') return typeof value === 'number' ? value : '';
        return valueText(field, value) || (FROM_SCRIPT[field.name]?.(row) ?? '');
      },
      { of: 'shot', field },
    ),
  ),
  column('setting', 'INT/EXT', ({ heading }) => heading.setting ?? ''),
  column('daylight', 'D/N', ({ daylight }) => (daylight === null ? '' : daylight === 'day' ? 'Day' : 'Night')),
  column('pages', 'Pages', ({ scene }, eighths) => formatEighths(eighths.get(scene.id) ?? 0)),
  column('panels', 'Panels', ({ panels }) => panels.length),
  column('seconds', 'Seconds', ({ panels }) => panels.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000),
  ...PANEL_FIELDS.filter(({ name }) => !NOT_OF_FRAMES.includes(name)).map((field) =>
    column(
      `panel.${field.name}`,
      field.label,
      ({ panels }) =>
        [...new Set(panels.map((panel) => valueText(field, panel[field.name])))]
          .filter((text) => text !== '')
          .join(' / '),
      { of: 'panel', field },
    ),
  ),
];

/** What a setup, or all of its frames, say in a field; undefined where its frames differ. */
export function saidOf({ shot, panels }: Pick<ShotRow, 'shot' | 'panels'>, about: BoardField): FieldValue | undefined {
  if (about.of === 'shot') return shot[about.field.name];
  const [first, ...others] = panels.map((panel) => panel[about.field.name]);
  return others.every((value) => sameValue(value, first)) ? first : undefined;
}
