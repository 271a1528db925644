import type * as Y from 'yjs';
import { checkedLayout, type NumberSchool, type PageSetup, type ScriptLayout } from '#shared/screenplay/index.ts';
import { mapRoot } from './document.ts';

/** Settings of the film that everybody shares; its page setup is what the script is counted and printed on. */
export interface ProjectSettings extends PageSetup {
  /** Width divided by height of every frame. */
  readonly aspectRatio: number;
  /** How a scene is numbered that came between two whose numbers are locked. */
  readonly numberSchool: NumberSchool;
}

const DEFAULTS: ProjectSettings = { aspectRatio: 16 / 9, numberSchool: 'suffix', paper: 'letter', layout: null };

const checked = new WeakMap<object, ScriptLayout | null>();

export function readSettings(doc: Y.Doc): ProjectSettings {
  const settings = mapRoot(doc, 'settings');
  const aspectRatio = settings.get('aspectRatio');
  return {
    aspectRatio: typeof aspectRatio === 'number' && aspectRatio > 0 ? aspectRatio : DEFAULTS.aspectRatio,
    numberSchool: settings.get('numberSchool') === 'prefix' ? 'prefix' : DEFAULTS.numberSchool,
    paper: settings.get('paper') === 'a4' ? 'a4' : DEFAULTS.paper,
    layout: layoutIn(settings.get('layout')),
  };
}

/** Checked once for each that was written: until another is, everybody has the same object. */
function layoutIn(value: unknown): ScriptLayout | null {
  if (typeof value !== 'object' || value === null) return DEFAULTS.layout;
  let layout = checked.get(value);
  if (layout === undefined) checked.set(value, (layout = checkedLayout(value)));
  return layout;
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
