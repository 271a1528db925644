import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, readScript, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}] });
let ana: Person;
beforeEach(() => {
  [ana] = writers.people as [Person];
});

const listOf = ({ page }: Person) => page.getByRole('listbox', { name: 'Suggestions' });
const optionsOf = (person: Person) => listOf(person).getByRole('option').allTextContents();

async function linesAfter({ page }: Person, words: string, count: number): Promise<string[]> {
  const lines = await readScript(page);
  const at = lines.findIndex((line) => line.includes(words));
  return lines.slice(at + 1, at + 1 + count);
}

test('the other speaker is at hand: Return, Tab, Return writes a cue, and one undo takes the name back', async () => {
  const { page } = ana;
  await clickLine(page, 'be off by teatime');
  for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
  await listOf(ana).waitFor();
  await expect.poll(async () => (await optionsOf(ana)).slice(0, 2)).toEqual(['NADIA', 'ZOË']);
  expect(await scriptOf(page).getAttribute('aria-activedescendant')).toBe('smart-type-0');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('You won’t.');
  await expect.poll(() => linesAfter(ana, 'be off by teatime', 2)).toEqual(['NADIA', 'You won’t.']);
  expect(await listOf(ana).count()).toBe(0);
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
  await expect.poll(() => linesAfter(ana, 'be off by teatime', 1)).toEqual(['']);
});

test('a heading completes part by part; Escape leaves the line as it is typed, and Return is Return again', async () => {
  const { page } = ana;
  await clickLine(page, 'bow to the windscreen');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+1');
  await page.keyboard.type('e');
  await listOf(ana).waitFor();
  await expect.poll(() => optionsOf(ana)).toEqual(['EXT. ']);
  await page.keyboard.press('Enter');
  await page.keyboard.type('swing');
  await expect
    .poll(async () => (await optionsOf(ana)).slice(0, 2))
    .toEqual(['SWING BRIDGE', 'SWING BRIDGE - CAUSEWAY']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type(' - n');
  await expect.poll(() => optionsOf(ana)).toEqual(['NIGHT']);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => linesAfter(ana, 'bow to the windscreen', 2))
    .toEqual(['EXT. SWING BRIDGE - CAUSEWAY - NIGHT', '']);

  await page.keyboard.press('Control+3');
  await page.keyboard.type('zo');
  await expect.poll(() => optionsOf(ana)).toEqual(['ZOË']);
  await page.keyboard.press('Escape');
  await expect.poll(() => listOf(ana).count()).toBe(0);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await linesAfter(ana, 'CAUSEWAY - NIGHT', 1))[0]).toBe('zo');
});

test('a finger takes one of the list', async () => {
  const { page } = ana;
  await clickLine(page, 'cup of tea on it');
  for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
  await listOf(ana).getByRole('option', { name: 'ZOË', exact: true }).click();
  await page.keyboard.type(' (o');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Tea?');
  await expect.poll(() => linesAfter(ana, 'cup of tea on it', 2)).toEqual(['ZOË (O.S.)', 'Tea?']);
});
