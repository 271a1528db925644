import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import { scriptStore, type SceneHeading } from './script-store.ts';
import { useReadable } from './use-readable.ts';

export type { SceneHeading } from './script-store.ts';

/** The scenes as they are now; scenes in which nothing changed keep their identity. */
export function useScenes(doc: ProjectDoc): readonly Scene[] {
  return useReadable(scriptStore(doc).scenes);
}

/** The headings in order; renders when a heading or their order changes, not when a scene's text does. */
export function useOutline(doc: ProjectDoc): readonly SceneHeading[] {
  return useReadable(scriptStore(doc).outline);
}
