import { expect, test } from 'vitest';
import type { ElementId, PanelId, ShotId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { scenesOf, type ScriptElement } from '#shared/screenplay/index.ts';
import { DEFAULT_PANEL, arrangePanels, type Panel } from '#shared/storyboard/index.ts';
import {
  GAP,
  HEADER_HEIGHT,
  PADDING,
  cardBox,
  dropAt,
  layOut,
  metricsFor,
  neighbourOf,
  panelsIn,
  placeAmongAll,
  rowOf,
} from './layout.ts';

/** Scenes h1, h2 … with these many panels, named `1.0`, `1.1` … */
function film(counts: readonly number[]) {
  const script = counts.map((_, i): ScriptElement => ({
    id: `h${i + 1}` as ElementId,
    type: 'scene_heading',
    text: '',
  }));
  const panels = counts.flatMap((count, i) =>
    Array.from({ length: count }, (_, n) => panel(`${i + 1}.${n}`, `h${i + 1}`)),
  );
  return { script, panels };
}

function grid(counts: readonly number[], width = 600) {
  const { script, panels } = film(counts);
  return layOut(arrangePanels(scenesOf(script), panels), metricsFor(width, 16 / 9));
}

function panel(id: string, anchor: string): Panel {
  return {
    id: id as PanelId,
    shot: `shot ${id}` as ShotId,
    order: id,
    anchors: [anchor as ElementId],
    ...DEFAULT_PANEL,
    textHash: '',
    words: '',
    take: null,
    takes: [],
    drawn: 0,
  };
}

const id = (text: string) => text as PanelId;

test('cards fill the width, two to six a row, at the frame’s ratio', () => {
  for (let width = 300; width < 3000; width += 37) {
    const { columns, cardWidth, frameHeight } = metricsFor(width, 2.39);
    expect(columns).toBeGreaterThanOrEqual(width < 372 ? 1 : 2);
    expect(columns).toBeLessThanOrEqual(6);
    const used = columns * cardWidth + (columns - 1) * GAP + 2 * PADDING;
    expect(used).toBeLessThanOrEqual(width);
    expect(width - used).toBeLessThan(columns);
    expect(Math.abs(frameHeight - cardWidth / 2.39)).toBeLessThanOrEqual(0.5);
  }
});

test('rows follow one another without a gap, and every panel stands in the row that draws it', () => {
  const layout = grid([3, 0, 5]);
  let top = 0;
  for (const row of layout.rows) {
    expect(row.top).toBe(top);
    top += row.height;
  }
  expect(layout.rows.map((row) => row.kind)).toEqual([
    'header',
    'cards',
    'cards',
    'header',
    'empty',
    'header',
    'cards',
    'cards',
    'cards',
  ]);
  expect(rowOf(layout, id('1.2'))).toBe(2);
  expect(rowOf(layout, id('3.4'))).toBe(8);
  expect(rowOf(layout, id('gone'))).toBe(-1);
  for (const group of layout.groups) {
    group.panels.forEach((entry, index) => {
      const row = layout.rows[rowOf(layout, entry.id)]!;
      expect(cardBox(layout, group, index).top).toBe(row.top);
    });
  }
});

test('arrow keys keep the column from scene to scene and stop at the ends', () => {
  const layout = grid([3, 0, 5]);
  expect(neighbourOf(layout, id('1.1'), 'down')).toBe('1.2');
  expect(neighbourOf(layout, id('1.2'), 'down')).toBe('3.0');
  expect(neighbourOf(layout, id('3.1'), 'up')).toBe('1.2');
  expect(neighbourOf(layout, id('3.0'), 'left')).toBe('1.2');
  expect(neighbourOf(layout, id('1.0'), 'up')).toBe('1.0');
  expect(neighbourOf(layout, id('3.4'), 'down')).toBe('3.4');
  expect(neighbourOf(layout, id('1.0'), 'end')).toBe('3.4');
});

test('a drop lands beside the card under the pointer, wherever in the row it is', () => {
  const layout = grid([3, 0, 5]);
  const [first, second, third] = layout.groups as [
    (typeof layout.groups)[0],
    (typeof layout.groups)[0],
    (typeof layout.groups)[0],
  ];
  const card = cardBox(layout, first, 1);
  expect(dropAt(layout, card.left + 10, card.top + 20)).toMatchObject({ scene: 'h1', at: 1 });
  expect(dropAt(layout, card.left + card.width - 10, card.top + 20)).toMatchObject({ scene: 'h1', at: 2 });
  const last = cardBox(layout, first, 2);
  expect(dropAt(layout, 590, last.top + 20)).toMatchObject({ scene: 'h1', at: 3 });
  expect(dropAt(layout, 20, first.top + 5)).toMatchObject({ scene: 'h1', at: 0 });
  expect(dropAt(layout, 300, second.top + HEADER_HEIGHT + 30)).toMatchObject({ scene: 'h2', at: 0 });
  expect(dropAt(layout, 590, third.top + third.height + 500)).toMatchObject({ scene: 'h3', at: 5 });
});

test('nothing is dropped among panels whose lines are gone', () => {
  const orphaned = layOut(arrangePanels([], [panel('x', 'gone')]), metricsFor(600, 1));
  expect(orphaned.groups[0]).toMatchObject({ key: 'orphans', scene: null });
  expect(dropAt(orphaned, 100, 100)).toBeNull();
});

const SEED = 5;

test(`a marquee takes the cards it touches and no others (seed ${SEED})`, () => {
  const rng = seededRng(SEED);
  const layout = grid([7, 0, 11, 2], 900);
  for (let i = 0; i < 200; i++) {
    const box = {
      left: randomInt(rng, 900),
      top: randomInt(rng, layout.height),
      width: randomInt(rng, 400),
      height: randomInt(rng, 600),
    };
    const expected = layout.groups.flatMap((group) =>
      group.panels.filter((_, index) => {
        const card = cardBox(layout, group, index);
        const beside = card.left > box.left + box.width || card.left + card.width < box.left;
        const above = card.top > box.top + box.height || card.top + card.height < box.top;
        return !beside && !above;
      }),
    );
    expect(panelsIn(layout, box)).toEqual(expected.map((entry) => entry.id));
  }
});

test('of panels that are left out the others keep their numbers and their places among all; empty scenes go', () => {
  const { script, panels } = film([3, 2]);
  const all = arrangePanels(scenesOf(script), panels);
  const shown = layOut(all, metricsFor(600, 1), { only: (each) => each.id === '1.1' });
  expect([shown.order, shown.groups.map(({ numbers }) => numbers)]).toEqual([['1.1'], [['1B']]]);
  const [group] = shown.groups;
  expect([0, 1].map((index) => placeAmongAll(must(group), index))).toEqual([1, 2]);
  expect(layOut(all, metricsFor(600, 1), { only: () => false }).rows).toEqual([]);
});
