import type { Page } from 'playwright-core';

/** Fills in the form of a new account, on the page that shows it; resolves when the person is in. */
export async function fillSignUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password').fill('quite a long sentence');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/signup'));
}
