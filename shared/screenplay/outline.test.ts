import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import { endOfRow, linesOfRow, outlineOf, scenesOf, type ScriptElement } from './index.ts';

const SCRIPT = [
  { type: 'action', text: 'FADE IN:' },
  { type: 'section', text: 'Act one' },
  { type: 'synopsis', text: 'They meet.' },
  { type: 'synopsis', text: 'It rains.' },
  { type: 'section', text: 'The café', level: 2 },
  { type: 'scene_heading', text: 'INT. CAFÉ - DAY [[or bar]]' },
  { type: 'synopsis', text: 'She waits.' },
  { type: 'character', text: 'ANA (V.O.)' },
  { type: 'dialogue', text: 'Late.' },
  { type: 'character', text: 'ZOË' },
  { type: 'dialogue', text: 'Sorry.' },
  { type: 'character', text: 'Ana' },
  { type: 'dialogue', text: 'Sit.' },
  { type: 'scene_heading', text: 'EXT. QUAY - NIGHT' },
  { type: 'section', text: 'Act two' },
  { type: 'scene_heading', text: 'INT. BOAT' },
].map((paragraph, index) => ({ ...paragraph, id: `e${index}` as ElementId })) as ScriptElement[];
const ROWS = outlineOf(SCRIPT, scenesOf(SCRIPT));
const id = (index: number) => `e${index}` as ElementId;

test('sections hold what follows them; scenes have their number, synopsis and who speaks', () => {
  expect(ROWS.map(({ kind, text, number, depth }) => [kind, text, number, depth])).toEqual([
    ['section', 'Act one', '', 0],
    ['section', 'The café', '', 1],
    ['scene', 'INT. CAFÉ - DAY', '1', 2],
    ['scene', 'EXT. QUAY - NIGHT', '2', 2],
    ['section', 'Act two', '', 0],
    ['scene', 'INT. BOAT', '3', 1],
  ]);
  expect(ROWS[0]?.synopsis).toBe('They meet. It rains.');
  expect(ROWS[2]).toMatchObject({ synopsis: 'She waits.', speakers: 'ANA, ZOË' });
});

test('a section ends where one of its level or above begins', () => {
  expect(ROWS.map((_, index) => endOfRow(ROWS, index))).toEqual([4, 4, 3, 4, 6, 6]);
});

test('a scene goes with all its lines but the section that follows it, a section with its scenes', () => {
  expect(linesOfRow(SCRIPT, id(13))).toEqual([id(13)]);
  expect(linesOfRow(SCRIPT, id(5))).toEqual([5, 6, 7, 8, 9, 10, 11, 12].map(id));
  expect(linesOfRow(SCRIPT, id(1))).toEqual(Array.from({ length: 13 }, (_, index) => id(index + 1)));
  expect(linesOfRow(SCRIPT, 'gone' as ElementId)).toEqual([]);
});
