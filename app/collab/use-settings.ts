import { useCallback, useSyncExternalStore } from 'react';
import { observeSettings, readSettings, type ProjectDoc } from '#shared/collab/index.ts';

/** Width divided by height of every frame of the film. */
export function useAspectRatio(doc: ProjectDoc): number {
  const subscribe = useCallback((listener: () => void) => observeSettings(doc, listener), [doc]);
  const read = useCallback(() => readSettings(doc).aspectRatio, [doc]);
  return useSyncExternalStore(subscribe, read, read);
}
