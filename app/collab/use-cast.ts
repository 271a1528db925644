import { useSyncExternalStore } from 'react';
import type { Character, DayMarks, Location } from '#shared/cast/index.ts';
import {
  observeCast,
  observeSettings,
  readCharacters,
  readDayMarks,
  readLocations,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { sameValue } from '#shared/lib/same-value.ts';

export interface LiveCast {
  readonly characters: readonly Character[];
  readonly locations: readonly Location[];
  /** What people say of story days. */
  readonly marks: DayMarks;
}

interface CastStore {
  readonly get: () => LiveCast;
  readonly subscribe: (listener: () => void) => () => void;
}

const stores = new WeakMap<ProjectDoc, CastStore>();

/** Cast and places as they are now. */
export function useCast(doc: ProjectDoc): LiveCast {
  const store = castStore(doc);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** The one store of a document; it lives as long as the document. */
function castStore(doc: ProjectDoc): CastStore {
  const known = stores.get(doc);
  if (known) return known;
  const listeners = new Set<() => void>();
  let cast: LiveCast = {
    characters: readCharacters(doc),
    locations: readLocations(doc),
    marks: readDayMarks(doc),
  };
  const change = (part: Partial<LiveCast>) => {
    cast = { ...cast, ...part };
    for (const listener of listeners) listener();
  };
  observeCast(doc, () => change({ characters: readCharacters(doc), locations: readLocations(doc) }));
  observeSettings(doc, () => {
    const marks = readDayMarks(doc);
    if (!sameValue([...marks], [...cast.marks])) change({ marks });
  });
  const store = {
    get: () => cast,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  stores.set(doc, store);
  return store;
}
