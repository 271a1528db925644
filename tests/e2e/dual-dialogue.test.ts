import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Pagination } from '#shared/pagination/index.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { linesOf, linesOnScreen, pagesOf } from './support/lines.ts';
import { clickLine, scriptOf } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;
beforeEach(() => {
  ({ ana, ben } = authors);
});

const LONG = 'Nobody told me that the water would be here before we were.';
const exchange = (n: number): ScriptParagraph[] => [
  { type: 'character', text: 'ANA' },
  { type: 'dialogue', text: `Left ${n}: ${n % 2 === 0 ? LONG : 'well-worn — no/yes…but'}` },
  { type: 'character', text: 'BEN', dual: true },
  { type: 'parenthetical', text: '(over her, and rather too loudly for the hour)' },
  { type: 'dialogue', text: `Right ${n}: ${LONG.repeat(1 + (n % 3))}` },
];
/** Two, three and four to a page, so that some begin one. */
const SCRIPT = writeFountain({
  titlePage: { Title: ['Dual'] },
  elements: [
    ...exchange(0),
    ...Array.from({ length: 24 }, (_, n): ScriptParagraph[] => [
      { type: 'action', text: `Before ${n + 1}. ${'The rain goes on. '.repeat(n % 5).trim()}` },
      ...exchange(n + 1),
    ]).flat(),
  ],
});

const lineWith = ({ page }: Person, words: string) =>
  scriptOf(page).locator('[data-type]').filter({ hasText: words }).first();
const cueOf = (person: Person, words: string) =>
  lineWith(person, words).locator('xpath=preceding-sibling::*[@data-type="character"][1]');
const topOf = async (line: ReturnType<typeof lineWith>) => (await line.boundingBox())?.y;

/** Where every line of text stands: pixels from the left edge of the paper and from the first line of its page. */
async function placesOnScreen(page: Page): Promise<string[]> {
  return scriptOf(page).evaluate((script) => {
    const style = document.createElement('style');
    style.textContent = '[data-stretch] { content-visibility: visible !important; }';
    document.head.append(style);
    const paper = script.closest('[data-paper]') as HTMLElement;
    const tops = [...script.querySelectorAll('.page-break')].map((mark) => mark.getBoundingClientRect().bottom);
    const begin = script.getBoundingClientRect().top;
    const places = [...script.querySelectorAll('[data-type]')].map((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      const box = range.getClientRects()[0] as DOMRect;
      const top = [begin, ...tops].findLast((each) => each <= box.top + 1) ?? begin;
      return `${Math.round(box.left - paper.getBoundingClientRect().left)} ${Math.round((box.top - top) / 16)}`;
    });
    style.remove();
    return places;
  });
}

/** The same as pagination has it; the trimmed paper of a narrow pane begins further right. */
function placesOf({ pages, elements }: Pagination, trim: number): string[] {
  const lines = pages.flatMap((page) => page.lines).filter(({ role }) => role === 'text');
  return elements.map(({ id }) => {
    const { left, row } = must(lines.find(({ element }) => element === id));
    return `${Math.round((left - trim) * 96)} ${row}`;
  });
}

test('two speeches stand beside each other where they are printed, and their lines end there', async () => {
  await authors.open(SCRIPT);
  const pages = pagesOf(SCRIPT);
  const breaks = ana.page.getByRole('separator', { name: /^Page/ });
  await expect.poll(() => breaks.count()).toBe(pages.pages.length - 1);
  // Some page begins with two speeches, or the test would not show that they have no blank line above them.
  expect(pages.pages.slice(1).some(({ lines }) => lines[0]?.column === 'left')).toBe(true);
  expect(await linesOnScreen(ana.page)).toEqual(linesOf(pages));
  const trim = await scriptOf(ana.page).evaluate((script) =>
    parseFloat(getComputedStyle(script).getPropertyValue('--trim-left')),
  );
  expect(await placesOnScreen(ana.page)).toEqual(placesOf(pages, trim));
  expect(await seriousFindings(ana.page)).toEqual([]);
});

test('the caret goes into the column that is clicked and walks from one to the other, for others to see', async () => {
  await authors.open(SCRIPT);
  const { page } = ana;
  await clickLine(page, 'Right 0');
  await page.keyboard.type('zz');
  await expect.poll(() => lineWith(ben, 'Right 0').textContent()).toMatch(/zz/);
  // In the right column, and its name in the margin, as any. A caret that moves is drawn anew: both are looked at at once.
  const left = must(await lineWith(ben, 'Left 0').boundingBox());
  const places = () =>
    lineWith(ben, 'Right 0').evaluate((line) =>
      ['.caret', '.caret-name'].map((part) => line.querySelector(part)?.getBoundingClientRect().x ?? 0),
    );
  await expect.poll(async () => ((await places())[0] ?? 0) > left.x + left.width).toBe(true);
  await expect.poll(async () => ((await places())[1] ?? 0) > left.x + 6 * 96).toBe(true);

  await clickLine(page, 'Left 0');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.type('R');
  await expect.poll(() => cueOf(ben, 'Right 0').textContent()).toMatch(/^R(?:Ana)?BEN/);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' yy');
  await expect.poll(() => lineWith(ben, 'Left 0').textContent()).toMatch(/yy(?:Ana)?$/);
  // From what follows up into the last line of the right one.
  await clickLine(page, 'Before 1.');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.type('ww');
  await expect.poll(() => lineWith(ben, 'Right 0').textContent()).toMatch(/ww(?:Ana)?$/);
});

test('a key puts two speeches beside each other for everybody, and one undo takes it back', async () => {
  await authors.open('INT. HALL - DAY\n\nRain.\n\nANA\nLeft words.\n\nBEN\nRight words.\n\nSilence.\n');
  const { page } = ana;
  const isBeside = async (person: Person) =>
    (await topOf(cueOf(person, 'Right words'))) === (await topOf(cueOf(person, 'Left words')));
  await clickLine(page, 'Right words');
  await clickLine(ben.page, 'Left words');
  expect(await isBeside(ana)).toBe(false);
  await page.keyboard.press('Control+d');
  await Promise.all([ana, ben].map((person) => expect.poll(() => isBeside(person)).toBe(true)));
  const button = page.getByRole('button', { name: 'Speeches side by side' });
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  await ben.page.keyboard.type(' More of them, over two lines.');
  await expect.poll(() => lineWith(ana, 'Left words').textContent()).toMatch(/two lines/);
  const below = async () =>
    must(await topOf(lineWith(ana, 'Silence'))) - must(await topOf(lineWith(ana, 'Left words')));
  // A speech of two lines, and a blank one within the box of what follows.
  await expect.poll(below).toBe(32);
  await page.keyboard.press('Control+z');
  await Promise.all([ana, ben].map((person) => expect.poll(() => isBeside(person)).toBe(false)));
  expect(await lineWith(ben, 'Left words').textContent()).toMatch(/two lines/);

  await clickLine(page, 'Silence');
  await page.keyboard.press('Control+d');
  await page.getByText('Two speeches can stand beside each other').waitFor();
});
