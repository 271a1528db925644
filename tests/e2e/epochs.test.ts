import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn, type Person } from './support/browser.ts';
import { documentFrames } from './support/frames.ts';
import { maintain } from './support/maintenance.ts';
import { clickLine, readScript, scriptOf, untilSaved, untilWhole } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'beatboard-epochs-'));
});
afterAll(async () => {
  await browser.close();
  await cleanUpProducts();
  await rm(folder, { recursive: true, force: true });
});

async function typeLineIn({ page }: Person, text: string): Promise<void> {
  await clickLine(page, 'Grey water, grey sky');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

async function untilPutBack({ page }: Person): Promise<void> {
  await page
    .getByRole('alert')
    .getByText('The project is no longer the one in this window.')
    .waitFor({ timeout: 30_000 });
}

/** A writer's window on a running product; its data folder once it was stopped. */
async function openFilm() {
  const data = await mkdtemp(join(folder, 'data-'));
  const product = await startProduct({ folder: data });
  const writer = await openWindow(browser);
  await signIn(writer, product.links.writer);
  await typeLineIn(writer, 'Before the backup.');
  await untilWhole(writer.page);
  return { data, product, writer };
}

test('[R6] [E2] a backup is put back under an open window: it offers its copy, sends nothing, and goes on with what is there', async () => {
  const { data, product: first, writer } = await openFilm();
  const { page } = writer;
  const file = join(data, 'film.beatboard');
  const held = await maintain({ DATA_DIR: data }, 'backup', file);
  expect(held).toMatchObject({ code: 1, lines: [expect.stringMatching(/is in use by process \d+/)] });
  await first.stop();
  const made = await maintain({ DATA_DIR: data }, 'backup', file);
  expect(made).toMatchObject({
    code: 0,
    lines: [expect.stringMatching(/holds everything: [\d,]+ rows and \d+ files?/)],
  });

  const second = await first.restart();
  await untilSaved(page);
  await typeLineIn(writer, 'After the backup.');
  await untilSaved(page);
  await second.stop();
  await typeLineIn(writer, 'Without a connection.');
  const frames = documentFrames(page);
  expect(await maintain({ DATA_DIR: data }, 'restore', file)).toMatchObject({ code: 0 });
  const third = await second.restart();
  await untilPutBack(writer);
  expect(frames.sent()).toBe(0);
  await page.locator('[data-save="ended"]').getByText('Set apart').waitFor();
  expect(await scriptOf(page).getAttribute('contenteditable')).toBe('false');
  expect(await readScript(page)).toContain('Without a connection.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save my copy' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^.+, my copy\.fountain$/);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/Without a connection\.\n\nAfter the backup\./);

  await page.getByRole('button', { name: 'Open the project as it is now' }).click();
  await page.getByText('This device keeps another copy of this project.').waitFor();
  const now = await readScript(page);
  expect(now).toContain('Before the backup.');
  expect(now.join()).not.toMatch(/After the backup|Without a connection/);
  await typeLineIn(writer, 'On we go.');
  await untilSaved(page);

  // Later, and from the menu, the copy becomes a project of its own.
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.reload();
  await untilSaved(page);
  expect(await page.getByText('This device keeps another copy').count()).toBe(0);
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Copy kept on this device' }).click();
  const before = page.url();
  await page.getByRole('button', { name: 'Keep its script as a new project' }).click();
  await page.waitForURL((url) => /\/projects\//.test(url.pathname) && url.href !== before);
  await scriptOf(page).getByText('Without a connection.').waitFor();
  await page.goBack();
  await scriptOf(page).getByText('On we go.').waitFor();
  await untilSaved(page);
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Copy kept on this device' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('button', { name: 'Remove it for good' }).click();
  await page.reload();
  await untilSaved(page);
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'All projects' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Copy kept' }).count()).toBe(0);
  await third.stop();
}, 240_000);

test('[E3] a data folder that was put back by hand is noticed by the window that has seen more', async () => {
  const { data, product: first, writer } = await openFilm();
  const { page } = writer;
  await first.stop();
  const [database, copy] = [join(data, 'database'), join(data, 'old')];
  await cp(database, copy, { recursive: true });
  const second = await first.restart();
  await untilSaved(page);
  await typeLineIn(writer, 'After the backup.');
  await untilSaved(page);
  await second.stop();
  await rename(database, join(data, 'newer'));
  await rename(copy, database);
  const frames = documentFrames(page);
  const third: Product = await second.restart();
  await untilPutBack(writer);
  expect(frames.sent()).toBe(0);
  // The page is closed at once: what it knew is kept with its copy.
  await page.reload();
  await page.getByText('This device keeps another copy of this project.').waitFor();
  expect((await readScript(page)).join()).not.toContain('After the backup');
  await third.stop();
}, 240_000);
