import { expect, test } from 'vitest';
import type { ElementId, PanelId, ShotId } from '#shared/lib/ids.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { slateName } from '#shared/shots/index.ts';
import { arrangePanels } from './arrange.ts';
import { DEFAULT_PANEL } from './panel-fields.ts';
import { joinedSetup, splitSetups } from './setups.ts';

const scenes = scenesOf([
  { id: 'one' as ElementId, type: 'scene_heading', text: 'INT. MILL - DAY' },
  { id: 'two' as ElementId, type: 'scene_heading', text: 'EXT. WEIR - DAY' },
]);
const panel = (id: string, scene: string, shot: string) => ({
  ...{ id: id as PanelId, shot: shot as ShotId, order: id, anchors: [scene as ElementId], ...DEFAULT_PANEL },
  ...{ textHash: '', words: '', take: null, takes: [], drawn: 0 },
});
const storyboard = arrangePanels(scenes, [
  panel('a', 'one', 'x'),
  panel('b', 'one', 'y'),
  panel('c', 'one', 'x'),
  panel('d', 'one', 'x'),
  panel('e', 'two', 'z'),
]);
const ids = (text: string) => text.split('') as PanelId[];

test('panels of one scene are joined to the setup of the first in board order, whichever was selected first', () => {
  expect(joinedSetup(storyboard, ids('ba'))).toBe('x');
  expect(joinedSetup(storyboard, ids('bc'))).toBe('y');
});

test('nothing is joined that is one setup already, or that is of two scenes', () => {
  expect(joinedSetup(storyboard, ids('ac'))).toBeNull();
  expect(joinedSetup(storyboard, ids('be'))).toBeNull();
  expect(joinedSetup(storyboard, [])).toBeNull();
});

test('the selected part of a setup is split off; a whole one comes apart frame by frame', () => {
  expect(splitSetups(storyboard, ids('cd'))).toEqual([['c', 'd']]);
  expect(splitSetups(storyboard, ids('acd'))).toEqual([['c'], ['d']]);
  expect(splitSetups(storyboard, ids('cb'))).toEqual([['c']]);
  expect(splitSetups(storyboard, ids('be'))).toEqual([]);
});

test('a letter is the slate of its scene; letters that read as figures are on no slate; a name is left as it is', () => {
  expect(slateName('12', ' d ')).toBe('12D');
  expect(slateName('12A', 'c')).toBe('12A-C');
  expect(slateName('12', 'aa')).toBe('12AA');
  expect(slateName('12', 'i')).toBeNull();
  expect(slateName('12', 'Q')).toBe('12Q');
  expect(slateName('12', 'Q', 'without_ioqyz')).toBeNull();
  expect(slateName('12', 'Gull unit')).toBe('Gull unit');
  expect(slateName('12', '  ')).toBe('');
});
