import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashTabs } from '#tests/chaos/crash/crash-tabs.ts';
import { launchBrowser, openWindow, signIn, type Person } from './support/browser.ts';
import { cuttable } from './support/cuttable.ts';
import { clickLine, readScript, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

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

async function openFilm(): Promise<{ person: Person; line: Awaited<ReturnType<typeof cuttable>> }> {
  const person = await openWindow(browser);
  const line = await cuttable(person);
  await signIn(person, product.links.writer);
  await untilSaved(person.page);
  return { person, line };
}

test('[R10] whatever is older than 100 ms when the tab is killed is there when it is opened offline, and lands', async () => {
  const seed = 11;
  const { faults, words } = await crashTabs({ browser, product, seed, rounds: 3 });
  expect(faults, `seed ${String(seed)}`).toEqual([]);
  expect(words).toBeGreaterThan(15);
}, 240_000);

test('[R10] what is typed in the moment before the page is closed is kept', async () => {
  const { person, line } = await openFilm();
  const { page, context } = person;
  line.cut();
  await page.locator('[data-save="on-device"]').waitFor();
  await clickLine(page, 'The gull begins');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The very last words.');
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(address);
  await scriptOf(again).getByText('The very last words.').waitFor();
  line.mend();
  await untilSaved(again);
  await context.close();
}, 120_000);

test('a day without a connection merges with what others did meanwhile, and nothing is there twice', async () => {
  const { person, line } = await openFilm();
  const { page, context } = person;
  const other = await openWindow(browser);
  await signIn(other, product.links.writer);
  await untilSaved(other.page);
  line.cut();
  await page.locator('[data-save="on-device"]').waitFor();
  for (const [{ page: each }, who] of [
    [person, 'Away'],
    [other, 'Here'],
  ] as const) {
    await clickLine(each, 'A gull lands on the water');
    for (let i = 0; i < 12; i++) {
      await each.keyboard.press('Enter');
      await each.keyboard.type(`${who} ${String(i)}.`);
    }
  }
  await untilSaved(other.page);
  // Closed in the evening, opened in the morning.
  await page.reload();
  await scriptOf(page).getByText('Away 11.').waitFor();
  line.mend();
  await untilSaved(page);
  await scriptOf(other.page).getByText('Away 11.').waitFor();
  const script = await readScript(page);
  expect(await readScript(other.page)).toEqual(script);
  for (let i = 0; i < 12; i++) {
    for (const who of ['Away', 'Here'])
      expect(script.filter((text) => text === `${who} ${String(i)}.`)).toHaveLength(1);
  }
  await Promise.all([context.close(), other.context.close()]);
}, 150_000);

/** Writes into the page's storage until the browser refuses a single byte more. */
async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const request = indexedDB.open('somebody-else', 1);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('There is no storage.'));
    });
    const isWritten = (bytes: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = db.transaction('rows', 'readwrite');
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
        // What counts is what is left of it on the disk, where it is packed: nothing that packs well.
        transaction.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(bytes)));
      });
    for (let bytes = 2 ** 16; bytes >= 1;) if (!(await isWritten(bytes))) bytes /= 2;
  });
}

test('a browser whose storage is full says that nothing is saved, and that the window must stay open', async () => {
  const person = await openWindow(browser);
  const line = await cuttable(person);
  const { page, context } = person;
  const session = await context.newCDPSession(page);
  const mostBytes = (quotaSize?: number) =>
    session.send('Storage.overrideQuotaForOrigin', { origin: product.url, ...(quotaSize && { quotaSize }) });
  await mostBytes(4 * 2 ** 20);
  await signIn(person, product.links.writer);
  await untilSaved(page);
  await fillStorage(page);
  line.cut();
  await clickLine(page, 'The gull begins');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nowhere to put this.');
  const light = page.locator('[data-save="not-saved"]');
  await light.waitFor();
  await light.hover();
  await page
    .getByRole('tooltip')
    .getByText(/this browser can’t keep your changes. Keep this window open/)
    .waitFor();
  // Room again: everything is kept with the next key, the words before it too.
  await mostBytes();
  await page.keyboard.type(' There is room.');
  await page.locator('[data-save="on-device"]').waitFor();
  await page.reload();
  await scriptOf(page).getByText('Nowhere to put this. There is room.').waitFor();
  line.mend();
  await untilSaved(page);
  await context.close();
}, 120_000);
