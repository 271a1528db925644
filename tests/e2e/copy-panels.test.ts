import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { twoAuthors } from './support/authors.ts';
import { must } from '#shared/lib/assert.ts';
import { openPlace, panelsOf, untilSaved } from './support/pages.ts';

/* Panels go from one film to another by the clipboard, and their pictures with them. */

const authors = twoAuthors();
const SCRIPT = 'INT. KITCHEN - DAY\n\nAna waits.\n';

const pictureOf = (card: Locator) => card.locator('img[src*="/assets/"]').first();
const cardAt = (page: Page, index: number) => panelsOf(page).nth(index);

const drawnOn = (card: Locator) => card.locator('img[data-drawing]');
const drawnWidth = (card: Locator) => drawnOn(card).evaluate((image: HTMLImageElement) => image.naturalWidth);

/** A line across the frame of a card. */
async function drawOn(page: Page, card: Locator): Promise<void> {
  await card.click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('d');
  const table = page.getByRole('application', { name: /^Frame of/ });
  const box = must(await table.locator('canvas').first().boundingBox());
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await untilSaved(page);
  await page.keyboard.press('Escape');
  await drawnOn(card).waitFor();
}

async function board(page: Page): Promise<void> {
  await openPlace(page, 'boards');
  await page.getByRole('button', { name: 'Board this scene' }).click();
  await panelsOf(page).first().waitFor();
}

test('copied panels are pasted in the same film and, with their pictures, in another; cut ones are gone from the first', async () => {
  const { ana, ben } = authors;
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = ana;
  await authors.open(SCRIPT, [ana]);
  await board(page);
  const before = await panelsOf(page).count();
  const red = await sharp({ create: { width: 960, height: 540, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  await cardAt(page, 0).click({ position: { x: 20, y: 20 } });
  await page.locator('input[type=file]').setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: red });
  await pictureOf(cardAt(page, 0)).waitFor();
  // A second take: both go along.
  const blue = await sharp({ create: { width: 960, height: 540, channels: 3, background: '#33a' } })
    .png()
    .toBuffer();
  const shown = await pictureOf(cardAt(page, 0)).getAttribute('src');
  await page.locator('input[type=file]').setInputFiles({ name: 'blue.png', mimeType: 'image/png', buffer: blue });
  await expect.poll(() => pictureOf(cardAt(page, 0)).getAttribute('src')).not.toBe(shown);
  const asset = /assets\/([0-9a-f]{64})/.exec((await pictureOf(cardAt(page, 0)).getAttribute('src')) ?? '')?.[1] ?? '-';
  await cardAt(page, 0).focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect.poll(() => panelsOf(page).count()).toBe(before + 1);
  await pictureOf(cardAt(page, 1)).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => panelsOf(page).count()).toBe(before);
  await cardAt(page, 0).click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+x');
  await expect.poll(() => panelsOf(page).count()).toBe(before - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => panelsOf(page).count()).toBe(before);
  await drawOn(page, cardAt(page, 0));
  await cardAt(page, 0).focus();
  await page.keyboard.press('Control+d');
  await expect.poll(() => panelsOf(page).count()).toBe(before + 1);
  // Its drawing is a document of its own, which comes a moment later: both go with one undo, and come back with one.
  await expect.poll(() => drawnWidth(cardAt(page, 1))).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => panelsOf(page).count()).toBe(before);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => drawnWidth(cardAt(page, 1))).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await cardAt(page, 0).click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+x');
  await expect.poll(() => panelsOf(page).count()).toBe(before - 1);
  await untilSaved(page);

  await authors.open('EXT. WEIR - NIGHT\n\nWater.\n');
  await board(page);
  await openPlace(ben.page, 'boards');
  const there = await panelsOf(page).count();
  await cardAt(page, 0).click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+v');
  await expect.poll(() => panelsOf(ben.page).count()).toBe(there + 1);
  await expect.poll(() => pictureOf(cardAt(ben.page, 1)).getAttribute('src')).toContain(asset);
  const loaded = () => pictureOf(cardAt(ben.page, 1)).evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(loaded).toBeGreaterThan(0);
  await expect.poll(() => drawnWidth(cardAt(ben.page, 1))).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => panelsOf(ben.page).count()).toBe(there);
});
