import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn, type Person } from './support/browser.ts';
import { clickLine, readScript, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
});
afterAll(async () => {
  await browser.close();
  await cleanUpProducts();
});

/** Types in bursts, as people do, and notes the words before each moment at which the light said that all is saved. */
async function typeOn({ page }: Person, name: string, stop: () => boolean): Promise<string[]> {
  const typed: string[] = [];
  let saved = 0;
  while (!stop()) {
    for (let i = 0; i < 3 && !stop(); i++) {
      const word = `${name}${String(typed.length + 1)}.`;
      await page.keyboard.type(`${word} `, { delay: 8 });
      typed.push(word);
    }
    const light = page.locator('[data-save="saved"]');
    const isSaved = await light.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (isSaved) saved = typed.length;
  }
  return typed.slice(0, saved);
}

test('what was called saved survives a SIGKILL while two people type, and they go on without a reload', async () => {
  const ana = await openWindow(browser);
  const ben = await openWindow(browser);
  await signIn(ana, product.links.writer);
  await signIn(ben, product.links.writer);
  await clickLine(ana.page, 'Grey water, grey sky');
  await ana.page.keyboard.press('Enter');
  await clickLine(ben.page, 'The gull begins');
  await ben.page.keyboard.press('Enter');

  let killed = false;
  const typed = Promise.all([typeOn(ana, 'ana', () => killed), typeOn(ben, 'ben', () => killed)]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await product.kill();
  killed = true;
  const [savedByAna, savedByBen] = await typed;
  expect(savedByAna.length + savedByBen.length).toBeGreaterThan(5);

  // A fresh reader, before any of the two windows comes back: what the database holds.
  await Promise.all([ana.context.setOffline(true), ben.context.setOffline(true)]);
  product = await product.restart();
  const reader = await openWindow(browser);
  await signIn(reader, product.links.director);
  await scriptOf(reader.page).getByText('ESTUARY').first().waitFor();
  const stored = (await readScript(reader.page)).join('\n');
  for (const word of [...savedByAna, ...savedByBen]) expect(stored).toContain(word);

  // The windows come back by themselves and everybody has the same.
  await Promise.all([ana.context.setOffline(false), ben.context.setOffline(false)]);
  await Promise.all([untilSaved(ana.page), untilSaved(ben.page)]);
  const script = await readScript(ana.page);
  await expect.poll(() => readScript(ben.page), { timeout: 20_000 }).toEqual(script);
  await expect.poll(() => readScript(reader.page), { timeout: 20_000 }).toEqual(script);
}, 180_000);
