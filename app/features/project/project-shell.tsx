import type { ReactNode } from 'react';
import { CommandsProvider } from '#app/components/index.ts';
import { ProjectBar, type ProjectBarProps } from './project-bar.tsx';
import { ProjectCommands } from './project-commands.tsx';
import styles from './project-shell.module.css';

export interface ProjectShellProps extends ProjectBarProps {
  readonly children: ReactNode;
}

/** The room of a project: its bar, its commands, and one of its places. */
export function ProjectShell({ connection, roster, account, share, children }: ProjectShellProps) {
  return (
    <CommandsProvider>
      <div className={styles['shell']}>
        <ProjectBar connection={connection} roster={roster} account={account} share={share} />
        <main className={styles['place']}>{children}</main>
      </div>
      <ProjectCommands connection={connection} />
    </CommandsProvider>
  );
}
