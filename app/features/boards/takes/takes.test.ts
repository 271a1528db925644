import { expect, test } from 'vitest';
import type { AssetHash, ElementId, TakeId, UserId } from '#shared/lib/ids.ts';
import { addPanel, addTake, readPanel } from '#shared/collab/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { arrangePanels, hashOfLines, type Panel, type Take } from '#shared/storyboard/index.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { chooseTake } from './choose-take.ts';
import { judge, ownWord, toggledVerdict } from './judge-take.ts';
import { makerOf, nameOf } from './take-words.ts';

const HEADING = { id: 'h' as ElementId, type: 'scene_heading', text: 'INT. MILL - DAY' } as const;
const take = (id: string, at: number, source: Take['source'] = 'previz'): Take => ({
  ...{ id: id as TakeId, asset: 'ab'.repeat(32) as AssetHash, width: 16, height: 9, source, provider: source, at },
  by: 'iris' as UserId,
});

function setUp() {
  const target = memoryConnection();
  const { doc } = target;
  const counting = countingIds('id');
  const id = addPanel(doc, { anchors: [HEADING.id], order: 'a0' }, counting);
  addTake(doc, id, take('first', 1), 'old words');
  addTake(doc, id, take('second', 2, 'uploaded'), 'old words');
  const panel = () => readPanel(doc, id) as Panel;
  return { target, panel, storyboard: () => arrangePanels(scenesOf([HEADING]), [panel()]) };
}

test('another take is shown for the words as they are now, and one undo shows the one before, with its words', () => {
  const { target, panel, storyboard } = setUp();
  expect(chooseTake(target, storyboard(), panel(), 'first' as TakeId)).toBe(true);
  expect(panel()).toMatchObject({ take: 'first', textHash: hashOfLines([HEADING]) });
  expect(undoLabel(target.undo)).toBe('choice of take');
  target.undo.undo();
  expect(panel()).toMatchObject({ take: 'second', textHash: 'old words' });
});

test('the one that is shown, and what is no take of the panel, change nothing', () => {
  const { target, panel, storyboard } = setUp();
  expect(chooseTake(target, storyboard(), panel(), 'second' as TakeId)).toBe(false);
  expect(chooseTake(target, storyboard(), panel(), 'elsewhere' as TakeId)).toBe(false);
  expect(target.undo.undoStack).toHaveLength(0);
});

test('a rating is this person’s own, one step of undo, and taken back by saying it again', () => {
  const { target, panel } = setUp();
  const [second, me] = ['second' as TakeId, 'iris' as UserId];
  const say = (changes: Parameters<typeof judge>[3]) =>
    judge(target, panel(), { take: second, by: me, at: 5 }, changes);
  say(toggledVerdict(panel(), second, me, 'unusable'));
  say({ faults: ['hands'] });
  expect(panel().judged).toEqual([{ take: second, by: me, at: 5, verdict: 'unusable', faults: ['hands'], note: '' }]);
  expect(undoLabel(target.undo)).toBe('rating of a take');
  target.undo.undo();
  expect(ownWord(panel(), second, me)).toEqual({ verdict: 'unusable', faults: [], note: '' });
  say(toggledVerdict(panel(), second, me, 'unusable'));
  expect(panel().judged).toBeUndefined();
});

test('a take is named by its place, how it was made and by whom', () => {
  const takes = [take('first', 1), take('second', 2, 'uploaded')];
  const people = [{ id: 'iris' as UserId, name: 'Iris' }];
  expect(nameOf(takes[1] as Take, { takes }, people)).toBe('Take 2 of 2, Upload, by Iris');
  const word = { take: 'second' as TakeId, by: 'iris' as UserId, at: 1, faults: [], note: '' };
  const judged = [{ ...word, verdict: 'unusable' as const }];
  expect(nameOf(takes[1] as Take, { takes, judged }, people)).toBe('Take 2 of 2, Upload, by Iris, not usable');
  expect(makerOf(take('x', 1), [])).toBe('Somebody who has left');
});
