import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, readScript, runCommand, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ eachAnew: true });
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const listOf = (page: Page) => page.getByRole('navigation', { name: 'Scenes' });
const rowsOf = (page: Page) => listOf(page).getByRole('button');
const rowOf = (page: Page, heading: string) => rowsOf(page).filter({ hasText: heading }).first();

async function headings(page: Page): Promise<string[]> {
  return rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('title')?.split('\n')[0] ?? ''));
}

const FIRST_THREE = [
  'EXT. ESTUARY - DAWN',
  "I/E. ZOË'S TOW TRUCK - MOVING - DAY",
  'EXT. SWING BRIDGE - CAUSEWAY - DAY',
] as const;

test('a scene is dragged past another while somebody types in it; one undo brings it back with their words', async () => {
  await clickLine(ben.page, 'bow to the windscreen');
  await ben.page.keyboard.type(' Then');
  expect((await headings(ana.page)).slice(0, 3)).toEqual(FIRST_THREE);
  const [dragged, over] = [rowOf(ana.page, FIRST_THREE[1]), rowOf(ana.page, FIRST_THREE[2])];
  const [from, to] = [await dragged.boundingBox(), await over.boundingBox()];
  if (!from || !to) throw new Error('The rows are not to be seen.');
  await ana.page.mouse.move(from.x + 60, from.y + 16);
  await ana.page.mouse.down();
  await ana.page.mouse.move(to.x + 60, to.y + 8, { steps: 4 });
  await ana.page.mouse.move(to.x + 60, to.y + to.height - 4, { steps: 4 });
  await ana.page.locator('[data-landing]').waitFor();
  await Promise.all([ana.page.mouse.up(), ben.page.keyboard.type(' it rains, and rains.')]);
  const moved = [FIRST_THREE[0], FIRST_THREE[2], FIRST_THREE[1]];
  for (const { page } of [ana, ben]) {
    await expect.poll(async () => (await headings(page)).slice(0, 3)).toEqual(moved);
    await scriptOf(page).getByText('Then it rains, and rains.').waitFor();
  }
  await ben.page.keyboard.type(' Still.');
  await scriptOf(ana.page).getByText('and rains. Still.').waitFor();
  await rowOf(ana.page, FIRST_THREE[1]).focus();
  await ana.page.keyboard.press('Control+z');
  for (const { page } of [ana, ben]) {
    await expect.poll(async () => (await headings(page)).slice(0, 3)).toEqual(FIRST_THREE);
    await scriptOf(page).getByText('Then it rains, and rains. Still.').waitFor();
  }
  expect(await readScript(ana.page)).toEqual(await readScript(ben.page));
});

test('by keyboard: one tab stop, arrows lead, Alt with an arrow moves the scene and keeps the keyboard on it', async () => {
  const { page } = ana;
  expect(await rowsOf(page).evaluateAll((rows) => rows.filter((row) => row.tabIndex === 0).length)).toBe(1);
  await rowOf(page, FIRST_THREE[0]).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await headings(page)).slice(1, 3)).toEqual([FIRST_THREE[2], FIRST_THREE[1]]);
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).title.split('\n')[0]);
  await expect.poll(focused).toBe(FIRST_THREE[1]);
  await page.getByText('Moved scene 2 before scene 4').waitFor({ state: 'attached' });
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await headings(page)).slice(0, 3)).toEqual(FIRST_THREE);
  await expect.poll(focused).toBe(FIRST_THREE[1]);
});

test('locked numbers stay where a scene comes in between, on the page and in the list, for everybody', async () => {
  const choose = async (role: 'menuitem' | 'menuitemradio', name: string) => {
    await ana.page.getByRole('button', { name: 'List of scenes' }).click();
    await ana.page.getByRole(role, { name, exact: true }).click();
  };
  await choose('menuitem', 'Lock scene numbers');
  await clickLine(ana.page, 'bow to the windscreen');
  await ana.page.keyboard.press('Enter');
  await ana.page.keyboard.press('Control+1');
  await ana.page.keyboard.type('EXT. QUARRY - DAY');
  const numberOf = ({ page }: Person) => rowOf(page, 'QUARRY').locator('span span').first().textContent();
  const printedOf = ({ page }: Person) =>
    scriptOf(page)
      .locator('[data-type=scene_heading]')
      .filter({ hasText: 'QUARRY' })
      .evaluate((line) => getComputedStyle(line, '::before').content);
  for (const person of [ana, ben]) {
    await expect.poll(() => numberOf(person)).toBe('2A');
    await expect.poll(() => printedOf(person)).toMatch('"2A"');
  }
  await choose('menuitemradio', 'A13');
  for (const person of [ana, ben]) await expect.poll(() => printedOf(person)).toMatch('"A3"');
  await choose('menuitem', 'Lock numbers of new scenes');
  await choose('menuitem', 'Unlock scene numbers');
  for (const person of [ana, ben]) await expect.poll(() => numberOf(person)).toBe('3');
  await rowOf(ana.page, 'QUARRY').focus();
  await ana.page.keyboard.press('Control+z');
  for (const person of [ana, ben]) await expect.poll(() => numberOf(person)).toBe('A3');
});

test('a section folds its scenes away and shows its synopsis; nothing of it is serious to axe', async () => {
  const { page } = ana;
  await clickLine(page, 'bow to the windscreen');
  for (const [type, words] of [
    ['section', 'The bridge'],
    ['synopsis', 'She meets the keeper.'],
  ] as const) {
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Element type' }).selectOption(type);
    await scriptOf(page).focus();
    await page.keyboard.type(words);
  }
  await untilSaved(page);
  const section = rowsOf(page).filter({ hasText: 'The bridge' });
  await page.getByRole('button', { name: 'List of scenes' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Synopses' }).click();
  await section.getByText('She meets the keeper.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const before = await headings(page);
  await section.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => section.getAttribute('aria-expanded')).toBe('false');
  const at = before.indexOf('The bridge');
  expect(await headings(page)).toEqual(before.slice(0, at + 1));
  await page.reload();
  await expect.poll(() => section.getAttribute('aria-expanded')).toBe('false');
  await section.click();
  await expect.poll(() => headings(page)).toEqual(before);
});

test('a dialog stays open when the window grows narrower than its pane, and opens where the pane is away', async () => {
  const { page } = ana;
  await rowOf(page, FIRST_THREE[1]).focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('dialog', { name: 'Synopsis of scene 2' }).getByRole('textbox');
  await field.fill('She drives');
  await page.setViewportSize({ width: 1024, height: 768 });
  expect(await listOf(page).isVisible()).toBe(false);
  await page.keyboard.type(' in.');
  expect(await field.inputValue()).toBe('She drives in.');
  await page.keyboard.press('Enter');
  for (const person of [ana, ben]) {
    await scriptOf(person.page).locator('[data-type=synopsis]').getByText('She drives in.').waitFor();
  }
  await clickLine(page, 'bow to the windscreen');
  await runCommand(page, 'synopsis of scene');
  await page
    .getByRole('dialog', { name: /^Synopsis of scene/ })
    .getByRole('textbox')
    .fill('Another.');
  await page.keyboard.press('Enter');
  await scriptOf(page).locator('[data-type=synopsis]').getByText('Another.').waitFor();
});
