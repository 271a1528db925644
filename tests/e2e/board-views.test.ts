import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { clickLine, openPlace, panelsOf, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

/* Two people look at one storyboard, each in the way that suits their work. */

const writers = writersAtTheScript({ windows: [{}, { width: 1440, height: 900 }], eachAnew: true });
let writer: Person;
let director: Person;
beforeEach(async () => {
  [writer, director] = writers.people as [Person, Person];
  await signIn(director, writers.product.links.director);
  for (const { page } of [writer, director]) {
    await openPlace(page, 'boards');
    await panelsOf(page).first().waitFor();
  }
});

const show = (page: Page, view: string) =>
  page.getByRole('group', { name: 'View of the boards' }).getByRole('button', { name: view }).click();
const tableOf = (page: Page) => page.getByRole('grid', { name: 'Shot list' });
const rowOf = (page: Page, setup: string) =>
  tableOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: setup, exact: true }) });
const cellOf = (page: Page, setup: string, column: string) => rowOf(page, setup).locator(`[data-cell="${column}"]`);
const atHand = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['cell'] ?? '');

test('the shot list is written in by keys, each cell one undo, and the other person sees it', async () => {
  const { page } = director;
  await show(page, 'Shot list');
  await show(writer.page, 'Shot list');
  await cellOf(page, '1A', 'equipment').click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Crane');
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Cast of 1A' }).waitFor();
  await page.keyboard.type('Zoë, Mo');
  await page.keyboard.press('Enter');
  await cellOf(writer.page, '1A', 'equipment').getByText('Crane').waitFor();
  await cellOf(writer.page, '1A', 'cast').getByText('Zoë, Mo').waitFor();
  await expect.poll(() => atHand(page)).toBe('cast');
  await page.keyboard.press('F2');
  await page.keyboard.type('nobody');
  await page.keyboard.press('Escape');
  await expect.poll(() => cellOf(page, '1A', 'cast').textContent()).toBe('Zoë, Mo');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cellOf(writer.page, '1A', 'cast').textContent()).not.toBe('Zoë, Mo');
  expect(await cellOf(writer.page, '1A', 'equipment').textContent()).toBe('Crane');
  await untilSaved(page);
  expect(await seriousFindings(page)).toEqual([]);
});

test('what is no value of its column says so, and the words stay to be mended', async () => {
  const { page } = director;
  await show(page, 'Shot list');
  await cellOf(page, '1A', 'lens').click();
  await page.keyboard.press('F2');
  const field = page.getByRole('combobox', { name: 'Lens of 1A' });
  await field.fill('wide');
  await page.keyboard.press('Enter');
  await page.getByText('A number from 4 to 2000 mm.').waitFor();
  expect(await field.inputValue()).toBe('wide');
  expect(await seriousFindings(page)).toEqual([]);
  await field.fill('27');
  await page.keyboard.press('Enter');
  await cellOf(page, '1A', 'lens').getByText('27').waitFor();
});

test('rows are selected as panels are in the grid, and the view, its order and columns are there the next time', async () => {
  const { page } = director;
  await show(page, 'Shot list');
  await cellOf(page, '1A', 'size').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('group', { name: /^Camera of \d+ panels/ }).waitFor();
  const selected = await page.getByRole('group', { name: /^Camera of / }).getAttribute('aria-label');
  await page.getByText('Shooting order').click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Status' }).click();
  await tableOf(page).getByRole('columnheader', { name: 'Status' }).waitFor();
  await show(page, 'Grid');
  await panelsOf(page).first().waitFor();
  expect(await page.getByRole('group', { name: /^Camera of / }).getAttribute('aria-label')).toBe(selected);
  expect(await panelsOf(page).and(page.locator('[aria-selected=true]')).count()).toBeGreaterThan(1);
  await show(page, 'Shot list');
  await page.reload();
  await tableOf(page).getByRole('columnheader', { name: 'Status' }).waitFor();
  expect(await page.getByRole('radio', { name: 'Shooting order' }).isChecked()).toBe(true);
});

const stripOf = (page: Page) => page.getByRole('listbox', { name: 'Film strip' });
const framesOf = (page: Page) => stripOf(page).locator('[data-frame]');
const numbersOf = (page: Page) =>
  framesOf(page).evaluateAll((frames) => frames.map((frame) => frame.getAttribute('aria-label')?.split(', ')[1] ?? ''));
const large = (page: Page) => page.locator('figcaption strong');

/** What is said of the frame at hand stands under it, and not behind the strip. */
async function wordsAreInSight(page: Page): Promise<boolean> {
  const [words, room] = await Promise.all(
    ['figcaption', '[data-large]'].map((part) => page.locator(part).boundingBox()),
  );
  return words != null && room != null && words.y + words.height <= room.y + room.height;
}

test('the film strip steps by arrows from frame to frame and scene to scene, with the frame at hand large above', async () => {
  const { page } = director;
  await show(page, 'Film strip');
  await framesOf(page).first().click();
  await expect.poll(() => large(page).textContent()).toBe('1A');
  await expect.poll(() => wordsAreInSight(page)).toBe(true);
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => large(page).textContent()).toBe('2A');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => large(page).textContent()).toBe('1A');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => large(page).textContent()).toBe('3A');
  await page.getByText('Whole film').click();
  await expect.poll(() => framesOf(page).count()).toBeGreaterThan(6);
  await page.getByRole('button', { name: 'Durations to scale' }).click();
  const widths = () => framesOf(page).evaluateAll((frames) => frames.map((frame) => frame.clientWidth));
  await expect.poll(async () => new Set(await widths()).size).toBeGreaterThan(2);
  expect(await seriousFindings(page)).toEqual([]);
});

test('a frame dragged within the strip stands elsewhere for both, and one undo brings it back', async () => {
  const { page } = director;
  for (const each of [page, writer.page]) {
    await show(each, 'Film strip');
    await framesOf(each).nth(2).waitFor();
  }
  const before = await numbersOf(page);
  const [from, to] = [await framesOf(page).nth(0).boundingBox(), await framesOf(page).nth(2).boundingBox()];
  if (!from || !to) throw new Error('The frames are not to be seen.');
  await page.mouse.move(from.x + 40, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + to.width - 10, to.y + 30, { steps: 6 });
  await page.mouse.up();
  const [first, ...others] = before;
  await expect.poll(() => numbersOf(page)).toEqual([...others, first]);
  await expect.poll(() => numbersOf(writer.page)).toEqual([...others, first]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => numbersOf(writer.page)).toEqual(before);
});

test('the bar beside a boarded line says which panels show it and leads there; a gap is marked, and marks can be put away', async () => {
  const { page } = writer;
  await openPlace(page, 'script');
  const line = scriptOf(page).locator('p[data-boarded]').filter({ hasText: 'An iron SWING BRIDGE' });
  await line.waitFor();
  await scriptOf(page).locator('p[data-gap]').first().waitFor();
  const box = await line.boundingBox();
  const bar = await line.evaluate((element) => parseFloat(getComputedStyle(element).backgroundPositionX));
  if (!box) throw new Error('The line is not to be seen.');
  await page.mouse.move(box.x + bar, box.y + box.height - 8);
  await page.getByRole('tooltip').getByText('1B · LS').waitFor();
  await page.mouse.click(box.x + bar, box.y + box.height - 8);
  await page.getByRole('group', { name: 'Camera of 1B' }).waitFor();
  await expect.poll(() => page.url()).toMatch(/split$/);

  await openPlace(page, 'script');
  await clickLine(page, 'The gull begins, very gently');
  await command(page, 'Panels of this line');
  await page.getByText('No panel shows this line yet.').waitFor();
  await command(page, 'Boards beside the lines');
  await expect.poll(() => page.locator('[data-paper][data-coverage]').count()).toBe(0);
  await clickLine(page, 'An iron SWING BRIDGE');
  await command(page, 'Panels of this line');
  await page.getByRole('group', { name: 'Camera of 1B' }).waitFor();
});

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill(name);
  await page.getByRole('option', { name }).waitFor();
  await page.keyboard.press('Enter');
}

test('panels become one setup and come apart, and a setup has the letter that somebody gives it, for both', async () => {
  const { page } = director;
  const strip = page.getByRole('group', { name: /^Camera of / });
  const card = (each: Page, number: string) => panelsOf(each).filter({ has: each.getByText(number, { exact: true }) });
  await card(page, '1B').click({ position: { x: 20, y: 20 } });
  await card(page, '1C').click({ position: { x: 20, y: 20 }, modifiers: ['Shift'] });
  await strip.getByRole('button', { name: 'Join into one setup' }).click();
  await card(writer.page, '1B2').waitFor();
  await strip.getByRole('textbox', { name: 'Setup' }).fill('i');
  await page.keyboard.press('Enter');
  await strip.getByText('No slate has the letter I').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await strip.getByRole('textbox', { name: 'Setup' }).fill('f');
  await page.keyboard.press('Enter');
  await card(writer.page, '1F2').waitFor();
  await card(page, '1F2').click({ position: { x: 20, y: 20 } });
  await strip.getByRole('button', { name: 'Split off as a setup' }).click();
  // The letter that the named one has by its place stays free for it.
  await card(writer.page, '1C').waitFor();
  await card(writer.page, '1F').waitFor();
  await card(page, '1A').click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+z');
  await card(writer.page, '1F2').waitFor();
  await show(page, 'Shot list');
  await cellOf(page, '1F', 'setup').dblclick();
  await page.getByRole('textbox', { name: 'Setup of 1F' }).fill('o');
  await page.keyboard.press('Enter');
  await page.getByText('No slate has the letter O').waitFor();
});
