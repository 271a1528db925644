import { beforeEach, expect, test } from 'vitest';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, readScript, runCommand, scriptOf } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;
beforeEach(async () => {
  ({ ana, ben } = authors);
  await authors.open('INT. HALL - DAY\n\nRain.\n\nANA\nLeft words.\n');
});

async function openKeys({ page }: Person) {
  await runCommand(page, 'keys of the script');
  const dialog = page.getByRole('dialog', { name: 'Keys of the script' });
  await dialog.waitFor();
  return dialog;
}

const typesOf = ({ page }: Person) =>
  scriptOf(page)
    .locator('[data-type]')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-type')));

test('another preset holds at once, for the one who chose it, and after a reload', async () => {
  const dialog = await openKeys(ana);
  expect(await seriousFindings(ana.page)).toEqual([]);
  await dialog.getByLabel('Keys as in').selectOption('Celtx');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await clickLine(ana.page, 'Left words');
  await ana.page.keyboard.press('Enter');
  await ana.page.keyboard.type('BEN');
  await expect.poll(() => typesOf(ben)).toEqual(['scene_heading', 'action', 'character', 'dialogue', 'character']);
  await ana.page.reload();
  await clickLine(ana.page, 'Left words');
  await ana.page.keyboard.press('Enter');
  await ana.page.keyboard.type('CAT');
  await expect.poll(async () => (await typesOf(ana))[4]).toBe('character');
  // Ben's hands know Final Draft.
  await clickLine(ben.page, 'Left words');
  await ben.page.keyboard.press('Enter');
  await ben.page.keyboard.type('Silence.');
  await expect.poll(async () => (await typesOf(ana))[4]).toBe('action');

  await (await openKeys(ana)).getByLabel('Keys as in').selectOption('Final Draft');
  await ana.page.keyboard.press('Escape');
});

test('a digit of one’s own gives its type, one that is taken is refused in words, and the sheet says what holds', async () => {
  const { page } = ana;
  const dialog = await openKeys(ana);
  const digit = dialog.getByLabel('Digit for Note');
  await digit.selectOption('3');
  await dialog.getByRole('alert').filter({ hasText: '3 gives Character already.' }).waitFor();
  expect(await digit.inputValue()).toBe('');
  await digit.selectOption('9');
  await expect.poll(() => dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await clickLine(page, 'Rain');
  await page.keyboard.press('Control+9');
  await expect.poll(() => typesOf(ben)).toEqual(['scene_heading', 'note', 'character', 'dialogue']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => typesOf(ben)).toEqual(['scene_heading', 'action', 'character', 'dialogue']);
  // The menu of elements picks by the same digit.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'Element type' }).waitFor();
  await page.keyboard.press('9');
  await page.keyboard.type('later');
  await expect.poll(async () => (await typesOf(ben))[2]).toBe('note');
  expect((await readScript(ben.page))[2]).toBe('later');

  await page.getByRole('button', { name: /^View/ }).focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  const row = sheet.locator('dt', { hasText: /^Note$/ });
  expect(await row.locator('xpath=following-sibling::dd').textContent()).toBe('Ctrl+9');
  await page.keyboard.press('Escape');

  const again = await openKeys(ana);
  await again.getByRole('button', { name: 'Undo my changes' }).click();
  expect(await again.getByLabel('Digit for Note').inputValue()).toBe('');
  await page.keyboard.press('Escape');
});

test('Ctrl and B make bold; with Shift the keys are the browser’s', async () => {
  const { page } = ana;
  await clickLine(page, 'Rain');
  await page.keyboard.press('Control+Shift+B');
  await page.keyboard.type(' plain');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' bold');
  await expect.poll(() => scriptOf(ben.page).locator('strong').allTextContents()).toEqual([' bold']);
});

test('the menu of elements stands where there is room, and what is pressed beside it has the keyboard', async () => {
  const { page } = ana;
  await page.keyboard.press('Control+f');
  const field = page.getByRole('search').getByLabel('Find', { exact: true });
  await field.waitFor();
  await page.setViewportSize({ width: 1440, height: 560 });
  await clickLine(page, 'Rain');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Element type' });
  await menu.waitFor();
  await field.click();
  await menu.waitFor({ state: 'detached' });
  await page.keyboard.type('rain');
  expect(await field.inputValue()).toBe('rain');
});
