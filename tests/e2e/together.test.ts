import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { clickLine, openPlace, rowOf, runCommand, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ eachAnew: true });
let writer: Person;
/** The demo's director, who reads the script. */
let director: Person;
beforeEach(async () => {
  [writer, director] = writers.people as [Person, Person];
  await signIn(director, writers.product.links.director);
  await openPlace(director.page, 'script');
  await scriptOf(director.page).getByText('ESTUARY').first().waitFor();
});

const frameOf = (page: Page) => page.getByRole('status').filter({ hasText: /^Following / });

async function followByFace(page: Page): Promise<void> {
  await page
    .getByRole('list', { name: 'Who is here' })
    .getByRole('button', { name: /^Follow / })
    .click();
  await frameOf(page).waitFor();
}

/** Whether the line with these words stands within the pane. */
const isInView = (page: Page, words: string) =>
  scriptOf(page)
    .locator('[data-type]')
    .filter({ hasText: words })
    .first()
    .evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return top > 80 && bottom < window.innerHeight;
    });

test('the list says who types in which scene, and stops when they do', async () => {
  await clickLine(writer.page, 'bow to the windscreen');
  const row = rowOf(director.page, 'TOW TRUCK');
  await row.getByText(/is here$/).waitFor({ state: 'attached' });
  await writer.page.keyboard.type(' Rain.');
  await row.getByText(/is typing here$/).waitFor({ state: 'attached' });
  await row.getByText(/is here$/).waitFor({ state: 'attached' });
});

test('a face is followed: the view goes along until one scrolls, types, or presses Escape', async () => {
  const { page } = director;
  await clickLine(writer.page, 'bow to the windscreen');
  await rowOf(page, 'TOW TRUCK')
    .getByText(/is here$/)
    .waitFor({ state: 'attached' });
  await followByFace(page);
  expect(await seriousFindings(page)).toEqual([]);
  await rowOf(writer.page, 'EXT. NARROWS').click();
  await clickLine(writer.page, 'EXT. NARROWS');
  await expect.poll(() => isInView(page, 'EXT. NARROWS')).toBe(true);
  await page.keyboard.press('Escape');
  await frameOf(page).waitFor({ state: 'hidden' });
  await clickLine(writer.page, 'bow to the windscreen');
  await rowOf(page, 'TOW TRUCK')
    .getByText(/is here$/)
    .waitFor({ state: 'attached' });
  expect(await isInView(page, 'bow to the windscreen')).toBe(false);
  await followByFace(page);
  await expect.poll(() => isInView(page, 'bow to the windscreen')).toBe(true);
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 400);
  await frameOf(page).waitFor({ state: 'hidden' });
});

test('the writer follows by the palette, and typing ends it; who leaves is followed no more', async () => {
  const { page } = director;
  await page.getByRole('textbox', { name: 'Script' }).waitFor();
  await clickLine(page, 'bow to the windscreen');
  const follow = async () => {
    await runCommand(writer.page, 'follow');
    await frameOf(writer.page).waitFor();
  };
  await follow();
  await clickLine(writer.page, 'ESTUARY');
  await writer.page.keyboard.type('!');
  await frameOf(writer.page).waitFor({ state: 'hidden' });
  await follow();
  await page.goto('about:blank');
  await frameOf(writer.page).waitFor({ state: 'hidden' });
});
