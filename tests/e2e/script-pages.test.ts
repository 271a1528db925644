import type { Page } from 'playwright-core';
import { beforeEach, expect, onTestFailed, test } from 'vitest';
import { writeFdx } from '#shared/formats/fdx/index.ts';
import { parseFountain, writeFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { A4 } from '#shared/pagination/index.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { twoAuthors } from './support/authors.ts';
import type { Person } from './support/browser.ts';
import { breaksOnScreen, linesOf, linesOnScreen, pagesOf } from './support/lines.ts';
import { clickLine, scriptOf, untilSaved } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;
beforeEach(() => {
  ({ ana, ben } = authors);
});
const open = (text: string, people: readonly Person[] = [ana, ben], name?: string) => authors.open(text, people, name);

const WORDS =
  'the rain door, she turns over “a light” water. stops! (nobody) answers? still; long way home Zoë’s'.split(' ');
/** What browsers break, or do not break, by rules of their own, and what is wider than a cell. */
const ODD = [
  'well-worn',
  'what?yes',
  'and/or',
  '10-20',
  '漢字仮名の長い文',
  '👩‍👩‍👧',
  'wait—what',
  'no…but',
  'https://example.org/a/b?c=d&e=f',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen',
  'שלום',
  '"( hm )"',
  'rock–paper--scissors',
];

function oddScript(rng: Rng): string {
  const paragraphs: ScriptParagraph[] = [];
  const words = (most: number) =>
    Array.from({ length: 1 + randomInt(rng, most) }, () => pick(rng, randomInt(rng, 4) === 0 ? ODD : WORDS)).join(' ');
  for (let scene = 1; scene <= 12; scene++) {
    paragraphs.push({ type: 'scene_heading', text: `INT. PLACE ${scene} - DAY` });
    for (let i = 0; i < 4; i++) {
      paragraphs.push({ type: 'action', text: words(50) });
      paragraphs.push({ type: 'character', text: 'ZOË' });
      paragraphs.push({ type: 'dialogue', text: words(60) });
    }
  }
  return writeFountain({ titlePage: { Title: ['Odd'] }, elements: paragraphs });
}

test('lines end on the screen where pagination ends them, whatever the browser would do', async () => {
  const seed = 20261126;
  onTestFailed(() => console.log(`seed ${seed}`));
  const fountain = oddScript(seededRng(seed));
  await open(fountain);
  const pages = pagesOf(fountain);
  await expect.poll(() => ana.page.getByRole('separator', { name: /^Page/ }).count()).toBe(pages.pages.length - 1);
  expect(await linesOnScreen(ana.page)).toEqual(linesOf(pages));
});

const LONG = writeFountain({
  titlePage: { Title: ['Long'] },
  elements: Array.from({ length: 60 }, (_, i): ScriptParagraph[] => [
    { type: 'scene_heading', text: `INT. ROOM ${i} - DAY` },
    { type: 'action', text: `Number ${i}: the rain turns over the water. A car stops. Nobody answers the door.` },
    { type: 'character', text: 'ANA' },
    { type: 'dialogue', text: `Line ${i} goes on. `.repeat(5 + (i % 7)).trim() },
  ]).flat(),
});

const markedPages = (page: Page) => page.getByRole('separator', { name: /^Page/ });

test('pages break for two people at the same places, and while one of them types', async () => {
  await open(LONG);
  const before = pagesOf(LONG);
  const first = must(before.pages[1]).lines.find(({ role }) => role === 'text');
  await expect.poll(() => markedPages(ana.page).count()).toBe(before.pages.length - 1);
  expect(await breaksOnScreen(ben.page)).toEqual(await breaksOnScreen(ana.page));
  const words = must(before.elements.find(({ id }) => id === first?.element)).text.slice(first?.from);
  const [was] = await breaksOnScreen(ana.page);
  expect(was).toContain(`Page 2: ${words.slice(0, 12)}`);
  expect(await ana.page.getByText('(MORE)').count()).toBeGreaterThan(0);
  expect(await ana.page.getByText("ANA (CONT'D)").count()).toBeGreaterThan(0);

  await clickLine(ana.page, 'Number 1: the rain');
  for (let line = 0; line < 6; line++) {
    await ana.page.keyboard.press('Enter');
    await ana.page.keyboard.type(`More rain ${line}.`);
  }
  const moved = (page: Page) => expect.poll(async () => (await breaksOnScreen(page))[0]).not.toBe(was);
  await Promise.all([moved(ana.page), moved(ben.page)]);
  await untilSaved(ana.page);
  const exported = await ana.page.request.get(ana.page.url().replace(/\/script.*/, '/export/fountain'));
  const after = pagesOf(await exported.text());
  for (const { page } of [ana, ben]) {
    await expect.poll(() => markedPages(page).count()).toBe(after.pages.length - 1);
    expect(await linesOnScreen(page)).toEqual(linesOf(after));
  }
  expect(await breaksOnScreen(ben.page)).toEqual(await breaksOnScreen(ana.page));
});

test('A4 is everybody’s, is undone, and is what the PDF is printed on', async () => {
  await open(LONG);
  const [letter, a4] = [pagesOf(LONG).pages.length, pagesOf(LONG, A4).pages.length];
  expect(a4).not.toBe(letter);
  await ana.page.getByRole('button', { name: /^View/ }).click();
  await ana.page.getByRole('menuitemradio', { name: 'Paper: A4' }).click();
  for (const { page } of [ana, ben]) await expect.poll(() => markedPages(page).count()).toBe(a4 - 1);
  await untilSaved(ana.page);
  const pdf = await ana.page.request.get(ana.page.url().replace(/\/script.*/, '/export/pdf'));
  expect(await pdf.text()).toContain('/MediaBox [0 0 595.28 841.89]');
  await ana.page.keyboard.press('Control+z');
  for (const { page } of [ana, ben]) await expect.poll(() => markedPages(page).count()).toBe(letter - 1);
});

const EDGES =
  '<HeaderAndFooter FooterFirstPage="Yes" FooterVisible="Yes" HeaderFirstPage="Yes" HeaderVisible="Yes">' +
  '<Header><Paragraph LeftIndent="2.00"><Text Style="Bold">Tides </Text><DynamicLabel Type="Date"/></Paragraph></Header>' +
  '<Footer><Paragraph LeftIndent="2.00"><Text>Foot </Text><DynamicLabel Type="Page #"/></Paragraph></Footer>' +
  '</HeaderAndFooter>';

test('every sheet has the head and foot that its file asks for, the first and the last too', async () => {
  const file = writeFdx(parseFountain(LONG).screenplay).replace(/<HeaderAndFooter[^]*<\/HeaderAndFooter>/, EDGES);
  await open(file, [ana], 'script.fdx');
  const count = pagesOf(LONG).pages.length;
  await expect.poll(() => markedPages(ana.page).count()).toBe(count - 1);
  const words = await wordsOnSheets(ana.page);
  const today = new Date().toISOString().slice(0, 10).split('-').map(Number);
  const head = `Tides ${String(today[1])}/${String(today[2])}/${String(today[0])}`;
  expect(words.filter(({ text }) => text === head)).toHaveLength(count);
  const feet = words.filter(({ text }) => text.startsWith('Foot')).map(({ text }) => text);
  expect(feet).toEqual(Array.from({ length: count }, (_, i) => `Foot ${String(i + 1)}`));
  // Half an inch from the paper's edges, and all of them below each other.
  expect(words[0]).toMatchObject({ text: head, fromTop: 48 });
  expect(words.at(-1)).toMatchObject({ text: `Foot ${String(count)}`, fromBottom: 48 });
  expect(new Set(words.filter(({ text }) => /^(Tides|Foot)/.test(text)).map(({ left }) => left)).size).toBe(1);
});

/** What is printed beside the script, from the first sheet's upper edge to the last one's lower edge; pixels at 100 %. */
function wordsOnSheets(page: Page) {
  return page.evaluate(() => {
    const sheet = document.querySelector('.outer-edges')?.parentElement as HTMLElement;
    const zoom = sheet.currentCSSZoom;
    const paper = sheet.getBoundingClientRect();
    const words = [...sheet.querySelectorAll('.page-word')].map((word) => {
      const box = word.getBoundingClientRect();
      const [fromTop, fromBottom] = [box.top - paper.top, paper.bottom - box.bottom].map((px) => Math.round(px / zoom));
      return { text: word.textContent, left: Math.round(box.left), fromTop, fromBottom };
    });
    return words.sort((a, b) => (a.fromTop ?? 0) - (b.fromTop ?? 0));
  });
}

test('the caret walks over a break, and the page it comes to is said', async () => {
  await open(LONG);
  const { page } = ana;
  const place = page.getByRole('status', { name: 'Page' });
  await scriptOf(page).locator('span.page-break').first().waitFor({ state: 'attached' });
  // Into the middle of the speech that the first break parts, just before the break.
  await page.evaluate(() => {
    const mark = document.querySelector('span.page-break');
    mark?.scrollIntoView({ block: 'center' });
    const text = mark?.previousSibling;
    if (text) getSelection()?.collapse(text, (text.nodeValue?.length ?? 1) - 2);
    (document.querySelector('.ProseMirror') as HTMLElement).focus();
  });
  const numberOf = async () => Number(/Page (\d+)/.exec((await place.textContent()) ?? '')?.[1]);
  const start = await numberOf();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(numberOf).toBe(start + 1);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect.poll(numberOf).toBe(start);
  await page.keyboard.press('ArrowDown');
  await expect.poll(numberOf).toBe(start + 1);
  await page.keyboard.press('ArrowUp');
  await expect.poll(numberOf).toBe(start);
  // What is typed beside a break goes into the speech, and Backspace takes it back.
  await page.keyboard.press('End');
  await page.keyboard.type('zz');
  await expect.poll(() => scriptOf(page).getByText('zz').count()).toBe(1);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect.poll(() => scriptOf(page).getByText('zz').count()).toBe(0);
});

test('a draft has no pages for the one who wants none, and stays so over a reload', async () => {
  await open(LONG);
  await scriptOf(ana.page).click();
  await ana.page.keyboard.press('Control+Shift+D');
  await expect.poll(() => markedPages(ana.page).count()).toBe(0);
  expect(await markedPages(ben.page).count()).toBeGreaterThan(0);
  await ana.page.reload();
  await scriptOf(ana.page).locator('[data-type]').first().waitFor();
  await expect.poll(() => ana.page.getByRole('status', { name: 'Page' }).textContent()).toMatch(/^Page 1 of \d+$/);
  expect(await markedPages(ana.page).count()).toBe(0);
  await scriptOf(ana.page).click();
  await ana.page.keyboard.press('Control+Shift+D');
  await expect.poll(() => markedPages(ana.page).count()).toBeGreaterThan(0);
});
