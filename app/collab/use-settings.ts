import { useCallback, useSyncExternalStore } from 'react';
import { observeSettings, readSettings, type ProjectDoc, type ProjectSettings } from '#shared/collab/index.ts';
import { pageSettingsOf, type PageSettings } from '#shared/pagination/index.ts';

/** Width divided by height of every frame of the film. */
export function useAspectRatio(doc: ProjectDoc): number {
  return useSetting(doc, 'aspectRatio');
}

/** What the script is counted and printed on. */
export function usePaper(doc: ProjectDoc): ProjectSettings['paper'] {
  return useSetting(doc, 'paper');
}

/** How scenes are numbered that came between locked ones. */
export function useNumberSchool(doc: ProjectDoc): ProjectSettings['numberSchool'] {
  return useSetting(doc, 'numberSchool');
}

/** The pages on which the script stands, as everybody has them. */
export function usePageSettings(doc: ProjectDoc): PageSettings {
  return useRead(doc, pageSettingsOf);
}

function useSetting<K extends keyof ProjectSettings>(doc: ProjectDoc, name: K): ProjectSettings[K] {
  return useRead(
    doc,
    useCallback((settings) => settings[name], [name]),
  );
}

/** `pick` gives the same for the same settings. */
function useRead<T>(doc: ProjectDoc, pick: (settings: ProjectSettings) => T): T {
  const subscribe = useCallback((listener: () => void) => observeSettings(doc, listener), [doc]);
  const read = useCallback(() => pick(readSettings(doc)), [doc, pick]);
  return useSyncExternalStore(subscribe, read, read);
}
