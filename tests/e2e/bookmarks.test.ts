import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { clickLine, openPlace, rowOf, runCommand, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ eachAnew: true });
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const marksOf = (page: Page) => page.getByRole('navigation', { name: 'Bookmarks' }).getByRole('button');
const names = (page: Page) => marksOf(page).allTextContents();

async function bookmark(page: Page, words: string, name: string): Promise<void> {
  await clickLine(page, words);
  await page.keyboard.press('Control+Shift+m');
  await page.getByRole('dialog', { name: 'Bookmark' }).getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await marksOf(page).filter({ hasText: name }).waitFor();
}

const caretLine = (page: Page) =>
  page.evaluate(() => document.getSelection()?.anchorNode?.parentElement?.closest('[data-type]')?.textContent ?? '');

test('a line gets a name that everybody finds; keys lead from one to the next', async () => {
  await bookmark(ana.page, 'bow to the windscreen', 'The truck');
  await bookmark(ana.page, 'ESTUARY', 'Begin');
  await expect.poll(() => names(ben.page)).toEqual(['Begin', 'The truck']);
  expect(await seriousFindings(ben.page)).toEqual([]);
  await runCommand(ben.page, 'The truck');
  await expect.poll(() => caretLine(ben.page)).toContain('windscreen');
  await ben.page.keyboard.press('Control+Shift+l');
  await expect.poll(() => caretLine(ben.page)).toContain('ESTUARY');
  await marksOf(ben.page).filter({ hasText: 'The truck' }).focus();
  await ben.page.keyboard.press('F2');
  await ben.page.getByRole('dialog', { name: 'Bookmark' }).getByRole('textbox').fill('Crossing');
  await ben.page.keyboard.press('Enter');
  await expect.poll(() => names(ana.page)).toEqual(['Begin', 'Crossing']);
  await marksOf(ben.page).filter({ hasText: 'Begin' }).focus();
  await ben.page.keyboard.press('Delete');
  await expect.poll(() => names(ana.page)).toEqual(['Crossing']);
  await untilSaved(ben.page);
});

test('it moves with its line, and one undo takes it off; a director goes there but names nothing', async () => {
  const { page } = ana;
  await bookmark(page, 'bow to the windscreen', 'The truck');
  await rowOf(page, 'TOW TRUCK').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('Moved scene 2 before scene 1').waitFor({ state: 'attached' });
  expect(await names(page)).toEqual(['The truck']);
  await signIn(ben, writers.product.links.director);
  await openPlace(ben.page, 'script');
  await marksOf(ben.page).filter({ hasText: 'The truck' }).press('Delete');
  await marksOf(ben.page).filter({ hasText: 'The truck' }).click();
  await scriptOf(ben.page).getByText('windscreen').waitFor();
  expect(await names(ben.page)).toEqual(['The truck']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await marksOf(page).waitFor({ state: 'detached' });
});
