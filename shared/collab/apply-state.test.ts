import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { applyState } from './apply-state.ts';

const SEED = 20261127;
/** Short and long, alike in length, beyond ASCII, and none. */
const NAMES = [
  'take',
  'kate',
  'order',
  'durationMs',
  'ø',
  'tåke',
  '',
  'n'.repeat(15),
  'n'.repeat(16),
  'n'.repeat(400),
  '😀',
];

function write(doc: Y.Doc, rng: Rng): void {
  const root = doc.getMap<unknown>(pick(rng, ['panels', 'shots']));
  const record = new Y.Map<unknown>();
  root.set(pick(rng, NAMES), record);
  for (let i = 0; i < 6; i++) record.set(pick(rng, NAMES), pick(rng, [1, pick(rng, NAMES), [pick(rng, NAMES)], null]));
  record.delete(pick(rng, NAMES));
  const line = new Y.XmlElement(pick(rng, ['element', 'take']));
  line.setAttribute(pick(rng, NAMES) || 'id', pick(rng, NAMES));
  line.insert(0, [new Y.XmlText(pick(rng, NAMES))]);
  doc.getXmlFragment('script').insert(0, [line]);
}

test(`a state is read as Yjs reads it, whatever its names (seed ${String(SEED)})`, () => {
  const rng = seededRng(SEED);
  for (let round = 0; round < 60; round++) {
    const doc = new Y.Doc();
    for (let i = 0; i <= randomInt(rng, 30); i++) write(doc, rng);
    const state = Y.encodeStateAsUpdate(doc);
    const [ours, theirs] = [new Y.Doc(), new Y.Doc()];
    applyState(ours, state);
    Y.applyUpdate(theirs, state);
    expect(Y.encodeStateAsUpdate(ours)).toEqual(Y.encodeStateAsUpdate(theirs));
    for (const root of ['panels', 'shots']) expect(ours.getMap(root).toJSON()).toEqual(doc.getMap(root).toJSON());
    expect(ours.getXmlFragment('script').toJSON()).toBe(doc.getXmlFragment('script').toJSON());
  }
});

test('what was cut off, or is no text, is refused as Yjs refuses it', () => {
  const doc = new Y.Doc();
  doc.getMap('panels').set('take', 'kate');
  const state = Y.encodeStateAsUpdate(doc);
  for (let length = 0; length < state.length; length++) {
    const part = state.slice(0, length);
    const said = (apply: () => void) => {
      try {
        apply();
        return null;
      } catch (error) {
        return String(error);
      }
    };
    expect(said(() => applyState(new Y.Doc(), part))).toBe(said(() => Y.applyUpdate(new Y.Doc(), part)));
  }
  const broken = state.slice();
  broken[state.indexOf('t'.charCodeAt(0))] = 0xff;
  expect(() => applyState(new Y.Doc(), broken)).toThrow();
});

test('the origin of what is brought is told', () => {
  const doc = new Y.Doc();
  doc.getMap('panels').set('take', 'kate');
  const copy = new Y.Doc();
  const origins: unknown[] = [];
  copy.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin));
  applyState(copy, Y.encodeStateAsUpdate(doc), 'here');
  expect(origins).toEqual(['here']);
});
