import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { ProjectSession, User } from '#server/context.ts';
import type { Capability } from '#shared/access/index.ts';

export interface ProjectValue {
  readonly session: ProjectSession;
  readonly me: User;
  /** What a role may not do is not shown. The server asks again. */
  readonly can: (capability: Capability) => boolean;
}

const ProjectContext = createContext<ProjectValue | null>(null);

export function useProject(): ProjectValue {
  const project = useContext(ProjectContext);
  if (!project) throw new Error('useProject needs a ProjectProvider above it');
  return project;
}

interface ProjectProviderProps {
  readonly session: ProjectSession;
  readonly me: User;
  readonly children: ReactNode;
}

export function ProjectProvider({ session, me, children }: ProjectProviderProps) {
  const value = useMemo(
    () => ({ session, me, can: (capability: Capability) => session.standing.capabilities.includes(capability) }),
    [session, me],
  );
  return <ProjectContext.Provider value={value}>{children}</ProjectContext.Provider>;
}
