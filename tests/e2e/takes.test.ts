import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { openPlace, panelsOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

/* A panel that has several pictures: one chooses, all see it. */

const writers = writersAtTheScript({ windows: [{}, { width: 1440, height: 900 }] });
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

const takesOf = (page: Page) => page.getByRole('listbox', { name: 'Takes of 1A' }).getByRole('option');
const shown = (page: Page) => panelsOf(page).first().locator('img[data-state]').getAttribute('src');

test('of two takes the other is chosen by keys, everybody sees it, and one undo brings the first back', async () => {
  const { page } = director;
  const red = await sharp({ create: { width: 960, height: 540, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  await panelsOf(page)
    .first()
    .click({ position: { x: 20, y: 20 } });
  const drawn = await shown(page);
  await page.locator('input[type=file]').setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: red });
  await takesOf(page).nth(1).waitFor();
  await expect.poll(() => shown(writer.page)).not.toBe(drawn);
  const brought = await shown(page);
  expect(await takesOf(page).nth(1).getAttribute('aria-label')).toMatch(/^Take 2 of 2, Upload, by /);
  expect(await seriousFindings(page)).toEqual([]);

  await takesOf(page).nth(1).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(writer.page)).toBe(drawn);
  expect(await takesOf(page).nth(0).getAttribute('aria-selected')).toBe('true');
  await panelsOf(page).first().focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => shown(writer.page)).toBe(brought);

  await page.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'Takes of 1A' });
  await dialog.getByRole('img').nth(1).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Show this one' }).click();
  await expect.poll(() => shown(writer.page)).toBe(drawn);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
