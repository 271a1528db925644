import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import type { Person } from './support/browser.ts';
import { clickLine, gridOf, readScript, runCommand, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}] });
let person: Person;
beforeEach(() => {
  [person] = writers.people as [Person];
});

const statisticsOf = (page: Page) => page.getByRole('dialog', { name: 'Statistics of the script' });
const findBarOf = (page: Page) => page.getByRole('search', { name: 'Find in the script' });

async function openStatistics(page: Page): Promise<void> {
  await runCommand(page, 'statistics');
}

/** As when the server was renewed meanwhile, or the network is gone: no piece of code with this name can be had. */
async function withhold(context: BrowserContext, ...names: readonly string[]): Promise<() => Promise<void>> {
  const files = new RegExp(`/assets/(${names.join('|')})-[^/]*\\.js$`);
  await context.route(files, (route) => route.abort());
  return () => context.unroute(files);
}

test('a window that has been open for a moment opens everything without a connection', async () => {
  const { page, context } = person;
  const warmed = page.waitForResponse(/\/assets\/statistics-view-/);
  await page.reload();
  await warmed;
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);

  await scriptOf(page).click();
  await page.keyboard.press('Control+f');
  await findBarOf(page).waitFor();
  await page.keyboard.press('Escape');
  await openStatistics(page);
  await statisticsOf(page).getByRole('tab', { name: 'Script' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+e');
  await page.getByRole('region', { name: 'Index cards' }).getByRole('group').first().waitFor();
  await page.keyboard.press('Control+Shift+e');
  await page.getByRole('link', { name: 'Boards', exact: true }).click();
  await gridOf(page).waitFor();
  // The browser's own words about what it could not get.
  expect(person.complaints.splice(0).join()).not.toContain('Uncaught');
});

test('what cannot be loaded says so where it would stand, and comes when it is asked for again', async () => {
  const { page, context } = person;
  const release = await withhold(context, 'statistics-view', 'find-bar');
  await page.reload();
  await scriptOf(page).click();

  await page.keyboard.press('Control+f');
  await page.getByText('This could not be loaded. Nothing of yours is lost.').waitFor();
  await openStatistics(page);
  await statisticsOf(page).getByText('This part could not be loaded').waitFor();
  await release();
  await statisticsOf(page).getByRole('button', { name: 'Try again' }).click();
  await statisticsOf(page).getByRole('tab', { name: 'Script' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await findBarOf(page).waitFor();
  expect(await findBarOf(page).evaluate((bar) => getComputedStyle(bar).display)).toBe('grid');
  // The browser's own words about what it could not get.
  expect(person.complaints.splice(0).join()).not.toContain('Uncaught');
});

test('what is typed while a dialog is on its way does not go into the script, which has its caret back after', async () => {
  const { page, context } = person;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await context.route(/\/assets\/command-palette-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await clickLine(page, 'Grey water');
  const before = await readScript(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('astray');
  release();
  await page.getByLabel('Find a command').waitFor();
  await page.keyboard.press('Escape');
  expect(await readScript(page)).toEqual(before);
  await page.keyboard.type(' Typed.');
  await expect
    .poll(() => readScript(page))
    .toEqual(before.map((line) => (line.includes('Grey water') ? `${line} Typed.` : line)));
});
