import { Select, SegmentedControl, TextField } from '#app/components/index.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import { SHEET_FIELDS } from '#shared/storyboard/index.ts';
import { Check, Checks } from './checks.tsx';
import { PAPERS, type SheetSettings } from './sheet-choices.ts';
import css from './boards-dialog.module.css';

/** As wide as a figure: headings stand below each other. */
const FIGURE_SPACE = '\u2007';

interface Props {
  readonly settings: SheetSettings;
  readonly change: (changes: Partial<SheetSettings>) => void;
  readonly scenes: readonly Scene[];
  /** Ids of scenes; null for the whole film. */
  readonly chosen: readonly string[] | null;
  readonly choose: (scenes: readonly string[] | null) => void;
}

const COUNTS = Array.from({ length: 8 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));

/** What sheets look like: paper, rows and columns, what is printed with each panel, which scenes. */
export function SheetOptions({ settings, change, scenes, chosen, choose }: Props) {
  const { kind, columns, rows, landscape, sceneBreaks, labels, fields } = settings;
  const widest = Math.max(0, ...scenes.map(({ number }) => number.length));
  return (
    <div className={css['options']}>
      <div className={css['column']}>
        <SegmentedControl
          label="Arrangement"
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={[
            { value: 'grid', label: 'Grid' },
            { value: 'list', label: 'List' },
          ]}
        />
        <div className={css['pair']}>
          <Select
            label="Across"
            options={COUNTS}
            value={String(kind === 'list' ? 1 : columns)}
            disabled={kind === 'list'}
            onChange={(event) => change({ columns: Number(event.target.value) })}
          />
          <Select
            label="Down"
            options={COUNTS}
            value={String(rows)}
            onChange={(event) => change({ rows: Number(event.target.value) })}
          />
        </div>
        <Select
          label="Paper"
          options={PAPERS}
          value={settings.paper}
          onChange={(event) => change({ paper: event.target.value as SheetSettings['paper'] })}
        />
        <Check label="Landscape" checked={landscape} onChange={(on) => change({ landscape: on })} />
        <Check label="Each scene on a new sheet" checked={sceneBreaks} onChange={(on) => change({ sceneBreaks: on })} />
        <Check label="Label AI pictures" checked={labels} onChange={(on) => change({ labels: on })} />
        <TextField
          label="At the foot of each sheet"
          maxLength={200}
          value={settings.footer}
          placeholder="Production company, draft, date"
          onChange={(event) => change({ footer: event.target.value })}
        />
      </div>
      <Checks legend="With each panel">
        {SHEET_FIELDS.map(({ name, label }) => (
          <Check
            key={name}
            label={label}
            checked={fields.includes(name)}
            onChange={(on) => change({ fields: on ? [...fields, name] : fields.filter((other) => other !== name) })}
          />
        ))}
      </Checks>
      <Checks legend="Scenes">
        <Check label="The whole film" checked={chosen === null} onChange={(on) => choose(on ? null : [])} />
        {scenes.map(({ id, number, heading }) => (
          <Check
            key={id}
            label={`${number.padStart(widest, FIGURE_SPACE)}  ${heading.text}`}
            checked={chosen?.includes(id) ?? false}
            onChange={(on) => choose(on ? [...(chosen ?? []), id] : (chosen ?? []).filter((other) => other !== id))}
          />
        ))}
      </Checks>
    </div>
  );
}
