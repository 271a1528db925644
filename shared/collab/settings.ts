import type * as Y from 'yjs';
import { mapRoot } from './document.ts';

/** Settings of the film that everybody shares. */
export interface ProjectSettings {
  /** Width divided by height of every frame. */
  readonly aspectRatio: number;
  /** What the script is counted and printed on. */
  readonly paper: 'letter' | 'a4';
}

const DEFAULTS: ProjectSettings = { aspectRatio: 16 / 9, paper: 'letter' };

export function readSettings(doc: Y.Doc): ProjectSettings {
  const settings = mapRoot(doc, 'settings');
  const aspectRatio = settings.get('aspectRatio');
  return {
    aspectRatio: typeof aspectRatio === 'number' && aspectRatio > 0 ? aspectRatio : DEFAULTS.aspectRatio,
    paper: settings.get('paper') === 'a4' ? 'a4' : DEFAULTS.paper,
  };
}

export function writeSettings(doc: Y.Doc, settings: Partial<ProjectSettings>): void {
  const root = mapRoot(doc, 'settings');
  doc.transact(() => {
    for (const [key, value] of Object.entries(settings)) root.set(key, value);
  });
}

/** Calls back after every change of the settings. Returns the way to stop. */
export function observeSettings(doc: Y.Doc, listener: () => void): () => void {
  const root = mapRoot(doc, 'settings');
  root.observe(listener);
  return () => root.unobserve(listener);
}
