import { useFetcher } from '@remix-run/react';
import type { ProjectId } from '#shared/lib/ids.ts';
import { RETENTIONS, describeRetention } from '#shared/revisions/index.ts';
import { Select } from '#app/components/index.ts';
import styles from './history-list.module.css';

export interface KeepHistoryProps {
  readonly project: ProjectId;
  /** null for ever. */
  readonly days: number | null;
  readonly canChange: boolean;
}

const OPTIONS = RETENTIONS.map((days) => ({ value: String(days ?? ''), label: describeRetention(days) }));

/** How long each single change of a project is kept; whoever looks after the workspace can choose. */
export function KeepHistory({ project, days, canChange }: KeepHistoryProps) {
  const fetcher = useFetcher<{ readonly error?: { readonly message: string } }>();
  const asked = fetcher.formData?.get('days');
  const chosen = typeof asked === 'string' ? asked : String(days ?? '');
  const choose = (value: string) => {
    fetcher.submit({ intent: 'keep', days: value }, { method: 'post', action: `/projects/${project}/revisions` });
  };
  return (
    <footer className={styles['keep']}>
      {canChange ? (
        <Select
          label="Keep every single change"
          options={OPTIONS}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
          hint={
            days === null
              ? 'Revisions stay, whatever you choose.'
              : 'Revisions stay. Who was offline for longer gets a copy of their work instead of joining in again.'
          }
          error={fetcher.data?.error?.message}
        />
      ) : (
        <p>Every single change is kept {describeRetention(days)}; revisions stay.</p>
      )}
    </footer>
  );
}
