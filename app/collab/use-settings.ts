import { useCallback, useMemo, useSyncExternalStore } from 'react';
import {
  DEFAULT_SETTINGS,
  observeSettings,
  readSettings,
  type ProjectDoc,
  type ProjectSettings,
} from '#shared/collab/index.ts';
import type { ProjectConnection } from './connection.ts';
import { pageSettingsOf, type PageSettings } from '#shared/pagination/index.ts';

/** Width divided by height of every frame of the film. */
export function useAspectRatio(doc: ProjectDoc): number {
  return useSetting(doc, 'aspectRatio');
}

/** The same where the document may not be here yet: until then frames are as those of a new film. */
export function useFrameRatio(connection: Pick<ProjectConnection, 'doc'> | null): number {
  const doc = connection?.doc;
  const subscribe = useCallback((listener: () => void) => (doc ? observeSettings(doc, listener) : () => {}), [doc]);
  const read = () => (doc ? readSettings(doc) : DEFAULT_SETTINGS).aspectRatio;
  return useSyncExternalStore(subscribe, read, () => DEFAULT_SETTINGS.aspectRatio);
}

/** What the script is counted and printed on. */
export function usePaper(doc: ProjectDoc): ProjectSettings['paper'] {
  return useSetting(doc, 'paper');
}

/** How scenes are numbered that came between locked ones. */
export function useNumberSchool(doc: ProjectDoc): ProjectSettings['numberSchool'] {
  return useSetting(doc, 'numberSchool');
}

/** Which letters shots are called by. */
export function useShotLetters(doc: ProjectDoc): ProjectSettings['shotLetters'] {
  return useSetting(doc, 'shotLetters');
}

/** What stands at the foot of printed storyboards. */
export function useLogo(doc: ProjectDoc): ProjectSettings['logo'] {
  const json = useRead(doc, logoAsText);
  return useMemo(() => JSON.parse(json) as ProjectSettings['logo'], [json]);
}

/** How generated pictures are to look. */
export function useStyle(doc: ProjectDoc): ProjectSettings['style'] {
  const json = useRead(doc, styleAsText);
  return useMemo(() => JSON.parse(json) as ProjectSettings['style'], [json]);
}

/** As text, which is the same for the same logo. */
function logoAsText({ logo }: ProjectSettings): string {
  return JSON.stringify(logo);
}

function styleAsText({ style }: ProjectSettings): string {
  return JSON.stringify(style);
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
