import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { foldOmitted, linesOfRow, outlineOf, scenesOf, sceneByElement, unfoldOmitted, withId } from './index.ts';
import type { ScriptElement } from './index.ts';

const id = (name: string) => name as ElementId;
const line = (name: string, type: ScriptElement['type'], more: Partial<ScriptElement> = {}): ScriptElement => ({
  ...{ id: id(name), type, text: name, ...more },
});

const FLAT = [
  line('one', 'scene_heading', { number: '1' }),
  line('a', 'action'),
  line('two', 'scene_heading', { number: '2', colour: '#E5484D', omits: [id('s'), id('b'), id('c')] }),
  line('s', 'synopsis'),
  line('b', 'character'),
  line('made meanwhile', 'dialogue'),
  line('c', 'action'),
  line('made at the end', 'action'),
  line('three', 'scene_heading', { number: '3' }),
];

test('an omitted scene is one heading, with what was written in it and what would return', () => {
  const folded = foldOmitted(FLAT);
  expect(folded.map(({ text }) => text)).toEqual(['one', 'a', 'OMITTED', 'made at the end', 'three']);
  expect(folded[2]).toMatchObject({ id: 'two', number: '2', colour: '#E5484D' });
  expect(folded[2]?.omitted?.map(({ text }) => text)).toEqual(['two', 's', 'b', 'made meanwhile', 'c']);
  expect(foldOmitted(FLAT)[2]).toBe(folded[2]);
});

test('folded and unfolded again it is the same, but for the names of what came in between', () => {
  const [one, a, two, ...rest] = FLAT as [ScriptElement, ScriptElement, ScriptElement];
  const whole = { ...two, omits: ['s', 'b', 'made meanwhile', 'c'].map(id) };
  expect(unfoldOmitted(foldOmitted(FLAT))).toEqual([one, a, whole, ...rest]);
  expect(foldOmitted(foldOmitted(FLAT))).toEqual(foldOmitted(FLAT));
});

test('a heading that came in between is shown, and all behind it', () => {
  const split = FLAT.toSpliced(5, 0, line('new', 'scene_heading'));
  expect(foldOmitted(split).map(({ text }) => text)).toEqual([
    'one',
    'a',
    'OMITTED',
    'new',
    'made meanwhile',
    'c',
    'made at the end',
    'three',
  ]);
});

test('without its heading the text is shown', () => {
  expect(foldOmitted(FLAT.toSpliced(2, 1)).map(({ text }) => text)).toContain('made meanwhile');
});

test('the list of scenes says what would return; lines belong to their scene, and go where it goes', () => {
  const folded = foldOmitted(FLAT);
  const scenes = scenesOf(folded);
  expect(outlineOf(folded, scenes)[1]).toMatchObject({
    ...{ id: 'two', text: 'two', number: '2', isOmitted: true, synopsis: 's', speakers: 'B', colour: '#E5484D' },
  });
  expect(sceneByElement(scenes).get(id('c'))?.id).toBe('two');
  expect(linesOfRow(FLAT, id('two'))).toEqual(['two', 's', 'b', 'made meanwhile', 'c', 'made at the end']);
});

test('of a file: several scenes in one become several, and what it lacks gets ids', () => {
  const omitted = [
    { type: 'scene_heading', text: 'INT. BAR' },
    { type: 'action', text: 'Rain.' },
    { type: 'scene_heading', text: 'EXT. BAR' },
  ] as const;
  const heading = withId({ type: 'scene_heading', text: 'OMITTED', number: '5', omitted }, id('h'), countingIds('n'));
  const flat = unfoldOmitted([heading]);
  expect(flat.map(({ text, number, omits }) => [text, number, omits?.length])).toEqual([
    ['INT. BAR', '5', 1],
    ['Rain.', undefined, undefined],
    ['EXT. BAR', undefined, 0],
  ]);
  expect(flat[0]?.omits).toEqual([flat[1]?.id]);
  expect(foldOmitted(flat).map(({ text }) => text)).toEqual(['OMITTED', 'OMITTED']);
});
