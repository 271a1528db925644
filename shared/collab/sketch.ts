import * as Y from 'yjs';
import {
  FIRST_LAYER,
  drawingOf,
  encodeMark,
  markOn,
  type Drawing,
  type Layer,
  type Mark,
  type PackedDrawing,
} from '#shared/drawing/index.ts';
import { defineSketchRoots } from './document.ts';
import { EDIT } from './origin.ts';

/*
 * A drawing is a document of its own. `strokes` holds the bytes of each mark under its id; `layers` holds a layer's fields
 * under `<number>:<field>`, so that two people who name and hide one layer both keep their change. A layer is there when
 * it has an order; the first one always is. Anything may have been written there: what is none is passed over.
 */

/** Each is a bitmap in every window. Marks of layers over this lie on the first one. */
export const MOST_LAYERS = 16;
export const LONGEST_LAYER_NAME = 60;

function strokesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('strokes');
}

function layersOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('layers');
}

/** A drawing's document of its own, filled from a stored state: to be read, and thrown away. */
export function loadSketch(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  defineSketchRoots(doc);
  Y.applyUpdate(doc, state);
  return doc;
}

export function readDrawing(doc: Y.Doc): Drawing {
  return drawingOf(packDrawing(doc));
}

/** To be read elsewhere, by `drawingOf`. */
export function packDrawing(doc: Y.Doc): PackedDrawing {
  const strokes = [...strokesOf(doc)].filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array);
  return { layers: readLayers(doc), strokes };
}

/** Null for one that is gone, or that this code can't read. */
export function readMark(doc: Y.Doc, id: string, layers: readonly Layer[]): Mark | null {
  const bytes = strokesOf(doc).get(id);
  return bytes instanceof Uint8Array ? markOn(layers, bytes) : null;
}

/** From the bottom up; never none. */
export function readLayers(doc: Y.Doc): Layer[] {
  const fields = layersOf(doc);
  const numbers = new Set([FIRST_LAYER.number]);
  for (const key of fields.keys()) {
    const number = /^(\d{1,10}):order$/.exec(key)?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .slice(0, MOST_LAYERS)
    .map((number) => layerOf(fields, number))
    .sort((a, b) => a.order - b.order || a.number - b.number);
}

function layerOf(fields: Y.Map<unknown>, number: number): Layer {
  const field = (name: keyof Layer) => fields.get(`${String(number)}:${name}`);
  const [name, order] = [field('name'), field('order')];
  return {
    number,
    name: typeof name === 'string' && name.trim() !== '' ? name.slice(0, LONGEST_LAYER_NAME) : FIRST_LAYER.name,
    hidden: field('hidden') === true,
    order: typeof order === 'number' && Number.isFinite(order) ? order : FIRST_LAYER.order,
  };
}

/** Puts marks under their ids, new ones and others in the place of what was there. One step of undo. */
export function putMarks(doc: Y.Doc, marks: Iterable<readonly [id: string, mark: Mark]>): void {
  doc.transact(() => {
    for (const [id, mark] of marks) strokesOf(doc).set(id, encodeMark(mark));
  }, EDIT);
}

export function removeMarks(doc: Y.Doc, ids: Iterable<string>): void {
  doc.transact(() => {
    for (const id of ids) strokesOf(doc).delete(id);
  }, EDIT);
}

/** Writes these fields of a layer; with an order, one that was not there is. */
export function putLayer(doc: Y.Doc, number: number, fields: Partial<Omit<Layer, 'number'>>): void {
  doc.transact(() => {
    for (const [name, value] of Object.entries(fields)) layersOf(doc).set(`${String(number)}:${name}`, value);
  }, EDIT);
}

/** Takes a layer away with all that lies on it. Of the first one only what lies on it. */
export function removeLayer(doc: Y.Doc, number: number): void {
  doc.transact(() => {
    const { layers, marks } = readDrawing(doc);
    for (const [id, mark] of marks) if (mark.layer === number) strokesOf(doc).delete(id);
    if (number === FIRST_LAYER.number || layers.length < 2) return;
    for (const field of ['name', 'order', 'hidden']) layersOf(doc).delete(`${String(number)}:${field}`);
  }, EDIT);
}

/** What a transaction touched: ids of marks, and whether layers did. */
export interface SketchChanges {
  readonly marks: ReadonlySet<string>;
  readonly layers: boolean;
  /** Made in this window, and not by somebody else. */
  readonly local: boolean;
}

/** Calls back after every transaction that touched the drawing. Returns the way to stop. */
export function observeSketch(doc: Y.Doc, listener: (changes: SketchChanges) => void): () => void {
  const onMarks = ({ keysChanged, transaction }: Y.YMapEvent<unknown>) =>
    listener({ marks: keysChanged as Set<string>, layers: false, local: transaction.local });
  const onLayers = ({ transaction }: Y.YMapEvent<unknown>) =>
    listener({ marks: new Set(), layers: true, local: transaction.local });
  strokesOf(doc).observe(onMarks);
  layersOf(doc).observe(onLayers);
  return () => {
    strokesOf(doc).unobserve(onMarks);
    layersOf(doc).unobserve(onLayers);
  };
}
