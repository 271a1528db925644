import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { scenesOf, type ScriptElement } from '#shared/screenplay/index.ts';
import { demoBoard } from './demo-board.ts';

async function demoElements(): Promise<ScriptElement[]> {
  const text = await readFile('db/seed/demo.fountain', 'utf8');
  const { screenplay, diagnostics } = parseFountain(text);
  expect(diagnostics).toEqual([]);
  return screenplay.elements.map((element, i) => ({ ...element, id: `e${String(i)}` as ElementId }));
}

test('the demo shows what a screenplay can hold', async () => {
  const elements = await demoElements();
  const text = elements.map((element) => element.text).join('\n');
  expect(scenesOf(elements).length).toBeGreaterThanOrEqual(10);
  expect(elements.some((element) => element.dual)).toBe(true);
  for (const sign of ['(V.O.)', '(O.S.)', 'FLASHBACK', 'É']) expect(text).toContain(sign);
});

test('the first scenes are boarded, every frame on lines of its own scene in script order', async () => {
  const scenes = scenesOf(await demoElements());
  const boarded = scenes.filter((scene) => demoBoard(scene).length > 0);
  expect(boarded).toEqual(scenes.slice(0, 3));
  for (const scene of boarded) {
    const ids = [scene.heading, ...scene.body].map((element) => element.id);
    const places = demoBoard(scene).map((panel) => panel.anchors.map((anchor) => ids.indexOf(anchor)));
    const inOrder = places.map((place) => [...place].sort((a, b) => a - b));
    expect(places).toEqual(inOrder);
    expect(places.map(([first = -1]) => first)).toEqual(places.map(([first = -1]) => first).sort((a, b) => a - b));
  }
});
