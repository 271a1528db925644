import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { expectQuiet, launchBrowser, openWindow, signIn } from './support/browser.ts';
import { openPlace, panelsOf, scriptOf } from './support/pages.ts';
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

const WINDOWS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1024, height: 768, colorScheme: 'dark' },
] as const;

test.each(WINDOWS)('no serious accessibility findings at $width×$height, $colorScheme', async (size) => {
  const person = await openWindow(browser, size);
  const { page } = person;
  const findings: Record<string, string[]> = {};
  const look = async (name: string) => {
    const found = await seriousFindings(page);
    if (found.length > 0) findings[name] = found;
  };
  await page.goto(`${product.url}/login`);
  await look('login');
  await signIn(person, product.links.director);
  await scriptOf(page).getByText('ESTUARY').first().waitFor();
  await look('split');
  await openPlace(page, 'script');
  await page.getByRole('separator', { name: 'Page 2' }).waitFor({ state: 'attached' });
  await look('script, title page and first page');
  await page.getByRole('separator', { name: 'Page 2' }).evaluate((mark) => mark.scrollIntoView({ block: 'center' }));
  await page.getByRole('button', { name: /^View/ }).click();
  await look('script, between two pages, with the menu of its view');
  await page.keyboard.press('Escape');
  await openPlace(page, 'boards');
  await panelsOf(page).first().click();
  await look('boards, a panel selected');
  await openPlace(page, 'review');
  await page.getByRole('button', { name: 'Comment on the panel' }).click();
  await page.getByPlaceholder('Comment on the panel').fill('Lower the horizon.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByRole('article').getByText('Lower the horizon.').first().waitFor();
  await look('review, with a thread');
  await openPlace(page, 'history');
  await page.getByLabel('Name this revision').fill(`Looked at in ${size.colorScheme}`);
  await page.getByRole('button', { name: 'Keep' }).click();
  await page
    .getByRole('link', { name: /Looked at/ })
    .first()
    .click();
  await page
    .getByText(/Read only/)
    .first()
    .waitFor();
  await look('history, a revision open');
  await page.goto(`${product.url}/workspaces`);
  await look('workspaces');
  await page.getByRole('link', { name: /Beatboard demo/ }).click();
  await page.getByRole('heading', { name: /Beatboard demo/ }).waitFor();
  await look('a workspace');
  expect(findings).toEqual({});
  expectQuiet(person);
  await person.context.close();
});
