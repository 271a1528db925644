import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}, { width: 1024, height: 768 }], eachAnew: true });
let ana: Person;
/** The same demo writer at another desk, with a smaller window. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const wallOf = (page: Page) => page.getByRole('region', { name: 'Index cards' });
const cardsOf = (page: Page) => wallOf(page).getByRole('group');
const cardOf = (page: Page, heading: string) => cardsOf(page).filter({ hasText: heading }).first();
const order = (page: Page) =>
  cardsOf(page).evaluateAll((cards) => cards.map((card) => card.querySelector('button')?.title ?? ''));

const FIRST = 'EXT. ESTUARY - DAWN';
const SECOND = "I/E. ZOË'S TOW TRUCK - MOVING - DAY";
const THIRD = 'EXT. SWING BRIDGE - CAUSEWAY - DAY';

test('a card is dragged while somebody writes in its scene; one undo brings it back', async () => {
  await ana.page.getByRole('button', { name: 'Index cards' }).click();
  await clickLine(ben.page, 'bow to the windscreen');
  expect((await order(ana.page)).slice(0, 3)).toEqual([FIRST, SECOND, THIRD]);
  const [from, to] = [await cardOf(ana.page, SECOND).boundingBox(), await cardOf(ana.page, THIRD).boundingBox()];
  if (!from || !to) throw new Error('The cards are not to be seen.');
  await ana.page.mouse.move(from.x + 60, from.y + 100);
  await ana.page.mouse.down();
  await ana.page.mouse.move(to.x + 20, to.y + 80, { steps: 4 });
  await ana.page.mouse.move(to.x + to.width - 10, to.y + 90, { steps: 4 });
  await ana.page.locator('[data-landing]').waitFor();
  await Promise.all([ana.page.mouse.up(), ben.page.keyboard.type(' Then it rains.')]);
  await expect.poll(async () => (await order(ana.page)).slice(0, 3)).toEqual([FIRST, THIRD, SECOND]);
  await scriptOf(ben.page).getByText('Then it rains.').waitFor();
  await cardOf(ana.page, FIRST).focus();
  await ana.page.keyboard.press('Control+z');
  await expect.poll(async () => (await order(ana.page)).slice(0, 3)).toEqual([FIRST, SECOND, THIRD]);
  await scriptOf(ben.page).getByText('Then it rains.').waitFor();
});

test('by keyboard: arrows, a move, a synopsis that all see, and into the scene', async () => {
  const { page } = ana;
  await page.keyboard.press('Control+Shift+e');
  const focused = () => page.evaluate(() => document.activeElement?.querySelector('button')?.title ?? '');
  await expect.poll(focused).toBe(FIRST);
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe(SECOND);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await order(page)).slice(0, 3)).toEqual([FIRST, THIRD, SECOND]);
  await expect.poll(focused).toBe(SECOND);
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Synopsis of scene 3' }).fill('She drives in.');
  await page.keyboard.press('Enter');
  await cardOf(page, SECOND).getByText('She drives in.').waitFor();
  await scriptOf(ben.page).locator('[data-type=synopsis]').getByText('She drives in.').waitFor();
  await untilSaved(page);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(focused).toBe(SECOND);
  await page.keyboard.press('Enter');
  const heading = scriptOf(page).locator('[data-type=scene_heading]').filter({ hasText: 'TOW TRUCK' });
  await heading.waitFor();
  const { y = 0 } = (await heading.boundingBox()) ?? {};
  expect(y).toBeLessThan(300);
  const writes = () => scriptOf(page).evaluate((script) => script === document.activeElement);
  await expect.poll(writes).toBe(true);
  // Escape steps back from the cards to where one was.
  await page.keyboard.press('Control+Shift+e');
  await expect.poll(focused).toBe(SECOND);
  await page.keyboard.press('Escape');
  await expect.poll(writes).toBe(true);
});

test('a small window has fewer columns; a script without scenes says what cards are for', async () => {
  const { page } = ben;
  await page.getByRole('button', { name: 'Index cards' }).click();
  await cardOf(page, FIRST).waitFor();
  const box = await wallOf(page).boundingBox();
  const right = await cardsOf(page).evaluateAll((cards) =>
    Math.max(...cards.map((card) => card.getBoundingClientRect().right)),
  );
  expect(right).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
  expect(await seriousFindings(page)).toEqual([]);
  await scriptOf(ana.page).focus();
  await ana.page.keyboard.press('Control+a');
  await ana.page.keyboard.press('Delete');
  await wallOf(page).getByText('Every scene is a card').waitFor();
  await wallOf(page).getByRole('button', { name: 'To the script' }).click();
  await scriptOf(page).waitFor();
});

test('of three hundred scenes only those in view are drawn, and the last is reached by a key', async () => {
  const { page } = ana;
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = Array.from({ length: 300 }, (_, at) => `INT. ROOM ${String(at + 1)} - DAY\n\nSomebody waits.`).join(
    '\n\n',
  );
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await clickLine(page, 'bow to the windscreen');
  await page.keyboard.press('Control+v');
  await scriptOf(page).getByText('ROOM 300').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+Shift+e');
  await cardsOf(page).first().waitFor();
  expect(await cardsOf(page).count()).toBeLessThan(80);
  await cardsOf(page).first().focus();
  await page.keyboard.press('End');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Scene 31\d/);
});
