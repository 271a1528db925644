import { NavLink } from '@remix-run/react';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { RevisionSummary } from '#server/context.ts';
import { Tooltip } from '#app/components/index.ts';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly project: ProjectId;
  /** Newest first. */
  readonly revisions: readonly RevisionSummary[];
}

/** The life of the project from left to right: one mark a revision, its height by how much it changed. */
export function Timeline({ project, revisions }: TimelineProps) {
  const oldestFirst = [...revisions].reverse();
  const most = Math.max(1, ...oldestFirst.map(changesOf));
  return (
    <nav className={styles['timeline']} aria-label="Timeline of revisions">
      {oldestFirst.map((revision) => (
        <Tooltip key={revision.id} text={revision.name}>
          <NavLink
            to={`/projects/${project}/history/${revision.id}`}
            className={styles['mark'] ?? ''}
            aria-label={revision.name}
          >
            <span style={{ height: `${String(20 + (80 * changesOf(revision)) / most)}%` }} />
          </NavLink>
        </Tooltip>
      ))}
      <NavLink to={`/projects/${project}/split`} className={styles['now'] ?? ''}>
        Now
      </NavLink>
    </nav>
  );
}

function changesOf({ counts: { scenes, panels } }: RevisionSummary): number {
  return scenes.added + scenes.removed + scenes.changed + panels.added + panels.removed + panels.changed;
}
