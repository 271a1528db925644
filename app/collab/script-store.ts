import * as Y from 'yjs';
import { ELEMENT_NODE, observeSettings, readElement, readSettings, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import {
  foldOmitted,
  outlineOf,
  sceneByElement,
  scenesOf,
  type OutlineRow,
  type Scene,
  type ScriptElement,
} from '#shared/screenplay/index.ts';
import type { Readable } from './connection.ts';

/**
 * The script as plain data that follows the document. What did not change keeps its identity, from elements up to
 * scenes, so that whoever shows them can compare with `===`. Changes are told once a frame, whatever was typed in it.
 */
export interface ScriptStore {
  /** As it is printed: the lines of an omitted scene lie in its heading. */
  readonly elements: Readable<readonly ScriptElement[]>;
  readonly scenes: Readable<readonly Scene[]>;
  /** Sections and scenes as a list shows them: the same array until a row of it or the order changes, and the same row. */
  readonly outline: Readable<readonly OutlineRow[]>;
  /** The scene that an element stands in. */
  sceneOf(element: ElementId): Scene | undefined;
}

/** Runs `task` before the next paint; returns how to call it off. */
export type Schedule = (task: () => void) => () => void;

const frame: Schedule = (task) => {
  const id = requestAnimationFrame(task);
  return () => cancelAnimationFrame(id);
};

const stores = new WeakMap<Y.Doc, ScriptStore>();

/** The one store of a document. It watches the document while somebody watches it. */
export function scriptStore(doc: Y.Doc, schedule = frame): ScriptStore {
  const store = stores.get(doc) ?? makeStore(doc, schedule);
  stores.set(doc, store);
  return store;
}

function makeStore(doc: Y.Doc, schedule: Schedule): ScriptStore {
  const root = scriptRoot(doc);
  const reader = new ElementReader(root);
  const listeners = new Set<() => void>();
  let lines = reader.read();
  let elements = foldOmitted(lines);
  let { numberSchool } = readSettings(doc);
  let scenes: readonly Scene[] = scenesOf(elements, numberSchool);
  let outline: readonly OutlineRow[] = outlineOf(elements, scenes);
  let places: Map<ElementId, Scene> | null = null;
  let cancel: (() => void) | null = null;

  const refresh = () => {
    cancel = null;
    const now = reader.read();
    const school = readSettings(doc).numberSchool;
    if (now === lines && school === numberSchool) return;
    lines = now;
    elements = foldOmitted(now);
    numberSchool = school;
    const before = scenes;
    scenes = keepScenes(scenes, scenesOf(elements, school));
    places &&= followed(places, before, scenes);
    outline = keepRows(outline, outlineOf(elements, scenes));
    for (const listener of listeners) listener();
  };
  const later = () => {
    cancel ??= schedule(refresh);
  };
  const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    reader.note(events);
    later();
  };
  let leaveSettings = () => {};
  const subscribe = (listener: () => void) => {
    if (listeners.size === 0) {
      root.observeDeep(onChange);
      leaveSettings = observeSettings(doc, later);
      reader.forget();
      refresh();
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      root.unobserveDeep(onChange);
      leaveSettings();
      cancel?.();
      cancel = null;
    };
  };
  return {
    elements: { get: () => elements, subscribe },
    scenes: { get: () => scenes, subscribe },
    outline: { get: () => outline, subscribe },
    sceneOf: (element) => (places ??= new Map(sceneByElement(scenes))).get(element),
  };
}

/** Reads the script again, but of it only what has changed. */
class ElementReader {
  readonly #root: Y.XmlFragment;
  readonly #read = new Map<Y.XmlElement, ScriptElement>();
  #ys: readonly Y.XmlElement[] | null = null;
  #elements: readonly ScriptElement[] = [];
  readonly #stale = new Set<Y.XmlElement>();

  constructor(root: Y.XmlFragment) {
    this.#root = root;
  }

  note(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    for (const { target } of events) {
      let node: Y.AbstractType<unknown> | null = target;
      while (node && node.parent !== this.#root) node = node.parent as Y.AbstractType<unknown> | null;
      if (isElement(node)) this.#stale.add(node);
      else this.#ys = null;
    }
  }

  /** Everything may have changed while nobody was watching. */
  forget(): void {
    this.#ys = null;
    for (const y of this.#read.keys()) this.#stale.add(y);
  }

  read(): readonly ScriptElement[] {
    if (this.#ys === null) this.#readAll();
    else if (this.#stale.size > 0) this.#readStale(this.#ys);
    this.#stale.clear();
    return this.#elements;
  }

  #readStale(ys: readonly Y.XmlElement[]): void {
    const elements = [...this.#elements];
    for (const y of this.#stale) {
      const index = ys.indexOf(y);
      if (index >= 0) elements[index] = this.#element(y);
    }
    if (elements.some((element, index) => element !== this.#elements[index])) this.#elements = elements;
  }

  #readAll(): void {
    const ys = this.#root.toArray().filter(isElement);
    const before = this.#elements;
    const elements = ys.map((y) => this.#element(y));
    const gone = new Set(this.#read.keys());
    for (const y of ys) gone.delete(y);
    for (const y of gone) this.#read.delete(y);
    this.#ys = ys;
    const same = elements.length === before.length && elements.every((element, index) => element === before[index]);
    if (!same) this.#elements = elements;
  }

  #element(y: Y.XmlElement): ScriptElement {
    const known = this.#read.get(y);
    if (known && !this.#stale.has(y)) return known;
    const now = readElement(y);
    const kept = known && JSON.stringify(known) === JSON.stringify(now) ? known : now;
    this.#read.set(y, kept);
    return kept;
  }
}

function isElement(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && node.nodeName === ELEMENT_NODE;
}

function keepScenes(before: readonly Scene[], now: readonly Scene[]): readonly Scene[] {
  const byId = new Map(before.map((scene) => [scene.id, scene]));
  return now.map((scene) => {
    const known = byId.get(scene.id);
    return known && sameScene(known, scene) ? known : scene;
  });
}

/** Follows a change of one scene in which every element stayed, as after most keys; null for all others. */
function followed(
  places: Map<ElementId, Scene>,
  before: readonly Scene[],
  now: readonly Scene[],
): Map<ElementId, Scene> | null {
  const changed = now.findIndex((scene, index) => scene !== before[index]);
  const [were, are] = [before[changed], now[changed]];
  const isAlone = before.length === now.length && now.every((scene, i) => i === changed || scene === before[i]);
  if (!isAlone) return null;
  if (!were || !are) return places;
  const [old, ids] = [[...sceneByElement([were]).keys()], [...sceneByElement([are]).keys()]];
  if (old.length !== ids.length || old.some((id, index) => id !== ids[index])) return null;
  for (const id of ids) places.set(id, are);
  return places;
}

function sameScene(a: Scene, b: Scene): boolean {
  return (
    a.heading === b.heading &&
    a.index === b.index &&
    a.number === b.number &&
    a.body.length === b.body.length &&
    a.body.every((element, index) => element === b.body[index])
  );
}

function keepRows(before: readonly OutlineRow[], now: readonly OutlineRow[]): readonly OutlineRow[] {
  const byId = new Map(before.map((row) => [row.id, row]));
  const rows = now.map((row) => {
    const known = byId.get(row.id);
    return known && sameRow(known, row) ? known : row;
  });
  return rows.length === before.length && rows.every((row, index) => row === before[index]) ? before : rows;
}

function sameRow(a: OutlineRow, b: OutlineRow): boolean {
  return (Object.keys(a) as (keyof OutlineRow)[]).every((name) => a[name] === b[name]);
}
