import type { Browser, Page } from 'playwright-core';
import * as Y from 'yjs';
import { applyState, readPanels, readScript, readShots } from '#shared/collab/index.ts';
import { makeFilm } from './boards-page/film.ts';
import { median, ms, quantile, tellGoals } from './support/figures.ts';
import { withPage } from './support/with-page.ts';

/*
 * A film of 10,000 panels: its document's size, the time to load and read it, and in a browser the time to take the grid in,
 * how many nodes it has, frames while it is scrolled, and from a drop to the frame that shows it. The page beside it is the
 * same grid with 200 panels.
 */
const PAGE = new URL('boards-page/', import.meta.url).pathname;
const PANELS = 10_000;
const SCENES = 400;
const FEW = 200;
const ROUNDS = 9;
const WHEEL_TURNS = 150;
const MB = 1024 * 1024;

export function bench(): Promise<boolean> {
  const { bytes, load, parts } = measureDocument();
  console.log(
    `document of ${PANELS} panels in ${SCENES} scenes: ${(bytes / MB).toFixed(2)} MB, loaded in${ms(load)} ms`,
  );
  for (const [part, took] of parts) console.log(`  ${part.padEnd(8)} ${ms(took)}`);
  return withPage(PAGE, async (browser, url) => {
    const many = await measureGrid(browser, `${url}?panels=${PANELS}&scenes=${SCENES}`);
    const few = await measureGrid(browser, `${url}?panels=${FEW}&scenes=40`);
    console.log('grid, ms            mount   nodes   scroll p50    p95   drop to paint');
    for (const [label, grid] of [
      [`${PANELS} panels`, many],
      [`${FEW} panels`, few],
    ] as const) {
      const scroll = `${ms(median(grid.frames))} ${ms(quantile(grid.frames, 0.95))}`;
      console.log(
        `${label.padEnd(16)} ${ms(grid.mount)}  ${String(grid.nodes).padStart(6)}       ${scroll}          ${ms(grid.drop)}`,
      );
    }
    return tellGoals([
      ['document ≤ 4 MB', bytes <= 4 * MB],
      ['load ≤ 250 ms', load <= 250],
      ['grid mount ≤ 100 ms', many.mount <= 100],
      ['grid ≤ 1,500 nodes', many.nodes <= 1500],
      ['scroll p95 ≤ 20 ms', quantile(many.frames, 0.95) <= 20],
      ['drop to paint ≤ 50 ms', many.drop <= 50],
    ]);
  });
}

interface Load {
  readonly bytes: number;
  /** Milliseconds until a new document has taken the state and what the boards show is read from it. */
  readonly load: number;
  readonly parts: readonly (readonly [part: string, ms: number])[];
}

function measureDocument(): Load {
  const film = makeFilm(SCENES, PANELS);
  const state = Y.encodeStateAsUpdate(film.doc);
  film.destroy();
  const steps: readonly (readonly [string, (doc: Y.Doc) => unknown])[] = [
    ['applied', (doc) => applyState(doc, state)],
    ['script', readScript],
    ['panels', readPanels],
    ['shots', readShots],
  ];
  const rounds = Array.from({ length: ROUNDS }, () => {
    const doc = new Y.Doc();
    const times = steps.map(([, step]) => timeOf(() => step(doc)));
    doc.destroy();
    return times;
  });
  const sums = rounds.map((times) => times.reduce((sum, time) => sum + time, 0));
  const parts = steps.map(([part], i) => [part, median(rounds.map((times) => times[i] ?? NaN))] as const);
  return { bytes: state.length, load: median(sums), parts };
}

function timeOf(step: () => unknown): number {
  const from = performance.now();
  step();
  return performance.now() - from;
}

interface Grid {
  /** Milliseconds that taking the grid in blocks the page. */
  readonly mount: number;
  readonly nodes: number;
  /** From each frame to the next while a wheel turns, in milliseconds. */
  readonly frames: readonly number[];
  /** Milliseconds from the drop of a card to the frame that shows it in its new place. */
  readonly drop: number;
}

async function measureGrid(browser: Browser, url: string): Promise<Grid> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);
  await page.locator('[data-card]').first().waitFor();
  const drop = median(await dropCards(page));
  const nodes = await page.getByRole('grid').evaluate((grid) => grid.querySelectorAll('*').length);
  const frames = await scroll(page);
  const mount = median(await mountAgain(page));
  await page.close();
  return { mount, nodes, frames, drop };
}

interface PageBench {
  readonly drops: readonly number[];
  remount(): number;
  watchFrames(): readonly number[];
}
type Held = Window & { bench: PageBench; frames: readonly number[] };

function mountAgain(page: Page): Promise<number[]> {
  return page.evaluate(
    (rounds) => Array.from({ length: rounds }, () => (window as unknown as Held).bench.remount()),
    ROUNDS,
  );
}

/** A hand on a wheel, down through the film and back up. */
async function scroll(page: Page): Promise<readonly number[]> {
  await page.mouse.move(720, 500);
  await page.evaluate(() => Object.assign(window, { frames: (window as unknown as Held).bench.watchFrames() }));
  for (let i = 0; i < WHEEL_TURNS; i++) await page.mouse.wheel(0, i < WHEEL_TURNS / 2 ? 120 : -120);
  // The first is the one from asking to beginning.
  return (await page.evaluate(() => (window as unknown as Held).frames)).slice(1);
}

/** Drags the third card before the first, time and again. */
async function dropCards(page: Page): Promise<readonly number[]> {
  const cards = page.locator('[data-card]');
  for (let i = 0; i < ROUNDS; i++) {
    const third = await cards.nth(2).getAttribute('id');
    await cards.nth(2).dragTo(cards.first(), { targetPosition: { x: 8, y: 60 } });
    await page.waitForFunction((id) => document.querySelector('[data-card]')?.id === id, third);
  }
  return page.evaluate(() => (window as unknown as Held).bench.drops);
}
