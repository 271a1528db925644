import { dollars } from '#shared/lib/dollars.ts';
import { TAKE_FAULTS, TAKE_FAULT_NAMES, type TakeTally } from '#shared/storyboard/index.ts';
import styles from './tally-table.module.css';

interface TallyTableProps {
  readonly tally: readonly TakeTally[];
  readonly label: string;
}

/** A row for each model: what was chosen of it, and what people found wrong. */
export function TallyTable({ tally, label }: TallyTableProps) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={styles['tally']}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tally.map((row) => (
            <Row key={`${row.provider} ${row.model}`} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HEADS = ['Model', 'Made', 'Shown', 'Keep', 'Not usable', 'What went wrong', 'Cost'] as const;

function Row({ row }: { readonly row: TakeTally }) {
  const { model, provider, made, chosen, kept, unusable, faults, cost } = row;
  const wrong = TAKE_FAULTS.flatMap((fault) => (faults[fault] ? [`${TAKE_FAULT_NAMES[fault]} ${faults[fault]}`] : []));
  return (
    <tr>
      <th scope="row">
        {model} <span className={styles['provider']}>{provider}</span>
      </th>
      {[made, chosen, kept, unusable].map((count, i) => (
        <td key={HEADS[i + 1]} className={styles['figure']}>
          {count.toLocaleString('en')}
        </td>
      ))}
      <td>{wrong.join(', ') || '–'}</td>
      <td className={styles['figure']}>{cost === 0 ? '–' : dollars(cost)}</td>
    </tr>
  );
}
