import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendScript, createElementNode, defineRoots, scriptRoot, writeSettings } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { paginate } from '#shared/pagination/index.ts';
import type { ElementType, ScriptParagraph } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { pagesStore } from './pages-store.ts';
import { scriptStore } from './script-store.ts';

const SCRIPT: readonly ScriptParagraph[] = Array.from({ length: 120 }, (_, i) => ({
  type: 'action',
  text: `Rain ${i}.`,
}));

function opened() {
  const doc = new Y.Doc();
  defineRoots(doc);
  const newId = countingIds('e');
  appendScript(doc, SCRIPT, newId);
  const tasks: (() => void)[] = [];
  const schedule = (task: () => void) => {
    tasks.push(task);
    return () => tasks.splice(tasks.indexOf(task), 1);
  };
  scriptStore(doc, (task) => {
    task();
    return () => {};
  });
  const store = pagesStore(doc, schedule);
  let told = 0;
  const stop = store.subscribe(() => told++);
  const painted = () => tasks.splice(0).forEach((task) => task());
  const text = (index: number) => (scriptRoot(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText;
  return { doc, store, tasks, painted, text, stop, told: () => told };
}

test('pages are laid out when the key has been painted, once for all that was typed until then', () => {
  const { store, tasks, painted, text, told } = opened();
  expect(store.get()).toBeNull();
  painted();
  const first = store.get();
  expect(first?.pages).toHaveLength(5);
  text(60).insert(0, 'More ');
  text(60).insert(0, 'Still ');
  expect(store.get()).toBe(first);
  expect(tasks).toHaveLength(1);
  painted();
  expect(told()).toBe(2);
  expect(store.get()?.pages).toEqual(paginate(store.get()?.elements ?? []).pages);
  expect(store.get()?.pages[0], 'pages before the change stay').toBe(first?.pages[0]);
});

test('another paper lays the script out anew', () => {
  const { doc, store, painted } = opened();
  painted();
  writeSettings(doc, { paper: 'a4' });
  painted();
  expect(store.get()?.settings.paper.width).toBeCloseTo(595.28);
  expect(store.get()?.pages).toHaveLength(5);
  expect(store.get()?.pages[0]?.lines.length).toBeGreaterThan(27);
});

test('the layout of the file that a project came from is followed, and what is none is the standard page', () => {
  const { doc, store, painted, told } = opened();
  painted();
  const standard = store.get();
  writeSettings(doc, { layout: { margins: { top: 288 }, styles: { Action: { leftIndent: 2 } } } });
  painted();
  expect(store.get()?.pages).toHaveLength(7);
  expect(store.get()?.pages[0]?.lines[0]?.left).toBe(2);
  writeSettings(doc, { aspectRatio: 2 });
  painted();
  expect(told(), 'nothing of the page changed').toBe(2);
  doc.getMap('settings').set('layout', { margins: { top: 1e9 }, styles: { Action: 'none' } });
  painted();
  expect(store.get()).toEqual(standard);
});

test('an element of a newer version’s type has its place among the lines', () => {
  const { doc, store, painted } = opened();
  const unknown = { id: 'new' as ElementId, type: 'hologram' as ElementType, text: 'It flickers.' };
  scriptRoot(doc).insert(0, [createElementNode(unknown)]);
  painted();
  expect(store.get()?.pages[0]?.lines[0]).toMatchObject({ element: 'new', row: 0, left: 1.5 });
  expect(store.get()?.pages[0]?.lines[1]).toMatchObject({ element: 'e0', row: 2 });
});

test('nothing is laid out when nobody looks', () => {
  const { tasks, text, stop } = opened();
  stop();
  expect(tasks).toEqual([]);
  text(1).insert(0, 'x');
  expect(tasks).toEqual([]);
});
