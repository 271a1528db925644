import { beforeEach, expect, test } from 'vitest';
import type { Person } from './support/browser.ts';
import { clickLine, scriptOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript();
let ana: Person;
/** The same demo writer at another desk. */
let ben: Person;
beforeEach(() => {
  [ana, ben] = writers.people as [Person, Person];
});

const fieldOf = ({ page }: Person, name: string) =>
  page.getByRole('region', { name: 'Title page' }).getByRole('textbox', { name });

test('two people write one field of the title page at once, undo takes back one’s own, and it is exported', async () => {
  await ana.page.keyboard.press('Control+Shift+H');
  const [mine, theirs] = [fieldOf(ana, 'Title'), fieldOf(ben, 'Title')];
  await expect.poll(() => mine.evaluate((field) => field === document.activeElement)).toBe(true);
  await theirs.focus();
  await ana.page.keyboard.press('Control+Home');
  await ben.page.keyboard.press('Control+End');
  await Promise.all([ana.page.keyboard.type('The ', { delay: 30 }), ben.page.keyboard.type(' Rising', { delay: 20 })]);
  for (const field of [mine, theirs]) await expect.poll(() => field.inputValue()).toBe('The Slack Water Rising');
  await ana.page.keyboard.press('Control+z');
  for (const field of [mine, theirs]) await expect.poll(() => field.inputValue()).toBe('Slack Water Rising');
  await fieldOf(ana, 'Source').fill('A true story');
  await untilSaved(ana.page);
  const exported = await ana.page.request.get(ana.page.url().replace(/\/script.*/, '/export/fountain'));
  expect(await exported.text()).toMatch(/^Title: Slack Water Rising\n[^]*Source: A true story\n/);
  // Escape steps back into the script, past the title page.
  await fieldOf(ana, 'Source').press('Escape');
  await expect.poll(() => scriptOf(ana.page).evaluate((field) => field.contains(document.activeElement))).toBe(true);
});

test('what is printed are the pages, line by line, with what is typed this moment', async () => {
  await clickLine(ana.page, 'The gull begins');
  await ana.page.keyboard.type(' PRINTED');
  await ana.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const sheets = ana.page.locator('[data-print] > div');
  const pages = 1 + (await ana.page.getByRole('separator', { name: /^Page/ }).count());
  expect(await sheets.count()).toBe(1 + pages);
  expect(await sheets.nth(0).textContent()).toContain('Written by');
  await expect.poll(() => sheets.nth(1).textContent()).toContain('PRINTED');
  expect(await sheets.nth(2).textContent()).toMatch(/^2\./);
  await ana.page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await sheets.first().waitFor({ state: 'detached' });
});

test('the page grows and shrinks by keys, for oneself', async () => {
  const width = () => scriptOf(ana.page).evaluate((script) => script.getBoundingClientRect().width);
  const before = await width();
  await scriptOf(ana.page).click();
  await ana.page.keyboard.press('Control+Shift+>');
  await expect.poll(width).toBeCloseTo(before * 1.1, 0);
  await ana.page.keyboard.press('Control+Shift+<');
  await expect.poll(width).toBeCloseTo(before, 0);
});

test('typewriter scrolling keeps the line that is written on in the middle', async () => {
  await clickLine(ana.page, 'They cut the span');
  await ana.page.keyboard.press('Control+Shift+Y');
  for (let i = 0; i < 12; i++) await ana.page.keyboard.press('ArrowDown');
  const height = () =>
    ana.page.evaluate(() => {
      const caret = getSelection()?.getRangeAt(0).getClientRects()[0];
      const pane = document.querySelector('section[aria-label="Script"] [class*="scroller"]')?.getBoundingClientRect();
      return caret && pane ? (caret.top - pane.top) / pane.height : NaN;
    });
  await expect.poll(height).toBeGreaterThan(0.4);
  await expect.poll(height).toBeLessThan(0.5);
});

test('in focus, what one does not write steps back, a speech with its cue stays', async () => {
  await clickLine(ana.page, 'Twice a day the river');
  await ana.page.keyboard.press('Control+Shift+F');
  const inFocus = scriptOf(ana.page).locator('.in-focus');
  await expect
    .poll(() => inFocus.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-type'))))
    .toEqual(['character', 'dialogue']);
  await clickLine(ana.page, 'Grey water, grey sky');
  await expect.poll(() => inFocus.count()).toBe(1);
  await ana.page.keyboard.press('Control+Shift+F');
  await expect.poll(() => inFocus.count()).toBe(0);
});

test('every choice of the view is in the palette', async () => {
  await ana.page.keyboard.press('Control+k');
  for (const label of ['Draft without pages', 'Typewriter scrolling', 'Title page', 'Print the script', 'Paper: A4']) {
    await ana.page.getByLabel('Find a command').fill(label);
    await ana.page.getByRole('option', { name: label }).first().waitFor();
  }
});
