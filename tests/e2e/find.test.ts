import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, openPlace, readScript, runCommand, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript();
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const barOf = ({ page }: Person) => page.getByRole('search', { name: 'Find in the script' });
const countOf = (person: Person) => barOf(person).getByRole('status').textContent();
const linesWith = async ({ page }: Person, word: string) =>
  (await readScript(page)).filter((line) => line.includes(word));
const selectionOf = ({ page }: Person) => page.evaluate(() => getSelection()?.toString());

test('words are found while others write, and one undo takes back what was put in their place', async () => {
  const before = await linesWith(ana, 'soup');
  await ana.page.keyboard.press('Control+f');
  await ana.page.keyboard.type('SOUP');
  await expect.poll(() => countOf(ana)).toBe(`1 of ${String(before.length)}`);
  expect(await seriousFindings(ana.page)).toEqual([]);

  await clickLine(ben.page, 'I sent two men yesterday');
  await ben.page.keyboard.type(' Hot soup.');
  await expect.poll(() => countOf(ana)).toBe(`1 of ${String(before.length + 1)}`);

  await ana.page.keyboard.press('Control+Alt+f');
  const other = barOf(ana).getByRole('textbox', { name: 'Put in its place' });
  await other.fill('stew');
  await barOf(ana).getByRole('button', { name: 'Replace all' }).click();
  await expect.poll(() => linesWith(ben, 'soup')).toEqual([]);
  expect((await linesWith(ben, 'Hot stew.')).length).toBe(1);
  await expect.poll(() => countOf(ana)).toBe('None');

  await other.press('Escape');
  await expect.poll(() => scriptOf(ana.page).evaluate((script) => script.contains(document.activeElement))).toBe(true);
  await ana.page.keyboard.press('Control+z');
  await expect.poll(async () => (await linesWith(ben, 'soup')).length).toBe(before.length);
  expect((await linesWith(ana, 'Hot soup.')).length).toBe(1);
});

test('Return goes from place to place, only where one asked to look, and Escape leaves the caret there', async () => {
  await ana.page.keyboard.press('Control+f');
  await ana.page.keyboard.type('water');
  await barOf(ana).getByRole('combobox', { name: 'Where' }).selectOption('In what ZOË says');
  await expect.poll(() => countOf(ana)).toMatch(/^1 of \d+$/);
  const field = barOf(ana).getByRole('textbox', { name: 'Find' });
  await field.press('Enter');
  await ana.page.keyboard.press('Escape');
  await expect.poll(() => selectionOf(ana)).toBe('water');
  const line = scriptOf(ana.page).locator('[data-type=dialogue]').filter({ hasText: 'What time' });
  await expect
    .poll(() =>
      line.evaluate((each) => getSelection()?.anchorNode !== null && each.contains(getSelection()!.anchorNode)),
    )
    .toBe(true);
});

test('a character gets another name above every speech and wherever it is said', async () => {
  const { page } = ana;
  await runCommand(page, 'rename a character');
  const dialog = page.getByRole('dialog', { name: 'Rename a character' });
  await dialog.getByRole('combobox', { name: 'Character' }).selectOption('NADIA');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByText('Write the new name.').waitFor();
  await dialog.getByRole('textbox', { name: 'New name' }).fill('Odile');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => linesWith(ben, 'ODILE (V.O.)').then((lines) => lines.length)).toBeGreaterThan(3);
  expect((await readScript(ben.page)).filter((line) => /nadia/i.test(line))).toEqual([]);
  expect((await linesWith(ben, "seventy-two, Odile. You're")).length).toBe(1);
});

test('who is described in the cast is called by the new name there, too, and one undo takes both back', async () => {
  const { page: cast } = ben;
  await openPlace(cast, 'cast');
  await cast.getByRole('option', { name: /^RENÉ/ }).click();
  await cast.getByLabel('Persona').fill('Patient, dry.');
  await cast.keyboard.press('Tab');
  await untilSaved(cast);
  await runCommand(ana.page, 'rename a character');
  const dialog = ana.page.getByRole('dialog', { name: 'Rename a character' });
  await dialog.getByRole('combobox', { name: 'Character' }).selectOption('RENÉ');
  await dialog.getByRole('textbox', { name: 'New name' }).fill('LUCIEN');
  await dialog.getByText('and as Lucien in sentences').waitFor();
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await cast.getByRole('option', { name: /^LUCIEN/ }).waitFor();
  expect(await cast.getByLabel('Persona').inputValue()).toBe('Patient, dry.');
  expect(await cast.getByRole('option', { name: /RENÉ/ }).count()).toBe(0);
  expect((await linesWith(ana, 'Lucien')).length).toBeGreaterThan(0);
  await scriptOf(ana.page).click();
  await ana.page.keyboard.press('Control+z');
  await cast.getByRole('option', { name: /^RENÉ/ }).waitFor();
  expect(await cast.getByRole('option', { name: /LUCIEN/ }).count()).toBe(0);
  expect(await cast.getByLabel('Persona').inputValue()).toBe('Patient, dry.');
});
