import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { TakeTally } from '#shared/storyboard/index.ts';
import { TallyTable } from '#app/lib/tally-table.tsx';
import styles from './model-tally.module.css';

/** How each model has done in this film so far. */
export function ModelTally({ projectId }: { readonly projectId: ProjectId }) {
  const { load, data } = useFetcher<{ tally?: readonly TakeTally[] }>();
  useEffect(() => load(`/projects/${projectId}/picture-tally`), [load, projectId]);
  const tally = data?.tally ?? [];
  if (tally.length === 0) return null;
  return (
    <details className={styles['tally']}>
      <summary>How models did in this film</summary>
      <TallyTable tally={tally} label="How models did in this film" />
    </details>
  );
}
