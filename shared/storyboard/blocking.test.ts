import { expect, test } from 'vitest';
import type { PanelId, ShotId } from '#shared/lib/ids.ts';
import { asWritten, effectiveBlocking } from './blocking.ts';
import { DEFAULT_PANEL } from './panel-fields.ts';
import type { BlockingParts, Panel } from './panel.ts';

const [ONE, TWO, THREE] = ['one', 'two', 'three'] as [PanelId, PanelId, PanelId];

function panels(...parts: readonly (BlockingParts | null)[]): Panel[] {
  return parts.map((blocking, i) => ({
    ...{ ...DEFAULT_PANEL, id: [ONE, TWO, THREE][i] as PanelId, shot: 's' as ShotId, order: 'a0' },
    ...{ anchors: [], textHash: '', words: '', take: null, takes: [], drawn: 0 },
    ...(blocking && { blocking }),
  }));
}

test('people and light hold on in the panels that follow, the camera does not', () => {
  const scene = panels({ 'f:ANNA': 1, light: 2, camera: 3, end: 4 }, null, { camera: 5 });
  expect(effectiveBlocking(scene, ONE).parts).toEqual({ 'f:ANNA': 1, light: 2, camera: 3, end: 4 });
  expect(effectiveBlocking(scene, TWO)).toEqual({ parts: { 'f:ANNA': 1, light: 2 }, from: ONE });
  expect(effectiveBlocking(scene, THREE)).toEqual({ parts: { 'f:ANNA': 1, light: 2, camera: 5 }, from: ONE });
});

test('a panel before one that was blocked is as the script has it, and so is a panel of no scene', () => {
  expect(effectiveBlocking(panels(null, { 'f:ANNA': 1 }), ONE)).toEqual({ parts: {}, from: null });
  expect(effectiveBlocking([], ONE)).toEqual({ parts: {}, from: null });
});

test('a panel that goes back to the script ends what was before, for those after it as well', () => {
  const scene = panels({ 'f:ANNA': 1 }, null, { camera: 5 });
  expect(asWritten(scene, ONE)).toEqual({});
  const back = asWritten(scene, TWO);
  const after = panels({ 'f:ANNA': 1 }, back, { camera: 5 });
  expect(effectiveBlocking(after, TWO)).toEqual({ parts: {}, from: null });
  expect(effectiveBlocking(after, THREE)).toEqual({ parts: { camera: 5 }, from: null });
  expect(asWritten(after, THREE)).toEqual({});
});
