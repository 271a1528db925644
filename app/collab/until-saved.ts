import type { ProjectConnection } from './connection.ts';

/** Resolves with true once everything of this window is durable; with false when that takes longer than `ms`. */
export function untilSaved({ saveState }: Pick<ProjectConnection, 'saveState'>, ms: number): Promise<boolean> {
  if (saveState.get().kind === 'saved') return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (saved: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(saved);
    };
    const timer = setTimeout(() => end(false), ms);
    const stop = saveState.subscribe(() => {
      if (saveState.get().kind === 'saved') end(true);
    });
  });
}
