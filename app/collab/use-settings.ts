import { useCallback, useSyncExternalStore } from 'react';
import { observeSettings, readSettings, type ProjectDoc, type ProjectSettings } from '#shared/collab/index.ts';

/** Width divided by height of every frame of the film. */
export function useAspectRatio(doc: ProjectDoc): number {
  return useSetting(doc, 'aspectRatio');
}

/** What the script is counted and printed on. */
export function usePaper(doc: ProjectDoc): ProjectSettings['paper'] {
  return useSetting(doc, 'paper');
}

function useSetting<K extends keyof ProjectSettings>(doc: ProjectDoc, name: K): ProjectSettings[K] {
  const subscribe = useCallback((listener: () => void) => observeSettings(doc, listener), [doc]);
  const read = useCallback(() => readSettings(doc)[name], [doc, name]);
  return useSyncExternalStore(subscribe, read, read);
}
