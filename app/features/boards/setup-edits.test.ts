import { expect, test } from 'vitest';
import { addPanel, appendScript, readPanels, readScript, readShots, updateShot } from '#shared/collab/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { numberingOf } from '#shared/shots/index.ts';
import { arrangePanels, namePanels } from '#shared/storyboard/index.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { faultOfName, joinPanels, nameSetup, splitPanels } from './setup-edits.ts';

function threePanels() {
  const target = memoryConnection();
  const { doc } = target;
  const newId = countingIds('id');
  const [heading] = appendScript(doc, [{ type: 'scene_heading', text: 'INT. MILL - DAY' }], newId);
  if (!heading) throw new Error('A heading was written.');
  const ids = ['a0', 'a1', 'a2'].map((order) => addPanel(doc, { anchors: [heading], order }, newId));
  const storyboard = () => ({
    ...arrangePanels(scenesOf(readScript(doc)), readPanels(doc)),
    shots: readShots(doc),
  });
  const numbers = () =>
    [...namePanels(storyboard(), numberingOf(readShots(doc), 'without_io')).values()].map(({ number }) => number);
  return { target, ids, newId, storyboard, numbers };
}

test('panels become frames of one setup and come apart again, each in one step of undo', () => {
  const { target, ids, newId, storyboard, numbers } = threePanels();
  expect(numbers()).toEqual(['1A', '1B', '1C']);
  expect(joinPanels(target, storyboard(), ids.slice(1))).toBe(true);
  expect(numbers()).toEqual(['1A', '1B1', '1B2']);
  expect(readShots(target.doc).size).toBe(2);
  expect(splitPanels(target, storyboard(), ids.slice(2), newId)).toBe(1);
  expect(numbers()).toEqual(['1A', '1B', '1C']);
  expect(undoLabel(target.undo)).toBe('split of setup');
  target.undo.undo();
  expect(undoLabel(target.undo)).toBe('joining of 2 panels');
  target.undo.undo();
  expect(numbers()).toEqual(['1A', '1B', '1C']);
  expect(readShots(target.doc).size).toBe(3);
});

test('a setup is given a letter, the others pass it over, and what is split off does not take the name along', () => {
  const { target, ids, newId, storyboard, numbers } = threePanels();
  nameSetup(target, storyboard(), ids.slice(2), 'b');
  expect(numbers()).toEqual(['1A', '1C', '1B']);
  joinPanels(
    target,
    storyboard(),
    [ids[2], ids[1]].flatMap((id) => id ?? []),
  );
  nameSetup(target, storyboard(), ids.slice(1, 2), 'Gull unit');
  splitPanels(target, storyboard(), ids.slice(2), newId);
  expect(numbers()).toEqual(['1A', 'Gull unit', '1C']);
  nameSetup(target, storyboard(), ids.slice(1, 2), '');
  expect(numbers()).toEqual(['1A', '1B', '1C']);
});

test('a letter that no slate has, and the name of another setup, are refused in words', () => {
  const { target, ids, storyboard } = threePanels();
  const [first, second] = [ids.slice(0, 1), ids.slice(1, 2)];
  const shot = storyboard().boards[0]?.panels[0]?.shot;
  if (shot) updateShot(target.doc, shot, { name: '1D' });
  expect(faultOfName(target, storyboard(), second, 'o')).toMatch(/No slate has the letter O/);
  expect(faultOfName(target, storyboard(), second, 'd')).toMatch(/Another setup of scene 1 is called 1D/);
  expect(faultOfName(target, storyboard(), first, 'd')).toBeNull();
  nameSetup(target, storyboard(), second, 'd');
  expect(storyboard().shots.get(storyboard().boards[0]?.panels[1]?.shot as never)?.name).toBe('');
});
