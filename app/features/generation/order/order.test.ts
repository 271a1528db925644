import { expect, test } from 'vitest';
import type { PictureModel } from '#server/context.ts';
import { dollars } from '#shared/lib/dollars.ts';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { DRAWN_HERE, linesById, type Panel, type Storyboard } from '#shared/storyboard/index.ts';
import { estimateWords } from './estimate.ts';
import { extentsOf } from './extent.ts';
import { readOrder } from './kept-order.ts';
import { makerOf, makersOf } from './maker.ts';
import { placesFor, structureOf, structuresOf } from './structure.ts';

const INK: PictureModel = {
  ...{ id: 'ink', name: 'Ink', takesNegative: true, takesSeed: true, references: 1, takesStructure: true, price: null },
};
const panel = (id: string, changes: Partial<Panel> = {}) =>
  ({ id, takes: [], take: null, anchors: [], textHash: '', words: '', ...changes }) as unknown as Panel;
const pictured = { takes: [{ id: 't' }], take: 't' } as unknown as Partial<Panel>;
const board = (id: string, number: string, panels: Panel[]) => ({
  scene: { id: id as ElementId, number, heading: { id, type: 'scene_heading', text: 'INT. A' }, body: [] },
  panels,
});
const storyboard = {
  boards: [
    board('s1', '1', [panel('a'), panel('b', pictured)]),
    board('s2', '2', [panel('c', { ...pictured, anchors: ['gone'] as unknown as ElementId[], textHash: 'x' })]),
  ],
  orphans: [],
} as unknown as Storyboard;
const lines = linesById(storyboard.boards.map(({ scene }) => scene));

test('an order is offered for what there is: the selected first, and nothing that would be none', () => {
  const asked = { storyboard, lines, selected: ['c', 'b'] as PanelId[], scene: 's1' as ElementId };
  const words = extentsOf(asked).map(({ label, panels }) => `${label}: ${panels.map(({ id }) => id).join()}`);
  expect(words).toEqual(['Selected: b,c', 'Scene 1: a,b', 'Without a picture: a', 'Whole film: a,b,c']);
  expect(extentsOf({ ...asked, scene: null, selected: ['c'] as PanelId[] })[1]?.label).toBe('Scene 2');
  expect(extentsOf({ ...asked, selected: [], scene: null }).map(({ extent }) => extent)).toEqual(['bare', 'film']);
});

test('what pictures cost is said in words, and small sums in digits that say something', () => {
  expect([0.04, 0.0035, 1.5].map(dollars)).toEqual(['$0.04', '$0.0035', '$1.50']);
  expect(estimateWords(0.04, 12)).toBe('About $0.48');
  expect(estimateWords(0, 12)).toBe('Free');
  expect(estimateWords(null, 12)).toMatch(/not known/);
});

test('who made pictures last makes them again while they are there; else the built-in artist', () => {
  const model: PictureModel = {
    ...{
      id: 'm2',
      name: 'Two',
      takesNegative: true,
      takesSeed: true,
      references: 1,
      takesStructure: false,
      price: 0.1,
    },
  };
  const makers = makersOf([
    { id: 'previz', name: 'Previz artist', models: [] },
    { id: 'x', name: 'House', models: [model] },
  ]);
  expect(makers.map(({ name }) => name)).toEqual(['Previz artist', 'House · Two']);
  expect(makerOf(makers, { provider: 'x', model: 'm2' })?.takes).toBe(model);
  expect(makerOf(makers, { provider: 'gone', model: '' })?.provider).toBe('previz');
});

test('where everything stands is told by what was chosen last if the model takes it, else by what it does take', () => {
  const depth = { ...INK, structures: ['depth'] as const };
  expect(structureOf(depth, readOrder('{"structure":"pose"}'))).toBe('depth');
  expect(structureOf({ ...INK, structures: ['picture', 'pose'] }, readOrder('{"structure":"pose"}'))).toBe('pose');
  expect(structuresOf(INK)).toEqual(['picture']);
  expect(structuresOf({ ...depth, takesStructure: false })).toEqual([]);
});

test('a map of the set has a place among the pictures that go along; of nobody there is none, and the place is free', () => {
  const takes = { ...INK, references: 3 };
  const order = (structure: 'picture' | 'depth' | 'pose') => ({ ...DRAWN_HERE, composition: true, structure });
  expect([placesFor(order('pose'), takes, false), placesFor(order('pose'), takes, true)]).toEqual([2, 3]);
  expect([placesFor(order('depth'), takes, true), placesFor(order('picture'), takes, false)]).toEqual([2, 3]);
});

test.each([null, '{', '[]', '{"provider":7,"seed":"x","composition":1,"negative":[]}', '{"seed":-1}'])(
  'a kept order that makes no sense is a plain one: %s',
  (json) => {
    expect(readOrder(json)).toEqual({
      ...{ provider: 'previz', model: '', negative: '', seed: null, composition: false, structure: 'picture' },
    });
  },
);
