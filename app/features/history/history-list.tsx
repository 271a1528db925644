import { NavLink } from '@remix-run/react';
import type { ProjectId } from '#shared/lib/ids.ts';
import { describeCounts } from '#shared/revisions/index.ts';
import type { RevisionSummary } from '#server/context.ts';
import { Avatar, RelativeTime } from '#app/components/index.ts';
import { KeepHistory, type KeepHistoryProps } from './keep-history.tsx';
import { NameForm } from './name-form.tsx';
import styles from './history-list.module.css';

export interface HistoryListProps {
  readonly project: ProjectId;
  /** Newest first. */
  readonly revisions: readonly RevisionSummary[];
  readonly canName: boolean;
  readonly keeps: Omit<KeepHistoryProps, 'project'>;
}

/** The revisions of a project, newest first: what each is called, who made it, when, and what it changed. */
export function HistoryList({ project, revisions, canName, keeps }: HistoryListProps) {
  return (
    <section className={styles['side']} aria-label="Revisions">
      {canName && <NameForm project={project} />}
      {revisions.length === 0 && (
        <p className={styles['empty']}>
          No revisions yet. A revision keeps the whole project, script and boards, as it is at that moment; naming one
          costs nothing and nobody’s work stops for it.
        </p>
      )}
      <ol className={styles['list']}>
        {revisions.map((revision) => (
          <li key={revision.id}>
            <NavLink to={`/projects/${project}/history/${revision.id}`} className={styles['revision'] ?? ''}>
              <Avatar name={revision.author.name} small />
              <span className={styles['title']}>{revision.name}</span>
              <span className={styles['meta']}>
                {revision.author.name} · <RelativeTime at={revision.createdAt} />
              </span>
              <span className={styles['meta']}>{describeCounts(revision.counts)}</span>
            </NavLink>
          </li>
        ))}
      </ol>
      <KeepHistory project={project} {...keeps} />
    </section>
  );
}
