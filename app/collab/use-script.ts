import { useCallback, useSyncExternalStore } from 'react';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Scene, ScriptElement } from '#shared/screenplay/index.ts';
import type { Readable } from './connection.ts';
import { scriptStore, type SceneHeading } from './script-store.ts';

export type { SceneHeading } from './script-store.ts';

/** The script's elements as they are now; those that did not change keep their identity. */
export function useElements(doc: ProjectDoc): readonly ScriptElement[] {
  return useReadable(scriptStore(doc).elements);
}

/** The scenes as they are now; scenes in which nothing changed keep their identity. */
export function useScenes(doc: ProjectDoc): readonly Scene[] {
  return useReadable(scriptStore(doc).scenes);
}

/** The headings in order; renders when a heading or their order changes, not when a scene's text does. */
export function useOutline(doc: ProjectDoc): readonly SceneHeading[] {
  return useReadable(scriptStore(doc).outline);
}

function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable]);
  const get = () => readable.get();
  return useSyncExternalStore(subscribe, get, get);
}
