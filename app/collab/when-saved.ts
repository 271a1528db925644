import type { ProjectConnection } from './connection.ts';

/**
 * Resolves when what was done so far is durable, so that the server knows of it; or as soon as that can't be waited for:
 * without a connection, or for somebody who writes nothing.
 */
export function whenSaved({ saveState }: Pick<ProjectConnection, 'saveState'>): Promise<void> {
  const isUnderWay = () => ['saving', 'connecting'].includes(saveState.get().kind);
  return new Promise((resolve) => {
    if (!isUnderWay()) {
      resolve();
      return;
    }
    const stop = saveState.subscribe(() => {
      if (isUnderWay()) return;
      stop();
      resolve();
    });
  });
}
