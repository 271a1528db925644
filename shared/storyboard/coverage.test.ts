import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import { scenesOf, type ElementType } from '#shared/screenplay/index.ts';
import { gapsIn } from './coverage.ts';
import type { SceneBoard } from './arrange.ts';

const line = (id: string, type: ElementType, text = id) => ({ id: id as ElementId, type, text });
const [first, second] = scenesOf([
  line('h1', 'scene_heading', 'INT. MILL - DAY'),
  line('a1', 'action'),
  line('n1', 'note'),
  line('c1', 'character'),
  line('d1', 'dialogue'),
  line('blank', 'action', ''),
  line('h2', 'scene_heading', 'EXT. WEIR - DAY'),
  line('a2', 'action'),
]);
const board = (scene: typeof first, ...anchors: string[][]) =>
  ({ scene, panels: anchors.map((each) => ({ anchors: each })) }) as unknown as SceneBoard;

test('a boarded scene has a gap where no panel shows a line that something is seen or heard in', () => {
  const boards = [board(first, ['h1'], ['a1', 'gone']), board(second)];
  expect([...gapsIn({ boards })]).toEqual(['c1', 'd1']);
});

test('a scene without panels is still to come: it has no gaps', () => {
  expect(gapsIn({ boards: [board(first), board(second)] }).size).toBe(0);
});
