import { afterAll, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeSdapi } from '#tests/mocks/fake-sdapi.ts';
import { seriousFindings } from './support/axe.ts';
import { twoAuthors } from './support/authors.ts';
import { openPlace, panelsOf } from './support/pages.ts';
import { openStudio } from './support/studio.ts';

/* A picture that is drawn along a map of its panel's set. */

const KEY = 'house:canary-maps-0123456789';
let fake: FakeProvider | null = null;
const authors = twoAuthors([{ width: 1440, height: 900 }, {}], async () => {
  fake = await startFakeSdapi({ key: KEY });
  return { PICTURE_HOSTS: fake.address.host };
});
afterAll(() => fake?.close());

test(
  'how people stand is one of the ways to say where everything stands; it goes to what draws along poses, and everybody sees what it was',
  { timeout: 120_000 },
  async () => {
    const { ana, ben } = authors;
    const { page } = ana;
    const studio = must(fake);
    const house = { kind: 'sdapi', model: 'default', takesStructure: true };
    await openStudio(page, authors.product.url, { ...house, address: studio.address, key: KEY });
    await authors.open('INT. KITCHEN - NIGHT\n\nANNA pours the tea.\n\nANNA\nDrink it.\n');
    for (const each of [page, ben.page]) await openPlace(each, 'boards');
    await page.getByRole('button', { name: 'Board this scene' }).click();
    await panelsOf(ben.page).first().waitFor();
    await panelsOf(page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('Shift+G');
    const dialog = page.getByRole('dialog', { name: 'Make pictures' });
    await dialog.getByLabel('Made by').selectOption({ label: 'Studio · default' });
    const by = dialog.getByLabel('Taken from');
    expect(await by.count()).toBe(0);
    await dialog.getByLabel('Everything stands where the panel has it').check();
    expect(await by.locator('option').allTextContents()).toEqual([
      'Its picture, with what is drawn on it',
      'Its set: how far everything is',
      'Its set: how people stand',
      'Its set: which way surfaces face',
    ]);
    await by.selectOption('pose');
    await dialog.getByText('Figures of lines.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make 1 picture' }).click();
    await panelsOf(ben.page).first().locator('img[data-state]').waitFor();
    const [guide] = must(studio.orders[0]).guides ?? [];
    expect(guide).toMatchObject({ by: 'control_v11p_sd15_openpose [cab727d4]', as: 'none' });
    expect(must(guide).picture.subarray(1, 4).toString()).toBe('PNG');

    // The same again, by depth: two takes to look at side by side.
    await panelsOf(page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('Shift+G');
    await by.selectOption('depth');
    await dialog.getByRole('button', { name: 'Make 1 picture' }).click();
    await panelsOf(ben.page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    await ben.page
      .getByRole('listbox', { name: /^Takes of/ })
      .getByRole('option')
      .nth(1)
      .waitFor();
    expect(must(studio.orders[1]).guides).toMatchObject([{ by: 'control_v11f1p_sd15_depth [cfd03158]', as: 'none' }]);
    await ben.page.getByRole('button', { name: 'Compare' }).click();
    const how = ben.page.getByRole('dialog', { name: /^Takes of/ }).getByText('How it was made');
    for (const at of [0, 1]) await how.nth(at).click();
    const made = ben.page.getByRole('list', { name: 'Pictures it was made from' });
    await made.getByText('Composition: how people stand').waitFor();
    await made.getByText('Composition: how far everything is').waitFor();
  },
);

test('where nobody is to be seen the dialog says so, and nothing is sent for it', { timeout: 120_000 }, async () => {
  const { page } = authors.ana;
  const studio = must(fake);
  const before = studio.orders.length;
  await authors.open('EXT. SEA - DAY\n\nWaves.\n', [authors.ana]);
  await openPlace(page, 'boards');
  await page.getByRole('button', { name: 'Board this scene' }).click();
  await panelsOf(page)
    .first()
    .click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Shift+G');
  const dialog = page.getByRole('dialog', { name: 'Make pictures' });
  await dialog.getByLabel('Made by').selectOption({ label: 'Studio · default' });
  await dialog.getByLabel('Everything stands where the panel has it').check();
  await dialog.getByLabel('Taken from').selectOption('pose');
  await dialog.getByText('Nobody is in the picture, so no figures are sent with it.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make 1 picture' }).click();
  await panelsOf(page).first().locator('img[data-state]').waitFor();
  expect(studio.orders).toHaveLength(before + 1);
  expect(must(studio.orders[before]).guides ?? []).toEqual([]);
});
