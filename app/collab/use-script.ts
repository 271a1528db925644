import type { ProjectDoc } from '#shared/collab/index.ts';
import type { OutlineRow, Scene } from '#shared/screenplay/index.ts';
import { scriptStore } from './script-store.ts';
import { useReadable } from './use-readable.ts';

/** The scenes as they are now; scenes in which nothing changed keep their identity. */
export function useScenes(doc: ProjectDoc): readonly Scene[] {
  return useReadable(scriptStore(doc).scenes);
}

/** Sections and scenes in order; renders when a row or their order changes, not when a scene's text does. */
export function useOutline(doc: ProjectDoc): readonly OutlineRow[] {
  return useReadable(scriptStore(doc).outline);
}
