import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectQuiet, launchBrowser, openWindow, type Person } from './support/browser.ts';
import { openPlace, readScript, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';
import { fillSignUp } from './support/sign-up.ts';

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

async function signUp(name: string): Promise<Person> {
  const person = await openWindow(browser);
  await person.page.goto(`${product.url}/signup`);
  await fillSignUp(person.page, name);
  await person.page.waitForURL(/\/workspaces/);
  return person;
}

const FOUNTAIN = `Title: The Lamp

INT. LIGHTHOUSE - NIGHT

The lamp turns.

ZOË (V.O.)
Once more.

> CUT TO:

EXT. ROCKS - DAWN #2A#

A boat, *empty*.
`;

test('somebody signs up, brings a script, writes on, and takes it out again', async () => {
  const ana = await signUp('Ana');
  const { page } = ana;
  await page
    .getByRole('link', { name: /Ana’s workspace/ })
    .first()
    .click();
  const file = { name: 'lamp.fountain', mimeType: 'text/plain', buffer: Buffer.from(FOUNTAIN) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/projects\//);
  await openPlace(page, 'script');
  await scriptOf(page).getByText('The lamp turns.').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('int. stairs - night');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Steps.');
  await untilSaved(page);
  expect((await readScript(page)).slice(0, 4)).toEqual([
    'INT. LIGHTHOUSE - NIGHT',
    'The lamp turns.',
    'int. stairs - night',
    'Steps.',
  ]);
  // Exports are in capitals, whatever was typed.
  const answer = await page.request.get(page.url().replace(/\/script.*/, '/export/fountain'));
  const text = await answer.text();
  expect(text).toContain('INT. STAIRS - NIGHT\n\nSteps.');
  expect(text).toContain('EXT. ROCKS - DAWN #2A#');
  expect(text).toContain('A boat, *empty*.');
  expect(text).toContain('Title: The Lamp');
  expectQuiet(ana);
  await ana.context.close();
});

test('an invitation seats one person; what a viewer may not do is not shown', async () => {
  const olga = await signUp('Olga');
  await olga.page
    .getByRole('link', { name: /Olga’s workspace/ })
    .first()
    .click();
  await olga.page.getByLabel('Title').fill('Our film');
  await olga.page.getByRole('button', { name: 'Create' }).click();
  await olga.page.waitForURL(/\/projects\//);
  await scriptOf(olga.page).waitFor();
  await scriptOf(olga.page).click();
  await olga.page.keyboard.type('INT. HALL - DAY');
  await olga.page.keyboard.press('Enter');
  await olga.page.keyboard.type('Dust.');
  await untilSaved(olga.page);
  const project = olga.page.url();

  await olga.page.getByRole('button', { name: 'Share' }).click();
  await olga.page.getByLabel('Role').selectOption('viewer');
  await olga.page.getByRole('button', { name: 'Make a link' }).click();
  const link = await olga.page.getByLabel('Invitation for one viewer').inputValue();

  const vera = await openWindow(browser);
  await vera.page.goto(link);
  await vera.page
    .getByRole('link', { name: /sign up|create/i })
    .first()
    .click();
  await fillSignUp(vera.page, 'Vera');
  await vera.page.getByRole('button', { name: /^Join/ }).click();
  await vera.page.waitForURL(/\/workspaces\//);
  await vera.page.goto(project);
  await scriptOf(vera.page).getByText('Dust.').waitFor();
  expect(await scriptOf(vera.page).getAttribute('contenteditable')).toBe('false');
  await openPlace(vera.page, 'boards');
  await vera.page.getByRole('grid', { name: 'Storyboard' }).waitFor();
  expect(await vera.page.getByRole('button', { name: /Add panel|Board this scene|Generate/ }).count()).toBe(0);
  await openPlace(vera.page, 'history');
  await vera.page.getByText('Choose a revision').or(vera.page.getByText('No revisions yet')).first().waitFor();
  expect(await vera.page.getByRole('button', { name: 'Keep' }).count()).toBe(0);

  const late = await openWindow(browser);
  await late.page.goto(link);
  await late.page
    .getByText(/This invitation was used/)
    .first()
    .waitFor();
  expectQuiet(olga);
  await Promise.all([olga, vera, late].map(({ context }) => context.close()));
});
