import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import type { Person } from './support/browser.ts';
import { clickLine, readScript, rowOf, runCommand, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

/* Three at one script, on a line of 200 ms there and back that loses every twentieth packet. */

const writers = writersAtTheScript({
  windows: [{}, {}, {}],
  eachAnew: true,
  line: { delayMs: 100, loss: 0.05, seed: 9 },
});
let ana: Person;
let ben: Person;
let cleo: Person;
beforeEach(() => {
  [ana, ben, cleo] = writers.people as [Person, Person, Person];
});

const all = () => [ana, ben, cleo];
const linesWith = async ({ page }: Person, words: string) =>
  (await readScript(page)).filter((line) => line.includes(words));
const typeOf = ({ page }: Person, words: string) =>
  scriptOf(page).locator('[data-type]').filter({ hasText: words }).first().getAttribute('data-type');

/** What all three have in the end, when everything has arrived everywhere. */
async function untilAlike(): Promise<string[]> {
  for (const { page } of all()) await untilSaved(page);
  await expect
    .poll(
      async () => new Set(await Promise.all(all().map(async ({ page }) => (await readScript(page)).join('\n')))).size,
      {
        timeout: 20_000,
      },
    )
    .toBe(1);
  return readScript(ana.page);
}

async function press({ page }: Person, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

test('in one paragraph: what each wrote stands whole, what one deleted is gone, and the type is the one that was chosen', async () => {
  for (const { page } of all()) await clickLine(page, 'Grey water, grey sky');
  const [line = ''] = await linesWith(ana, 'Grey water, grey sky');
  await press(ben, 'Home');
  await press(cleo, 'Home');
  await press(cleo, 'Control+Shift+ArrowRight');
  await Promise.all([
    ana.page.keyboard.type(' A bell, twice.', { delay: 40 }),
    ben.page.keyboard.type('Before dawn. ', { delay: 40 }),
    press(cleo, 'Delete').then(() => press(cleo, 'Control+7')),
  ]);
  const script = await untilAlike();
  const ours = script.filter((each) => each.includes('A bell, twice.'));
  expect(ours).toEqual([`Before dawn. ${line.replace('Grey', '')} A bell, twice.`]);
  expect(new Set(await Promise.all(all().map((each) => typeOf(each, 'A bell, twice.')))).size).toBe(1);
});

test('one splits a paragraph while two type on both sides of the place: nobody’s words are cut or doubled', async () => {
  for (const { page } of all()) await clickLine(page, 'A gull lands on the water');
  await press(ben, 'Home');
  await press(cleo, 'Home');
  await press(cleo, 'ArrowRight', 6);
  await Promise.all([
    ana.page.keyboard.type(' It waits, and waits.', { delay: 30 }),
    ben.page.keyboard.type('Then: ', { delay: 30 }),
    press(cleo, 'Enter'),
  ]);
  const script = await untilAlike();
  expect(script.filter((line) => line.startsWith('Then: A gull'))).toHaveLength(1);
  const text = script.join('\n');
  expect(text.split('It waits, and waits.')).toHaveLength(2);
  expect(text.split('lands on the water')).toHaveLength(2);
});

test('each takes back only what they did themselves, though all three worked in one place', async () => {
  for (const { page } of all()) await clickLine(page, 'The gull begins');
  for (const [i, { page }] of all().entries()) {
    await page.keyboard.type(` Words${String(i)}.`);
    await untilSaved(page);
    await Promise.all(
      all().map((each) =>
        scriptOf(each.page)
          .getByText(`Words${String(i)}.`)
          .waitFor(),
      ),
    );
  }
  await press(ben, 'Control+z');
  await expect.poll(() => linesWith(ana, 'Words1.')).toEqual([]);
  const script = (await untilAlike()).join('\n');
  expect(script).toContain('Words0.');
  expect(script).toContain('Words2.');
  await press(ben, 'Control+Shift+z');
  expect((await untilAlike()).join('\n')).toContain('Words1.');
});

test('a name changes everywhere and a scene moves while a third types in it: all of it holds', async () => {
  const heading = "I/E. ZOË'S TOW TRUCK - MOVING - DAY";
  await clickLine(cleo.page, 'bow to the windscreen');
  await runCommand(ben.page, 'rename a character');
  const dialog = ben.page.getByRole('dialog', { name: 'Rename a character' });
  await dialog.getByRole('combobox', { name: 'Character' }).selectOption('NADIA');
  await dialog.getByRole('textbox', { name: 'New name' }).fill('Odile');
  await Promise.all([
    dialog.getByRole('button', { name: 'Rename' }).click(),
    cleo.page.keyboard.type(' It rains', { delay: 30 }),
  ]);
  await expect.poll(() => linesWith(ana, 'NADIA')).toEqual([]);
  await rowOf(ana.page, heading).focus();
  await Promise.all([
    ana.page.keyboard.press('Alt+ArrowDown'),
    cleo.page.keyboard.type(' on both of them.', { delay: 30 }),
  ]);
  const script = await untilAlike();
  expect(script.filter((line) => line === heading)).toHaveLength(1);
  const at = (words: string) => script.findIndex((line) => line.includes(words));
  expect(at('EXT. SWING BRIDGE - CAUSEWAY - DAY')).toBeLessThan(at(heading));
  expect(at(heading)).toBeLessThan(at('It rains on both of them.'));
  expect(script.filter((line) => /nadia/i.test(line))).toEqual([]);
  await Promise.all([ana.page.keyboard.press('Alt+ArrowUp'), putInPlaceOf(cleo.page, 'them.', 'us.')]);
  const after = await untilAlike();
  expect(after.filter((line) => line.includes('It rains on'))).toEqual([
    expect.stringMatching(/It rains on both of us\.$/),
  ]);
  expect(after.findIndex((line) => line === heading)).toBeLessThan(
    after.findIndex((line) => line.includes('EXT. SWING BRIDGE - CAUSEWAY - DAY')),
  );
});

/** Of what stands before the caret. */
async function putInPlaceOf({ keyboard }: Page, old: string, words: string): Promise<void> {
  for (let i = 0; i < old.length; i++) await keyboard.press('Backspace', { delay: 30 });
  await keyboard.type(words, { delay: 30 });
}
