import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendScript, createElementNode, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { scriptStore } from './script-store.ts';

const SCRIPT: readonly ScriptParagraph[] = [
  { type: 'scene_heading', text: 'INT. ONE - DAY' },
  { type: 'action', text: 'Rain.' },
  { type: 'scene_heading', text: 'INT. TWO - NIGHT' },
  { type: 'action', text: 'Dark.' },
];

function opened() {
  const doc = new Y.Doc();
  const newId = countingIds('e');
  appendScript(doc, SCRIPT, newId);
  const frames: (() => void)[] = [];
  const store = scriptStore(doc, (task) => {
    frames.push(task);
    return () => frames.splice(frames.indexOf(task), 1);
  });
  let told = 0;
  const stop = store.scenes.subscribe(() => told++);
  const text = (index: number) => (scriptRoot(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText;
  const frame = () => frames.splice(0).forEach((task) => task());
  return { doc, store, text, frame, frames, stop, told: () => told };
}

test('typing is told once a frame and changes the identity of its own element and scene alone', () => {
  const { store, text, frame, frames, told } = opened();
  const [elements, scenes, outline] = [store.elements.get(), store.scenes.get(), store.outline.get()];
  text(1).insert(0, 'More ');
  text(1).insert(0, 'Still ');
  expect(frames).toHaveLength(1);
  frame();
  expect(told()).toBe(1);
  expect(store.elements.get().map((element, i) => element === elements[i])).toEqual([true, false, true, true]);
  expect(store.elements.get()[1]?.text).toBe('Still More Rain.');
  expect(store.scenes.get().map((scene, i) => scene === scenes[i])).toEqual([false, true]);
  expect(store.outline.get()).toBe(outline);
});

test('a new heading renumbers the outline and moves elements to its scene', () => {
  const { doc, store, frame } = opened();
  const heading = { id: 'x' as ElementId, type: 'scene_heading', text: 'EXT. NEW - DAY' } as const;
  scriptRoot(doc).insert(1, [createElementNode(heading)]);
  frame();
  expect(store.outline.get().map(({ number, text }) => `${number} ${text}`)).toEqual([
    '1 INT. ONE - DAY',
    '2 EXT. NEW - DAY',
    '3 INT. TWO - NIGHT',
  ]);
  expect(store.sceneOf('e1' as ElementId)?.id).toBe('x');
});

test('a change that leaves the script as it was is not told', () => {
  const { text, frame, told } = opened();
  text(1).insert(0, 'x');
  text(1).delete(0, 1);
  frame();
  expect(told()).toBe(0);
});

test('what changed while nobody watched is read when somebody comes', () => {
  const { store, text, stop } = opened();
  const untouched = must(store.elements.get()[3]);
  stop();
  text(1).insert(0, 'Later ');
  store.elements.subscribe(() => {});
  expect(store.elements.get()[1]?.text).toBe('Later Rain.');
  expect(store.elements.get()[3]).toBe(untouched);
});
