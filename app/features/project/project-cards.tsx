import { Link } from '@remix-run/react';
import { RelativeTime } from '#app/components/index.ts';
import type { ProjectSummary } from '#server/context.ts';
import styles from './project-cards.module.css';

export function ProjectCards({ projects }: { readonly projects: readonly ProjectSummary[] }) {
  return (
    <ul className={styles['cards']}>
      {projects.map((project) => (
        <li key={project.id}>
          <Link to={`/projects/${project.id}/split`} prefetch="intent" className={styles['card']}>
            <span className={styles['title']}>{project.title}</span>
            <span className={styles['when']}>
              Changed <RelativeTime at={project.changedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
