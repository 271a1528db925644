import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AssetHash, ElementId, NewId, PanelId, TakeId, UserId } from '#shared/lib/ids.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { ELEMENT_TYPES } from '#shared/screenplay/index.ts';
import { ANGLES } from '#shared/shots/index.ts';
import { addPanel, addTake, deletePanels, placePanels, readPanels, updatePanel, updateShot } from './boards.ts';
import { defineRoots, scriptRoot } from './document.ts';
import { loadState } from './load-state.ts';
import { changeBackTo, sameContent } from './restore.ts';
import { appendScript, createElementNode, readScript } from './script.ts';
import { writeTitlePage } from './title-page.ts';
import { writeSettings } from './settings.ts';
import { readProjectState } from './snapshot.ts';

const SEEDS = Array.from({ length: 60 }, (_, i) => 20261121 + i);

function project(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  defineRoots(doc);
  return doc;
}

function meet(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(b, fromA);
  Y.applyUpdate(a, fromB);
}

const elementAt = (doc: Y.Doc, index: number) => scriptRoot(doc).get(index) as Y.XmlElement;

function textOf(element: Y.XmlElement): Y.XmlText {
  const first = element.length > 0 ? element.get(0) : undefined;
  if (first instanceof Y.XmlText) return first;
  const text = new Y.XmlText();
  element.insert(0, [text]);
  return text;
}

/** One thing somebody does to a project: typing, styling, retyping, deleting, moving, boarding, a picture. */
function act(doc: Y.Doc, rng: Rng, newId: NewId): void {
  const script = scriptRoot(doc);
  const anywhere = () => elementAt(doc, randomInt(rng, script.length));
  const panels = readPanels(doc);
  const somePanel = () => pick(rng, panels);
  const steps: (() => void)[] = [
    () => textOf(anywhere()).insert(0, `${String.fromCharCode(97 + randomInt(rng, 26)).repeat(3)} `),
    () => {
      const text = textOf(anywhere());
      if (text.length > 2) text.delete(randomInt(rng, text.length - 2), 2);
    },
    () => {
      const text = textOf(anywhere());
      if (text.length > 1) text.format(0, Math.ceil(text.length / 2), { bold: rng.next() < 0.5 ? {} : null });
    },
    () => anywhere().setAttribute('type', pick(rng, ELEMENT_TYPES)),
    () =>
      script.insert(randomInt(rng, script.length + 1), [
        createElementNode({ id: newId<ElementId>(), type: 'action', text: 'New line.' }),
      ]),
    () => {
      if (script.length > 3) script.delete(randomInt(rng, script.length - 1), 1 + randomInt(rng, 2));
    },
    () => void addPanel(doc, { anchors: [], order: 'aV', caption: 'New' }, newId),
    () => panels.length > 0 && updatePanel(doc, somePanel().id, { caption: `Caption ${String(randomInt(rng, 99))}` }),
    () => panels.length > 0 && updateShot(doc, somePanel().shot, { angle: pick(rng, ANGLES) }),
    () => panels.length > 0 && placePanels(doc, [{ id: somePanel().id, order: 'aW' }]),
    () => panels.length > 0 && deletePanels(doc, [somePanel().id]),
    () => panels.length > 0 && hangPicture(doc, somePanel().id, newId),
    () => writeSettings(doc, { aspectRatio: 1 + rng.next() }),
    () => writeTitlePage(doc, { Title: [`Draft ${String(randomInt(rng, 9))}`] }),
  ];
  doc.transact(pick(rng, steps));
}

function hangPicture(doc: Y.Doc, panel: PanelId, newId: NewId): void {
  const take = {
    ...{ id: newId<TakeId>(), asset: 'a'.repeat(64) as AssetHash, width: 960, height: 540 },
    ...{ source: 'previz' as const, provider: 'previz', at: 1, by: newId<UserId>() },
  };
  addTake(doc, panel, take, 'hash');
}

function seededProject(seed: number) {
  const rng = seededRng(seed);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const [ana, bo] = [project(1), project(2)];
  const paragraphs = Array.from({ length: 6 }, (_, i) => ({ type: 'action' as const, text: `Line ${String(i)}.` }));
  ana.transact(() => appendScript(ana, paragraphs, newId));
  meet(ana, bo);
  const work = (steps: number) => {
    for (let i = 0; i < steps; i++) {
      act(rng.next() < 0.5 ? ana : bo, rng, newId);
      if (rng.next() < 0.3) meet(ana, bo);
    }
    meet(ana, bo);
  };
  return { rng, newId, ana, bo, work };
}

function bringBack(doc: Y.Doc, then: Uint8Array): void {
  Y.applyUpdate(doc, changeBackTo(then, Y.encodeStateAsUpdate(doc)));
}

describe('a restore', () => {
  test.each(SEEDS)('gives back the state it names, of any of the states before (seed %i)', (seed) => {
    const { rng, ana, bo, work } = seededProject(seed);
    const states: Uint8Array[] = [];
    for (let round = 0; round < 5; round++) {
      work(12);
      states.push(Y.encodeStateAsUpdate(ana));
      if (round < 2) continue;
      const state = pick(rng, states);
      bringBack(ana, state);
      expect(readProjectState(ana)).toEqual(readProjectState(loadState(state)));
      expect(sameContent(ana, loadState(state))).toBe(true);
      meet(ana, bo);
      expect(sameContent(ana, bo)).toBe(true);
    }
  });

  test.each(SEEDS)('keeps what somebody types meanwhile in lines that both states have (seed %i)', (seed) => {
    const { rng, newId, ana, bo, work } = seededProject(seed);
    work(10);
    const state = Y.encodeStateAsUpdate(ana);
    const kept = new Set(readScript(ana).map((element) => element.id));
    work(15);
    const typed = readScript(bo).flatMap(({ id }, i) => (kept.has(id) && rng.next() < 0.5 ? [{ id, i }] : []));
    bo.transact(() => {
      for (const { id, i } of typed) textOf(elementAt(bo, i)).insert(0, `<${id}>`);
    });
    bringBack(ana, state);
    meet(ana, bo);
    expect(sameContent(ana, bo)).toBe(true);
    const lines = new Map(readScript(ana).map((element) => [element.id, element.text]));
    for (const { id } of typed) expect(lines.get(id)).toContain(`<${id}>`);
    act(ana, rng, newId);
    meet(ana, bo);
    expect(sameContent(ana, bo)).toBe(true);
  });

  test('of a state that the document still has writes nothing', () => {
    const { ana, work } = seededProject(7);
    work(20);
    const before = Y.encodeStateVector(ana);
    bringBack(ana, Y.encodeStateAsUpdate(ana));
    expect(Y.encodeStateVector(ana)).toEqual(before);
  });

  test('is one update for whoever listens', () => {
    const { ana, work } = seededProject(8);
    work(10);
    const state = Y.encodeStateAsUpdate(ana);
    work(20);
    let updates = 0;
    ana.on('update', () => updates++);
    bringBack(ana, state);
    expect(updates).toBe(1);
  });
});

test('a script comes back though bold words were deleted by two people at once since', () => {
  const [a, b, c] = [project(1), project(2), project(3)];
  const newId = idMaker((count) => new Uint8Array(count));
  appendScript(a, [{ type: 'action', text: 'abcdef', styles: [{ from: 0, to: 3, style: 'bold' }] }], newId);
  meet(a, b);
  meet(a, c);
  const state = Y.encodeStateAsUpdate(a);
  const text = (doc: Y.Doc) => textOf(elementAt(doc, 0));
  for (const doc of [b, c]) text(doc).insert(4, 'xy');
  meet(c, a);
  text(b).delete(1, 4);
  meet(a, b);
  text(b).delete(1, 3);
  text(c).delete(0, 1);
  Y.applyUpdate(a, Y.encodeStateAsUpdate(c));
  bringBack(a, state);
  expect(sameContent(a, loadState(state))).toBe(true);
});
