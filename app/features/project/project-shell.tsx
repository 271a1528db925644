import type { ReactNode } from 'react';
import { CommandsProvider } from '#app/components/index.ts';
import { EndedBar } from './ended-bar.tsx';
import { KeptCopyBar } from './kept-copy-bar.tsx';
import { ProjectBar, type ProjectBarProps } from './project-bar.tsx';
import { ProjectCommands } from './project-commands.tsx';
import { useKeptCopies } from './use-kept-copies.ts';
import styles from './project-shell.module.css';

export interface ProjectShellProps extends Omit<ProjectBarProps, 'copies'> {
  readonly children: ReactNode;
}

/** The room of a project: its bar, its commands, and one of its places. */
export function ProjectShell({ connection, children, ...bar }: ProjectShellProps) {
  const copies = useKeptCopies(connection);
  return (
    <CommandsProvider>
      <div className={styles['shell']}>
        <ProjectBar {...bar} connection={connection} copies={copies} />
        <EndedBar connection={connection} />
        <KeptCopyBar copies={copies} />
        <main className={styles['place']}>{children}</main>
      </div>
      <ProjectCommands connection={connection} files={bar.files} />
    </CommandsProvider>
  );
}
