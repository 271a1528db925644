import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { clickLine, gridOf, openPlace, paste, readScript, rowOf, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ eachAnew: true });
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const TRUCK = "ZOË'S TOW TRUCK";

/** By keyboard alone. */
async function choose(page: Page, heading: string, item: RegExp): Promise<void> {
  await rowOf(page, heading).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: item }).focus();
  await page.keyboard.press('Enter');
}

/** The lines that can be seen, as they are read. */
const seen = (page: Page) =>
  scriptOf(page)
    .locator('[data-type]:not([data-omitted])')
    .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).innerText.replace(/\n.*/s, '')));

test('a scene is omitted while somebody types in it, and comes back with their words', async () => {
  const before = (await readScript(ana.page)).length;
  await clickLine(ben.page, 'bow to the windscreen');
  await ben.page.keyboard.type(' Then it rains.');
  await scriptOf(ana.page).getByText('Then it rains.').waitFor();
  await choose(ana.page, TRUCK, /^Omit scene 2/);
  await ana.page.getByText('Omitted scene 2. Its text is kept.').waitFor({ state: 'attached' });
  for (const { page } of [ana, ben]) {
    await scriptOf(page).getByText('OMITTED', { exact: true }).waitFor();
    await scriptOf(page).getByText('Then it rains.').waitFor({ state: 'hidden' });
    expect(await rowOf(page, TRUCK).locator('span span').first().textContent()).toBe('2');
    await rowOf(page, TRUCK).getByText('Omitted', { exact: true }).waitFor();
  }
  // Their caret stands on the heading now: what they type goes nowhere, and above all into no other scene.
  const shown = await seen(ben.page);
  await ben.page.keyboard.type('lost');
  await ben.page.keyboard.press('Enter');
  expect(await seen(ben.page)).toEqual(shown);
  // The line behind an omitted scene does not join what nobody sees.
  await clickLine(ben.page, 'SWING BRIDGE - CAUSEWAY');
  await ben.page.keyboard.press('Home');
  await ben.page.keyboard.press('Backspace');
  expect(await seen(ben.page)).toEqual(shown);
  await choose(ana.page, TRUCK, /^Restore scene 2/);
  for (const { page } of [ana, ben]) await scriptOf(page).getByText('Then it rains.').waitFor();
  expect((await readScript(ana.page)).length).toBe(before);
  expect((await readScript(ana.page)).join()).not.toContain('lost');
  await rowOf(ana.page, TRUCK).focus();
  await ana.page.keyboard.press('Control+z');
  for (const { page } of [ana, ben]) await scriptOf(page).getByText('Then it rains.').waitFor({ state: 'hidden' });
  await ana.page.keyboard.press('Control+z');
  for (const { page } of [ana, ben]) await scriptOf(page).getByText('Then it rains.').waitFor();
});

test('what is omitted is not found, not counted, and in the file as the trade has it', async () => {
  const { page } = ana;
  await choose(page, TRUCK, /^Omit scene 2/);
  await scriptOf(page).getByText('OMITTED', { exact: true }).waitFor();
  await page.keyboard.press('Control+f');
  await page.getByLabel('Find', { exact: true }).fill('windscreen');
  await page.getByRole('search').getByText('None').waitFor();
  await page.keyboard.press('Escape');
  await untilSaved(page);
  const project = /projects\/([0-9a-z]{16})/.exec(page.url())?.[1] ?? '';
  const file = async (format: string) =>
    (await page.request.get(`${new URL(page.url()).origin}/projects/${project}/export/${format}`)).text();
  expect(await file('fountain')).not.toContain('windscreen');
  const fdx = await file('fdx');
  expect(fdx).toMatch(/OMITTED<\/Text>\s*<OmittedScene>[^]*windscreen[^]*<\/OmittedScene>/);
});

test('what is copied over an omitted scene tells nobody of it, and is whole where it is pasted in the script', async () => {
  const { page } = ana;
  await choose(page, TRUCK, /^Omit scene 2/);
  await scriptOf(page).getByText('OMITTED', { exact: true }).waitFor();
  const whole = (await readScript(page)).length;
  const heading = scriptOf(page).locator('[data-omitted-scene]');
  const before = heading.locator('xpath=preceding-sibling::p[1]');
  const words = (await before.textContent()) ?? '';
  await clickLine(page, words);
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
  const cut = () =>
    scriptOf(page).evaluate((script) => {
      const clipboardData = new DataTransfer();
      script.dispatchEvent(new ClipboardEvent('cut', { clipboardData, bubbles: true, cancelable: true }));
      return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') };
    });
  const { text, html } = await cut();
  expect(text).toMatch(/OMITTED/);
  expect(text).toMatch(/SWING BRIDGE/);
  expect(text).not.toMatch(/windscreen/);
  const read = await page.evaluate((given) => new DOMParser().parseFromString(given, 'text/html').body.innerText, html);
  expect(read).toMatch(/OMITTED/);
  expect(read).not.toMatch(/windscreen/);
  expect((await readScript(page)).join()).not.toMatch(/windscreen/);
  await paste(page, { 'text/plain': text, 'text/html': html });
  await scriptOf(page).getByText('OMITTED', { exact: true }).waitFor();
  expect((await readScript(page)).length).toBeGreaterThanOrEqual(whole);
  await choose(page, TRUCK, /^Restore scene 2/);
  await scriptOf(ben.page).getByText('bow to the windscreen').waitFor();
});

test('the menu of a row: synopsis, colour, selection, copy and boards, for everybody at once', async () => {
  const { page } = ana;
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await rowOf(page, TRUCK).focus();
  await page.keyboard.press('F2');
  await page.getByRole('dialog', { name: 'Synopsis of scene 2' }).getByRole('textbox').fill('She drives in.');
  await page.keyboard.press('Enter');
  for (const person of [ana, ben]) {
    await scriptOf(person.page).locator('[data-type=synopsis]').getByText('She drives in.').waitFor();
  }
  await rowOf(page, TRUCK).click({ button: 'right' });
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Colour of scene 2' }).click();
  await page.getByRole('menuitemradio', { name: 'Blue' }).click();
  for (const person of [ana, ben]) {
    await expect.poll(() => rowOf(person.page, TRUCK).getAttribute('data-colour')).toBe('#3E7BFA');
  }
  expect(await rowOf(ben.page, TRUCK).getAttribute('title')).toContain('Colour: Blue');
  await choose(page, TRUCK, /^Copy scene 2/);
  await page.getByText('Copied, as Fountain').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^I\/E\. ZOË'S TOW TRUCK/);
  await choose(page, TRUCK, /^Select scene 2/);
  const selected = await page.evaluate(() => document.getSelection()?.toString() ?? '');
  expect(selected).toContain('windscreen');
  expect(selected).not.toContain('SWING BRIDGE - CAUSEWAY');
  await choose(page, TRUCK, /^Boards of scene 2/);
  await gridOf(page).waitFor();
  await page.waitForURL(/\/boards$/);
});

test('a director reads the list and changes nothing of it', async () => {
  const { page } = ben;
  await signIn(ben, writers.product.links.director);
  await openPlace(page, 'script');
  await scriptOf(page).getByText('ESTUARY').first().waitFor();
  await rowOf(page, TRUCK).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Boards of scene 2/ }).waitFor();
  const items = await page.getByRole('menu', { name: 'Acts on scene 2' }).getByRole('menuitem').allTextContents();
  expect(items).toEqual(['Select scene 2', 'Copy scene 2', 'Boards of scene 2']);
});
