import type * as Y from 'yjs';
import type { AssetHash } from '#shared/lib/ids.ts';
import { checkedLayout, type NumberSchool, type PageSetup, type ScriptLayout } from '#shared/screenplay/index.ts';
import type { LetterSchool } from '#shared/shots/index.ts';
import { MOST_OF_A_PROMPT, NO_STYLE, type PictureStyle } from '#shared/storyboard/index.ts';
import { mapRoot } from './document.ts';

/** A picture of the project's, by its name in the store. */
export interface Logo {
  readonly asset: AssetHash;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Settings of the film that everybody shares; its page setup is what the script is counted and printed on. */
export interface ProjectSettings extends PageSetup {
  /** Width divided by height of every frame. */
  readonly aspectRatio: number;
  /** How a scene is numbered that came between two whose numbers are locked. */
  readonly numberSchool: NumberSchool;
  /** Which letters shots are called by. */
  readonly shotLetters: LetterSchool;
  /** At the foot of printed storyboards. */
  readonly logo: Logo | null;
  /** How generated pictures are to look. */
  readonly style: PictureStyle;
}

export const DEFAULT_SETTINGS: ProjectSettings = {
  aspectRatio: 16 / 9,
  numberSchool: 'suffix',
  shotLetters: 'without_io',
  logo: null,
  style: NO_STYLE,
  paper: 'letter',
  layout: null,
};

const checked = new WeakMap<object, ScriptLayout | null>();

export function readSettings(doc: Y.Doc): ProjectSettings {
  const settings = mapRoot(doc, 'settings');
  const aspectRatio = settings.get('aspectRatio');
  return {
    aspectRatio: typeof aspectRatio === 'number' && aspectRatio > 0 ? aspectRatio : DEFAULT_SETTINGS.aspectRatio,
    numberSchool: settings.get('numberSchool') === 'prefix' ? 'prefix' : DEFAULT_SETTINGS.numberSchool,
    shotLetters: settings.get('shotLetters') === 'without_ioqyz' ? 'without_ioqyz' : DEFAULT_SETTINGS.shotLetters,
    logo: logoIn(settings.get('logo')),
    style: styleIn(settings.get('style')),
    paper: settings.get('paper') === 'a4' ? 'a4' : DEFAULT_SETTINGS.paper,
    layout: layoutIn(settings.get('layout')),
  };
}

function styleIn(value: unknown): PictureStyle {
  if (typeof value !== 'object' || value === null) return DEFAULT_SETTINGS.style;
  const { words, pictures } = value as Partial<Record<keyof PictureStyle, unknown>>;
  return {
    words: typeof words === 'string' ? words.slice(0, MOST_OF_A_PROMPT) : '',
    pictures: Array.isArray(pictures) ? pictures.filter(isAsset) : [],
  };
}

function isAsset(value: unknown): value is AssetHash {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function logoIn(value: unknown): Logo | null {
  if (typeof value !== 'object' || value === null) return DEFAULT_SETTINGS.logo;
  const { asset, width, height } = value as Partial<Record<keyof Logo, unknown>>;
  const isSide = (side: unknown): side is number => typeof side === 'number' && side >= 1;
  if (!isAsset(asset) || !isSide(width) || !isSide(height)) return null;
  return { asset, width, height };
}

/** Checked once for each that was written: until another is, everybody has the same object. */
function layoutIn(value: unknown): ScriptLayout | null {
  if (typeof value !== 'object' || value === null) return DEFAULT_SETTINGS.layout;
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
