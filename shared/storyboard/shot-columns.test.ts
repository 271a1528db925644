import { expect, test } from 'vitest';
import type { ElementId, PanelId, ShotId } from '#shared/lib/ids.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { DEFAULT_SHOT } from '#shared/shots/index.ts';
import { arrangePanels } from './arrange.ts';
import type { Panel } from './panel.ts';
import { BOARD_FIELDS, DEFAULT_PANEL } from './panel-fields.ts';
import { SHOT_COLUMNS, saidOf } from './shot-columns.ts';
import { shotList } from './shot-list.ts';

const shot = 's' as ShotId;
const panel = (id: string, text: Partial<Panel>): Panel => ({
  ...{ id: id as PanelId, shot, order: id, anchors: ['h' as ElementId], ...DEFAULT_PANEL },
  ...{ textHash: '', words: '', take: null, takes: [], drawn: 0, ...text },
});
const scenes = scenesOf([{ id: 'h' as ElementId, type: 'scene_heading', text: 'INT. MILL - DAY' }]);
const storyboard = arrangePanels(scenes, [
  panel('a', { notes: 'Wet down', sound: 'Wind' }),
  panel('b', { notes: 'Keep the hat', sound: 'Wind' }),
]);
const [row] = shotList(storyboard, { shots: new Map([[shot, { ...DEFAULT_SHOT, id: shot }]]), numbering: {} });

const cell = (name: string) => row && SHOT_COLUMNS.find((column) => column.name === name)?.cell(row, new Map());
const said = (of: 'shot' | 'panel', name: string) => {
  const about = BOARD_FIELDS.find((each) => each.of === of && each.field.name === name);
  return row && about && saidOf(row, about);
};

test('a setup has what its frames say once, and all of it where they differ', () => {
  expect(cell('panel.sound')).toBe('Wind');
  expect(cell('panel.notes')).toBe('Wet down / Keep the hat');
  expect(said('panel', 'sound')).toBe('Wind');
  expect(said('panel', 'notes')).toBeUndefined();
  expect(said('shot', 'size')).toBe('MS');
});

test('every field of a shot and a frame has a column, but how long a frame stands, which is added up', () => {
  const shown = SHOT_COLUMNS.flatMap(({ about }) => (about ? [`${about.of}.${about.field.name}`] : []));
  const all = BOARD_FIELDS.map(({ of, field }) => `${of}.${field.name}`);
  expect(all.filter((name) => !shown.includes(name))).toEqual(['panel.durationMs']);
});
