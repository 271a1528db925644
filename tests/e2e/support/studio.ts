import type { Locator, Page } from 'playwright-core';
import { panelsOf } from './pages.ts';

/** The page of accounts of Ana's workspace. */
export async function openAccounts(page: Page, product: string): Promise<void> {
  await page.goto(`${product}/workspaces`);
  await page
    .getByRole('link', { name: /Ana’s workspace/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Pictures' }).click();
}

/** The dialog that orders pictures of all panels from the studio. */
export async function orderAll(page: Page): Promise<Locator> {
  await panelsOf(page)
    .first()
    .click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+G');
  const dialog = page.getByRole('dialog', { name: 'Make pictures' });
  await dialog.getByLabel('Made by').selectOption({ label: 'Studio · pencil-1' });
  return dialog;
}

export interface StudioOptions {
  readonly address: URL;
  readonly key: string;
  readonly kind?: string;
  readonly model?: string;
  readonly takesStructure?: boolean;
}

/** Ana's workspace gets an account with a studio, a server of the house, as its owner would open one. */
export async function openStudio(
  page: Page,
  product: string,
  { address, key, kind = 'openai-compatible', model = 'pencil-1', takesStructure = false }: StudioOptions,
): Promise<void> {
  await openAccounts(page, product);
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Service').selectOption(kind);
  await dialog.getByLabel('Name', { exact: true }).fill('Studio');
  await dialog.getByLabel('Address').fill(address.href);
  await dialog.getByLabel('Key, if it asks for one').fill(key);
  await dialog.getByLabel('Its name on the server').fill(model);
  await dialog.getByLabel('References', { exact: true }).fill('2');
  await dialog.getByLabel('At a time').fill('3');
  if (takesStructure) await dialog.getByLabel('Takes one picture for where everything stands').check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('list', { name: 'Accounts' }).getByText('Studio', { exact: true }).waitFor();
}
