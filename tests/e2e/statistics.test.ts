import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, openPlace, panelsOf, runCommand, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}, { colorScheme: 'dark' }] });
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(async () => {
  [ana, ben] = writers.people as [Person, Person];
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Statistics of the script' });

async function openFromPalette(page: Page): Promise<void> {
  await runCommand(page, 'statistics');
  await dialogOf(page).getByRole('tab', { name: 'Script' }).waitFor();
}

/** The cells of the rows that begin with this, in the table as it stands. */
const rowOf = (page: Page, table: string, first: string) =>
  dialogOf(page)
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: first, exact: true }) })
    .evaluate((row) => [...row.children].map((cell) => cell.textContent));

const firstColumn = (page: Page, table: string) =>
  dialogOf(page).getByRole('table', { name: table }).locator('tbody th').allTextContents();

// Counted by hand in db/seed/demo.fountain.
const ISLA = ['ISLA', '4', '15', '2', '9', '13'];
const ESTUARY = ['1', 'EXT. ESTUARY - DAWN', 'EXT.', 'Day', '1', '102', '2', 'RENÉ'];

test('the figures are those of the script, by keyboard alone', async () => {
  const { page } = ana;
  await openFromPalette(page);
  const where = await rowOf(page, 'Where and when', 'All');
  expect([where[1], where[3], where[5]]).toEqual(['6', '9', '15']);
  expect((await rowOf(page, 'Where and when', 'EXT.'))[5]).toBe('9');
  expect((await rowOf(page, 'Where and when', 'INT./EXT.'))[5]).toBe('1');
  // Focus begins at the tabs; arrows go on to the next.
  await page.keyboard.press('ArrowRight');
  const isla = await rowOf(page, 'Characters', 'ISLA');
  expect(isla.toSpliced(3, 1)).toEqual(ISLA);
  await page.keyboard.press('ArrowRight');
  const estuary = await rowOf(page, 'Scenes', '1');
  expect(estuary.toSpliced(5, 1)).toEqual(ESTUARY);
  await page.keyboard.press('Escape');
  await dialogOf(page).waitFor({ state: 'hidden' });
});

test('tables are sorted by their heads, and copied as they are sorted', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitem', { name: 'Statistics of the script' }).click();
  await dialogOf(page).getByRole('tab', { name: 'Characters' }).click();
  expect((await firstColumn(page, 'Characters')).slice(0, 2)).toEqual(['RENÉ', 'ZOË']);
  const head = dialogOf(page).getByRole('columnheader', { name: 'Character', exact: true });
  await head.getByRole('button').press('Enter');
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  expect(await firstColumn(page, 'Characters')).toEqual(['ISLA', 'NADIA', 'RENÉ', 'TOMÁŠ', 'YOUNG ZOË', 'ZOË']);
  await dialogOf(page).getByRole('button', { name: 'Copy as table' }).click();
  await dialogOf(page).getByRole('status').getByText('6 rows copied').waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines[0]?.split('\t').slice(0, 3)).toEqual(['Character', 'Speeches', 'Words']);
  expect(lines[1]?.split('\t').toSpliced(3, 1)).toEqual(ISLA);
  expect(lines).toHaveLength(7);
});

test('what somebody else writes is counted while one looks', async () => {
  await openFromPalette(ana.page);
  await ana.page.keyboard.press('ArrowRight');
  const speeches = async () => (await rowOf(ana.page, 'Characters', 'ISLA'))[2];
  expect(await speeches()).toBe('15');
  await clickLine(ben.page, 'Ask him how long.');
  await ben.page.keyboard.type(' Half-past what?');
  await expect.poll(speeches).toBe('17');
  // The test after this one finds the script as it was.
  await ben.page.keyboard.press('Control+z');
  await expect.poll(speeches).toBe('15');
});

test('a row leads to its scene, a character to its first speech', async () => {
  const { page } = ana;
  const topOf = async (words: string) => (await scriptOf(page).getByText(words).first().boundingBox())?.y ?? Infinity;
  await openFromPalette(page);
  await dialogOf(page).getByRole('tab', { name: 'Scenes' }).click();
  await dialogOf(page).getByRole('button', { name: '9', exact: true }).press('Enter');
  await dialogOf(page).waitFor({ state: 'hidden' });
  await expect.poll(() => topOf('TRAWLER MARIGOLD - WHEELHOUSE')).toBeLessThan(200);
  await openFromPalette(page);
  await dialogOf(page).getByRole('tab', { name: 'Characters' }).click();
  await dialogOf(page).getByRole('row').filter({ hasText: 'RENÉ' }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await expect.poll(() => topOf('René')).toBeLessThan(300);
});

test('no serious accessibility findings, light and dark, beside the script and beside the boards', async () => {
  await openPlace(ben.page, 'boards');
  await panelsOf(ben.page).first().waitFor();
  for (const { page } of [ana, ben]) {
    await openFromPalette(page);
    for (const tab of ['Script', 'Characters', 'Scenes']) {
      await dialogOf(page).getByRole('tab', { name: tab }).click();
      expect(await seriousFindings(page), tab).toEqual([]);
    }
    for (const plot of await dialogOf(page).getByRole('img').all()) {
      expect(await plot.getAttribute('aria-label')).toMatch(/table/);
    }
  }
});
