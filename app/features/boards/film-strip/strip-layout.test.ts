import { expect, test } from 'vitest';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import type { Group } from '../layout.ts';
import { FRAME_HEIGHT, GAP, dropInStrip, layOutStrip, sceneBeside } from './strip-layout.ts';

function group(scene: string, ...seconds: number[]): Group {
  const panels = seconds.map((each, i) => ({ id: `${scene}${String(i)}` as PanelId, durationMs: each * 1000 }));
  return {
    ...{ key: scene as ElementId, scene: { id: scene as ElementId }, panels, all: panels },
    numbers: seconds.map((_, i) => scene + String(i)),
  } as unknown as Group;
}

const GROUPS = [group('a', 2, 4), group('b'), group('c', 0.2)];
const even = layOutStrip(GROUPS, { aspect: 2, toScale: false });

test('frames stand one after the other, scene by scene, and scenes without any take no room', () => {
  const width = 2 * FRAME_HEIGHT;
  expect(even.items.map(({ left }) => left)).toEqual([16, 16 + width + GAP, 16 + 2 * (width + GAP)]);
  expect(even.scenes.map((scene) => [scene.group.key, scene.left, scene.width])).toEqual([
    ['a', 16, 2 * width + GAP],
    ['c', 16 + 2 * (width + GAP), width],
  ]);
  expect(even.width).toBe(16 + 3 * width + 2 * GAP + 16);
});

test('to scale, a frame that stands twice as long is twice as wide, and one that flashes by can be hit', () => {
  const { items } = layOutStrip(GROUPS, { aspect: 2, toScale: true });
  expect((items[1]?.width ?? 0) / (items[0]?.width ?? 1)).toBe(2);
  expect(items[2]?.width).toBe(28);
});

test('what is dropped lands at the nearer side of the frame under the pointer, in its scene', () => {
  const [first, second, third] = even.items;
  if (!first || !second || !third) throw new Error('There are three frames.');
  const drop = (x: number) => {
    const found = dropInStrip(even, x);
    return found && [found.scene, found.at];
  };
  expect(drop(0)).toEqual(['a', 0]);
  expect(drop(first.left + first.width - 1)).toEqual(['a', 1]);
  expect(drop(second.left + 1)).toEqual(['a', 1]);
  expect(drop(second.left + second.width - 1)).toEqual(['a', 2]);
  expect(drop(third.left + 1)).toEqual(['c', 0]);
  expect(drop(9999)).toEqual(['c', 1]);
  expect(dropInStrip(layOutStrip([], { aspect: 2, toScale: false }), 10)).toBeNull();
});

test('up and down lead to the next scene that has frames', () => {
  expect(sceneBeside(GROUPS, 'a' as ElementId, false)?.id).toBe('c0');
  expect(sceneBeside(GROUPS, 'c' as ElementId, true)?.id).toBe('a0');
  expect(sceneBeside(GROUPS, 'a' as ElementId, true)).toBeUndefined();
});
