import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '#server/assets/index.ts';
import { seriousFindings } from './support/axe.ts';
import { expectQuiet, launchBrowser, openWindow, signIn } from './support/browser.ts';
import { openPlace, panelsOf, readScript, scriptOf, runCommand } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';
import { fillSignUp } from './support/sign-up.ts';

/* A whole film leaves as an open folder, and somebody of another team goes on with it. */

let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await cleanUpProducts();
});

/** How many panels there are, when no picture of theirs is being made any more. */
async function boardsOf(page: Page): Promise<number> {
  await openPlace(page, 'boards');
  await panelsOf(page).first().waitFor();
  await expect
    .poll(async () => (await panelsOf(page).allInnerTexts()).join(), { timeout: 60_000 })
    .not.toMatch(/Queued|Drawing/);
  return panelsOf(page).count();
}

test('the director takes everything out; another team brings it in and sees the same script and boards', async () => {
  const director = await openWindow(browser);
  await signIn(director, product.links.director);
  const boards = await boardsOf(director.page);
  await openPlace(director.page, 'script');
  await scriptOf(director.page).locator('[data-type]').first().waitFor();
  const script = await readScript(director.page);
  await runCommand(director.page, 'Export script');
  const dialog = director.page.getByRole('dialog');
  const link = dialog.getByRole('link', { name: 'Download everything' });
  await link.waitFor();
  expect(await seriousFindings(director.page)).toEqual([]);
  const [download] = await Promise.all([director.page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('Slack Water folder.zip');
  const zip = await readFile(await download.path());
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['README.txt', 'project.json', 'provenance.json', 'script.fountain', 'script.fdx']),
  );
  expect(strFromU8(files['script.fountain'] ?? new Uint8Array())).toContain('EXT. ESTUARY');

  const other = await openWindow(browser);
  const { page } = other;
  await page.goto(`${product.url}/signup`);
  await fillSignUp(page, 'Ilse');
  await page
    .getByRole('link', { name: /Ilse’s workspace/ })
    .first()
    .click();
  await page.getByLabel('Script file').waitFor();
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('Script file').setInputFiles({ name, mimeType: 'application/zip', buffer });
  await choose('cut off.zip', zip.subarray(0, zip.length - 100));
  await page.getByRole('alert').getByText('cut off.zip: It is no zip, or it was cut off on its way.').waitFor();
  await choose('film.zip', zip);
  await page.waitForURL(/\/projects\/[0-9a-z]{16}\/split/);
  expect(await boardsOf(page)).toEqual(boards);
  const project = /^.*\/projects\/[0-9a-z]{16}/.exec(page.url())?.[0] ?? '';
  const again = unzipSync(await (await page.request.get(`${project}/folder`)).body());
  const said = (all: Record<string, Uint8Array>) =>
    Object.entries(all).flatMap(([name, bytes]) => (name === 'provenance.json' ? [] : [[name, hashOf(bytes)]]));
  expect(said(again)).toEqual(said(files));
  await openPlace(page, 'script');
  await expect.poll(() => readScript(page)).toEqual(script);
  expectQuiet(director);
  expectQuiet(other, [/415/]);
  await Promise.all([director, other].map(({ context }) => context.close()));
});
