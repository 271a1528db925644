import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { dollars } from '#shared/lib/dollars.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { TAKE_FAULTS, TAKE_FAULT_NAMES, type TakeTally } from '#shared/storyboard/index.ts';
import styles from './model-tally.module.css';

/** How each model has done in this film so far: what was chosen of it, and what people found wrong. */
export function ModelTally({ projectId }: { readonly projectId: ProjectId }) {
  const { load, data } = useFetcher<{ tally?: readonly TakeTally[] }>();
  useEffect(() => load(`/projects/${projectId}/picture-tally`), [load, projectId]);
  const tally = data?.tally ?? [];
  if (tally.length === 0) return null;
  return (
    <details className={styles['tally']}>
      <summary>How models did in this film</summary>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label="How models did in this film">
        <table>
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
    </details>
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
