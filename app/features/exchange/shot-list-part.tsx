import { Download } from 'lucide-react';
import { Button, SegmentedControl, Select } from '#app/components/index.ts';
import { useDownload } from '#app/lib/use-download.ts';
import { SHOT_COLUMNS } from '#shared/storyboard/index.ts';
import { Check, Checks } from './checks.tsx';
import { PAPERS } from './sheet-choices.ts';
import { shotListQuery, useShotListSettings, type ShotListSettings } from './shot-list-choices.ts';
import css from './boards-dialog.module.css';

const ORDERS = [
  { value: 'script', label: 'Script order' },
  { value: 'shooting', label: 'Shooting order' },
] as const;

const SAYS: Readonly<Record<ShotListSettings['order'], string>> = {
  script: 'Every setup as the script tells it. Excel and CSV have all that is known of it.',
  shooting: 'Place by place, day before night, in each scene the wide setups before the close ones.',
};

/** The setups as a list: to print, with the columns that one likes, or as data with all of them. */
export function ShotListPart({ base }: { readonly base: string }) {
  const [settings, change] = useShotListSettings();
  const { order, columns, paper } = settings;
  const { busy, failure, start } = useDownload();
  const get = (format: 'xlsx' | 'csv' | 'pdf') => () => start(`${base}/shot-list?${shotListQuery(settings, format)}`);
  const none = columns.length === 0;
  return (
    <section className={css['part']} aria-labelledby="export-shots">
      <h3 id="export-shots">Shot list</h3>
      <SegmentedControl
        label="Order of the shot list"
        value={order}
        onChange={(value) => change({ order: value })}
        options={ORDERS}
      />
      <p className={css['use']}>{SAYS[order]}</p>
      <div className={css['options']}>
        <div className={css['column']}>
          <Select
            label="Paper of the shot list"
            options={PAPERS}
            value={paper}
            onChange={(event) => change({ paper: event.target.value as ShotListSettings['paper'] })}
          />
        </div>
        <Checks legend="Columns of the PDF">
          {SHOT_COLUMNS.map(({ name, label }) => (
            <Check
              key={name}
              label={label}
              checked={columns.includes(name)}
              onChange={(on) =>
                change({ columns: on ? [...columns, name] : columns.filter((other) => other !== name) })
              }
            />
          ))}
        </Checks>
      </div>
      <p role="alert" className={css['failure']}>
        {failure ?? (none ? 'Choose a column.' : null)}
      </p>
      <div className={css['actions']}>
        <Button variant="primary" icon={Download} busy={busy} disabled={none} onClick={get('pdf')}>
          PDF
        </Button>
        <Button icon={Download} busy={busy} onClick={get('xlsx')}>
          Excel
        </Button>
        <Button icon={Download} busy={busy} onClick={get('csv')}>
          CSV
        </Button>
      </div>
    </section>
  );
}
