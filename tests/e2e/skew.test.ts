import { PGlite } from '@electric-sql/pglite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';
import { launchBrowser, openWindow, signIn } from './support/browser.ts';
import { clickLine, readScript, saveLightOf, scriptOf, untilSaved, untilWhole } from './support/pages.ts';
import { cleanUpProducts, startProduct } from './support/product.ts';
import { documentFrames } from './support/frames.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'beatboard-skew-'));
});
afterAll(async () => {
  await browser.close();
  await cleanUpProducts();
  await rm(folder, { recursive: true, force: true });
});

/** Every document becomes one of this version, as a newer server would make it at its first start. */
async function raiseSchema(version: number): Promise<void> {
  const database = await PGlite.create({ dataDir: join(folder, 'database') });
  await database.query('UPDATE documents SET schema_version = $1', [version]);
  await database.close();
}

async function untilOutdated(page: Page): Promise<void> {
  await page.getByRole('alert').getByText('This window is older than the project.').waitFor({ timeout: 30_000 });
  await saveLightOf(page).getByText('Out of date').waitFor();
  expect(await scriptOf(page).getAttribute('contenteditable')).toBe('false');
}

test('[R11] [H4] a window that is older than the document sends nothing, says why, and loses nothing', async () => {
  const first = await startProduct({ folder });
  const { page, context } = await openWindow(browser);
  await signIn({ page, context, complaints: [] }, first.links.writer);
  await untilWhole(page);
  await first.stop();
  await clickLine(page, 'Grey water, grey sky');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Typed by an older window.');
  await page.locator('[data-save="on-device"]').waitFor();

  // An open window, when the server comes back newer.
  await raiseSchema(SCHEMA_VERSION + 1);
  const frames = documentFrames(page);
  const second = await first.restart();
  await untilOutdated(page);
  expect(frames.sent()).toBe(0);
  // One that is opened with the older program, as a cache may have it: it does not even knock.
  const knocks = frames.sockets();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.waitForLoadState();
  await untilOutdated(page);
  expect([frames.sent(), frames.sockets()]).toEqual([0, knocks]);
  expect(await readScript(page)).toContain('Typed by an older window.');
  await second.stop();

  // And with the program that fits, what was typed meanwhile is taken in.
  await raiseSchema(SCHEMA_VERSION);
  const third = await second.restart();
  await page.reload();
  await untilSaved(page);
  const reader = await openWindow(browser);
  await signIn(reader, third.links.director);
  await scriptOf(reader.page).getByText('Typed by an older window.').waitFor();
  await third.stop();
}, 240_000);
