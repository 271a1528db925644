import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';
import { fillSignUp } from './support/sign-up.ts';

const KEY = 'sk-canary-0123456789-wxyz';

let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct({ env: { DEMO: '0' } })]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await cleanUpProducts();
});

test('an owner adds an account, changes it, removes it and takes that back; the key is never shown again', async () => {
  const { page } = await openWindow(browser);
  await page.goto(`${product.url}/signup`);
  await fillSignUp(page, 'Olga');
  await page.waitForURL(/\/workspaces/);
  await page
    .getByRole('link', { name: /Olga’s workspace/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Pictures' }).click();
  await page.getByText('drawn here, without any account').waitFor();
  await page.getByText('No film has a picture by a model yet.').waitFor();
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => void bodies.push(response.text().catch(() => '')));

  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Service').selectOption('fal');
  await dialog.getByLabel('Name').fill('Our fal');
  await dialog.getByLabel('Budget a month').fill('lots');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('The budget is a number').waitFor();
  await dialog.getByLabel('Budget a month').fill('25');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('fal asks for a key.').waitFor();
  await dialog.getByLabel('Key').fill(KEY);
  await dialog.getByRole('button', { name: 'Add' }).click();
  const row = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
  await row.getByText(/key ends with wxyz/).waitFor();
  await row.getByText('$0.00 spent this month of $25.00').waitFor();

  await row.getByRole('button', { name: 'Change Our fal' }).click();
  await dialog.getByLabel('Name').fill('The studio’s');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await row.getByText('The studio’s', { exact: true }).waitFor();
  // Nothing is free to ask there: that is said at once, and nothing looks as if it had been.
  await row.getByText('Key kept; can’t be checked without a picture.').waitFor();
  expect(await row.getByRole('button', { name: /^Check/ }).count()).toBe(0);

  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('drawn here, without any account').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByText('The studio’s', { exact: true }).waitFor();
  await page.reload();
  await row.getByText('The studio’s', { exact: true }).waitFor();
  expect((await Promise.all(bodies)).filter((body) => body.includes('canary'))).toEqual([]);
  expect(product.output()).not.toContain('canary');
});
