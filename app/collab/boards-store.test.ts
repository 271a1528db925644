import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addPanel, defineRoots, deletePanels, updatePanel, updateShot } from '#shared/collab/index.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { createBoardsStore } from './boards-store.ts';

function setUp() {
  const rng = seededRng(3);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const doc = new Y.Doc();
  defineRoots(doc);
  const first = addPanel(doc, { anchors: [], order: 'aA' }, newId);
  const second = addPanel(doc, { anchors: [], order: 'aB' }, newId);
  const frames: (() => void)[] = [];
  const turns: (() => void)[] = [];
  const store = createBoardsStore(doc, {
    now: (flush) => turns.push(flush),
    nextFrame: (flush) => frames.push(flush),
  });
  const nextFrame = () => [...turns.splice(0), ...frames.splice(0)].forEach((flush) => flush());
  const theirs = (change: (theirDoc: Y.Doc) => void) => {
    const theirDoc = new Y.Doc();
    Y.applyUpdate(theirDoc, Y.encodeStateAsUpdate(doc));
    change(theirDoc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirDoc));
  };
  return { doc, newId, first, second, store, frames, turns, nextFrame, theirs };
}

test('many changes from elsewhere in one frame are one change to whoever watches', () => {
  const { first, second, store, frames, nextFrame, theirs } = setUp();
  let told = 0;
  store.subscribe(() => told++);
  theirs((doc) => updatePanel(doc, first, { caption: 'one' }));
  theirs((doc) => updatePanel(doc, second, { caption: 'two' }));
  expect(frames).toHaveLength(1);
  nextFrame();
  expect(told).toBe(1);
  expect([...store.get().panels.values()].map((panel) => panel.caption)).toEqual(['one', 'two']);
});

test('what is done here is seen without waiting for a frame, with what came before it', () => {
  const { doc, first, second, store, frames, turns, nextFrame, theirs } = setUp();
  let told = 0;
  store.subscribe(() => told++);
  theirs((their) => updatePanel(their, second, { caption: 'theirs' }));
  updatePanel(doc, first, { caption: 'mine' });
  expect(frames).toHaveLength(1);
  turns.splice(0).forEach((flush) => flush());
  expect([...store.get().panels.values()].map((panel) => panel.caption)).toEqual(['mine', 'theirs']);
  nextFrame();
  expect(told).toBe(1);
});

test('a panel that did not change stays the same object', () => {
  const { doc, first, second, store, nextFrame } = setUp();
  const before = store.get();
  updatePanel(doc, first, { caption: 'new' });
  nextFrame();
  const after = store.get();
  expect(after.panels.get(first)).not.toBe(before.panels.get(first));
  expect(after.panels.get(second)).toBe(before.panels.get(second));
  expect(after.shots).toBe(before.shots);
  expect(before.panels.get(first)!.caption).toBe('');
});

test('panels that come and go are heard, and setups on their own too', () => {
  const { doc, newId, first, second, store, nextFrame } = setUp();
  deletePanels(doc, [first]);
  const third = addPanel(doc, { anchors: [], order: 'aC' }, newId);
  const { shot } = store.get().panels.get(second)!;
  updateShot(doc, shot, { size: 'ECU' });
  nextFrame();
  expect([...store.get().panels.keys()]).toEqual([second, third]);
  expect(store.get().shots.get(shot)!.size).toBe('ECU');
});
