import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { scenesOf, withId } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { readProposal, scriptLines, type WrittenShot } from './read-proposal.ts';

const newId = countingIds('e');
const { elements } = parseFountain('INT. HALL - DAY\n\nAna runs.\n\nANA\nWait!\n\nA door slams.\n').screenplay;
const scene = must(scenesOf(elements.map((line) => withId(line, newId<ElementId>(), newId)))[0]);
const lines = scriptLines(scene);
const written = (change: Partial<WrittenShot> = {}): WrittenShot => ({
  ...{ size: 'CU', angle: 'low', movement: 'dolly in', subject: 'Ana', lines: [2, 3, 4, 5], why: 'She is alone.' },
  ...change,
});

test('a model’s shots become shots of ours, with a frame for each run of lines', () => {
  const { shots, dropped } = readProposal(scene, [
    written({ lines: [5, 2, 3] }),
    written({ size: ' ews ', lines: [4] }),
  ]);
  expect(dropped).toEqual([]);
  expect(shots.map(({ shot }) => shot)).toMatchObject([
    { size: 'CU', angle: 'low', movement: 'dolly_in', subject: 'Ana' },
    { size: 'EWS' },
  ]);
  expect(must(shots[0]).frames.map(({ anchors }) => anchors)).toEqual([[lines[1]?.id, lines[2]?.id], [lines[4]?.id]]);
  expect(must(shots[0]).rule).toBe('She is alone.');
  expect(must(shots[0]).durationMs).toBeGreaterThan(1000);
});

test('what is off is left out and said: unknown sizes, lines that the scene does not have, shots of nothing', () => {
  const { shots, dropped } = readProposal(scene, [
    written({ size: 'GIANT' }),
    written({ lines: [2, 99] }),
    written({ lines: [77] }),
    written({ angle: 'sideways', movement: 'teleport', lines: [4] }),
  ]);
  expect(shots).toHaveLength(2);
  expect(must(shots[0]).lines).toEqual([lines[1]?.id]);
  expect(must(shots[1]).shot).toMatchObject({ angle: 'eye', movement: 'static' });
  expect(dropped).toEqual([
    'Shot 1 is left out: “GIANT” is no size of a shot.',
    'Shot 2 names lines that the scene does not have: 99.',
    'Shot 3 names lines that the scene does not have: 77.',
    'Shot 3 is left out: it shows no line of the scene.',
    'Shot 4: “sideways” is no angle, so it has none.',
    'Shot 4: “teleport” is no movement, so it has none.',
    'One line of the scene is in no shot.',
  ]);
});

test('a model that writes without end is cut off', () => {
  const { shots, dropped } = readProposal(
    scene,
    Array.from({ length: 500 }, () => written()),
  );
  expect(shots).toHaveLength(80);
  expect(dropped).toEqual(['Of 500 shots the first were taken.']);
});
