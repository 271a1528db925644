import { expect, test } from 'vitest';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { appendScript, readScript } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { outlineOf, scenesOf } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { canLand, landingOf, moveRow, shownRows } from './move-row.ts';

function opened() {
  const { doc, undo } = memoryConnection();
  const newId = countingIds('e');
  appendScript(
    doc,
    [
      { type: 'scene_heading', text: 'A' },
      { type: 'action', text: 'Rain.' },
      { type: 'section', text: 'Act one' },
      { type: 'scene_heading', text: 'B' },
      { type: 'scene_heading', text: 'C' },
      { type: 'section', text: 'Act two' },
      { type: 'scene_heading', text: 'D' },
    ],
    newId,
  );
  const rows = () => outlineOf(readScript(doc), scenesOf(readScript(doc)));
  const row = (text: string) => must(rows().find((each) => each.text === text));
  const texts = () => rows().map(({ text }) => text);
  return { doc, undo, rows, row, texts };
}

const NONE = new Set<string>();

test('down and up lead a scene into a section, through it and out', () => {
  const { doc, undo, rows, row, texts } = opened();
  const step = (direction: 'up' | 'down') => {
    const at = rows();
    const a = must(at.find(({ text }) => text === 'A'));
    const to = landingOf(at, a, direction, NONE);
    return to !== undefined && moveRow({ doc, undo }, a, to);
  };
  const ways = ['Act one|A|B', 'B|A|C', 'C|A|Act two', 'Act two|A|D', 'D|A'];
  for (const way of ways) {
    expect(step('down')).toBe(true);
    expect(texts().join('|')).toContain(way);
  }
  expect(step('down')).toBe(false);
  for (const way of ways.slice(0, -1).reverse()) {
    expect(step('up')).toBe(true);
    expect(texts().join('|')).toContain(way);
  }
  step('up');
  expect(step('up')).toBe(false);
  expect(texts()).toEqual(['A', 'Act one', 'B', 'C', 'Act two', 'D']);
  expect(readScript(doc)[1]?.text).toBe('Rain.');
  expect(row('A').number).toBe('1');
});

test('a section takes its scenes along, over the whole of its neighbour', () => {
  const { doc, undo, rows, row, texts } = opened();
  expect(moveRow({ doc, undo }, row('Act two'), must(landingOf(rows(), row('Act two'), 'up', NONE)))).toBe(true);
  expect(texts()).toEqual(['A', 'Act two', 'D', 'Act one', 'B', 'C']);
  expect(undoLabel(undo)).toBe('move of section “Act two”');
  undo.undo();
  expect(texts()).toEqual(['A', 'Act one', 'B', 'C', 'Act two', 'D']);
});

test('a folded section hides its rows, and a scene goes past it', () => {
  const { rows, row } = opened();
  const folded = new Set([row('Act one').id]);
  expect(shownRows(rows(), folded).map(({ text }) => text)).toEqual(['A', 'Act one', 'Act two', 'D']);
  expect(landingOf(rows(), row('A'), 'down', folded)).toBe(row('Act two').id);
});

test('nothing lands in itself or where it stands', () => {
  const { rows, row } = opened();
  const lands = (from: string, to: string | null) => canLand(rows(), row(from).id, to === null ? null : row(to).id);
  expect([lands('Act one', 'B'), lands('Act one', 'Act two'), lands('A', 'Act one'), lands('D', null)]).toEqual([
    ...[false, false, false, false],
  ]);
  expect([lands('Act one', 'A'), lands('Act one', null), lands('A', 'B')]).toEqual([true, true, true]);
});
