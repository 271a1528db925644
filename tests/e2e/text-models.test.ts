import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { startFakeChat } from '#tests/mocks/fake-text.ts';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { twoAuthors } from './support/authors.ts';
import { openPlace, panelsOf, untilSaved } from './support/pages.ts';
import { openAccounts, openStudio, orderAll } from './support/studio.ts';

/* What models of text propose: asked for by a person, shown beside what the rules say, and written only when somebody takes it. */

const KEY = 'sk-canary-words-0123456789';
const PICTURE_KEY = 'sk-canary-pictures-0123456789';
let fakes: { readonly words: FakeProvider; readonly pictures: FakeProvider } | null = null;
const authors = twoAuthors([{ width: 1440, height: 900 }, {}], async () => {
  const words = await startFakeChat({ key: KEY, writes });
  const pictures = await startFakeOpenAi({ key: PICTURE_KEY, byUrl: true });
  fakes = { words, pictures };
  return { PICTURE_HOSTS: [words, pictures].map(({ address }) => address.host).join(',') };
});
afterAll(() => {
  fakes?.words.close();
  fakes?.pictures.close();
});
beforeEach(() => {
  const { words } = must(fakes);
  words.mood = 'fine';
  words.delayMs = () => 0;
});

const SCRIPT = 'INT. YARD - NIGHT\n\nRain on the stones.\n\nA gate bangs.\n\nMARA\nListen.\n';

const shot = (size: string, subject: string, lines: readonly number[], why: string) => ({
  ...{ size, angle: 'eye', movement: 'static', subject, lines, why },
});
const SHOTS = [
  shot('LS', 'the yard', [1, 2], 'Where we are, and how wet it is.'),
  shot('CU', 'the gate', [3], 'The bang is the turn.'),
  shot('MCU', 'Mara', [4, 5], 'She hears it.'),
  shot('GIANT', 'everything', [1], 'A size that there is not.'),
];
const ALT = 'A gate stands open in the rain.';
const REWRITTEN = 'A wet cobbled yard at night, one lamp, the gate ajar on the left.';

function writes(prompt: string): string {
  if (prompt.includes('shot list')) return JSON.stringify({ shots: SHOTS });
  return JSON.stringify({ words: prompt.includes('alt text') ? ALT : REWRITTEN });
}

/** The browser remarks that an answer was no success: each of them is told in the page. */
function takeRemarks({ complaints }: Person, status: number): void {
  const others = complaints.filter((line) => !line.includes(`responded with a status of ${String(status)}`));
  expect(others.length).toBeLessThan(complaints.length);
  complaints.splice(0, complaints.length, ...others);
}

const textAccounts = (page: Page) => page.getByRole('list', { name: 'Models of text' }).getByRole('listitem');

test('an owner adds a model of text; an address that is not allowed and a key that is wrong are told in words', async () => {
  const { page } = authors.ana;
  const { words } = must(fakes);
  await openAccounts(page, authors.product.url);
  await page.getByText(/no line of a script leaves this server/).waitFor();
  await page.getByRole('button', { name: 'Add a model of text' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model of text' });
  await dialog.getByLabel('Service').selectOption({ label: 'OpenAI-compatible server' });
  await dialog.getByLabel('Name', { exact: true }).fill('House');
  await dialog.getByLabel('Address').fill('http://127.0.0.1:9/v1');
  await dialog.getByLabel('Key, if it asks for one').fill('sk-of-yesterday');
  await dialog.getByLabel('Its name').fill('llama3.3');
  await dialog.getByLabel('Reading, $').fill('2');
  await dialog.getByLabel('Writing, $').fill('10');
  await dialog.getByLabel(/JSON schema/).check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText(/PICTURE_HOSTS does not name 127\.0\.0\.1:9/).waitFor();
  takeRemarks(authors.ana, 422);
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByLabel('Address').fill(words.address.href);
  await dialog.getByRole('button', { name: 'Add' }).click();

  const row = textAccounts(page);
  await row.getByText('House', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Check House' }).click();
  await row.getByText(/^The text server did not accept the workspace’s key\./).waitFor();
  await row.getByRole('button', { name: 'New key for House' }).click();
  const anew = page.getByRole('dialog', { name: 'New key for House' });
  await anew.getByLabel('Key').fill(KEY);
  await anew.getByRole('button', { name: 'Replace the key' }).click();
  await row.getByText(/key ends with 6789/).waitFor();
  await row.getByRole('button', { name: 'Check House' }).click();
  await row.getByText('The text server answers and takes the key.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(authors.product.output()).not.toContain('canary');
}, 180_000);

test('shots from a model stand beside those of the rules; some are taken in one undo, marked, and seen by everybody', async () => {
  const { ana, ben } = authors;
  const { page } = ana;
  const { words } = must(fakes);
  await authors.open(SCRIPT);
  for (const each of [page, ben.page]) await openPlace(each, 'boards');
  await page.getByRole('button', { name: 'Cover this scene…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cover scene 1' });
  const model = dialog.getByRole('region', { name: 'From a model' });
  await model.getByRole('button', { name: 'Ask for shots' }).waitFor();

  // A no is told, and what the rules propose is there as before.
  words.mood = 'moderated';
  await model.getByRole('button', { name: 'Ask for shots' }).click();
  await model
    .getByRole('alert')
    .getByText(/^The text server did not want to answer.* Nothing was changed/)
    .waitFor();
  await dialog.getByRole('region', { name: 'Classical' }).getByRole('button', { name: 'Take classical' }).waitFor();
  takeRemarks(ana, 409);
  expect(await seriousFindings(page)).toEqual([]);

  // Who calls it off has hung up on the service, and goes on from the same button.
  words.mood = 'busy';
  await model.getByRole('button', { name: 'Ask for shots' }).click();
  await model.getByText(/Asking House · llama3\.3 … [1-9]\d* s/).waitFor();
  await model.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).click();
  await words.until(() => words.cancelled.length === 1);
  await model.getByRole('button', { name: 'Ask for shots' }).and(page.locator(':focus')).waitFor();
  expect(await model.getByRole('alert').count()).toBe(0);
  words.mood = 'fine';

  await page.keyboard.press('Enter');
  await model.getByRole('listitem').filter({ hasText: 'Close-up · the gate' }).waitFor();
  await model.getByText('Shot 4 is left out: “GIANT” is no size of a shot.').waitFor();
  expect(words.orders).toHaveLength(3);
  expect(must(words.orders[2]).prompt).toContain('1 scene_heading: INT. YARD - NIGHT\n2 action: Rain on the stones.');
  expect(await panelsOf(ben.page).count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await model.getByRole('checkbox').nth(2).uncheck();
  await model.getByRole('button', { name: 'Take 2 shots' }).click();

  await panelsOf(ben.page).nth(1).waitFor();
  await expect.poll(() => panelsOf(ben.page).allInnerTexts()).toHaveLength(2);
  await panelsOf(ben.page).getByText('AI shot').nth(1).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => panelsOf(ben.page).count()).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await panelsOf(ben.page).getByText('AI shot').nth(1).waitFor();
  await untilSaved(page);
}, 180_000);

test('alt text is written when somebody takes it, and the words of before can be had back', async () => {
  const { ana, ben } = authors;
  const { page } = ana;
  await panelsOf(page)
    .nth(1)
    .click({ position: { x: 20, y: 20 } });
  const strip = page.getByRole('group', { name: /^Camera of/ });
  await strip.getByRole('button', { name: 'All fields' }).click();
  await strip.getByText('A model proposed the shot.').waitFor();
  await strip.getByRole('textbox', { name: 'Alt text' }).fill('A gate.');
  await page.keyboard.press('Enter');
  await strip.getByRole('button', { name: 'Suggest alt text' }).click();
  const suggested = strip.getByRole('region', { name: 'Suggested alt text' });
  await suggested.getByText(ALT).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await strip.getByRole('textbox', { name: 'Alt text' }).inputValue()).toBe('A gate.');
  await suggested.getByRole('button', { name: 'Leave it' }).click();
  await strip.getByRole('button', { name: 'Suggest alt text' }).and(page.locator(':focus')).click();
  await suggested.getByRole('button', { name: 'Take it' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => strip.getByRole('textbox', { name: 'Alt text' }).inputValue()).toBe(ALT);
  await strip.getByText('A model proposed the shot and the alt text.').waitFor();

  await panelsOf(ben.page)
    .nth(1)
    .click({ position: { x: 20, y: 20 } });
  const his = ben.page.getByRole('group', { name: /^Camera of/ });
  await his.getByRole('button', { name: 'All fields' }).click();
  await expect.poll(() => his.getByRole('textbox', { name: 'Alt text' }).inputValue()).toBe(ALT);
  await strip.getByRole('button', { name: 'Former words again' }).click();
  await expect.poll(() => his.getByRole('textbox', { name: 'Alt text' }).inputValue()).toBe('A gate.');
  await strip.getByText('A model proposed the shot.').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => his.getByRole('textbox', { name: 'Alt text' }).inputValue()).toBe(ALT);
}, 180_000);

test('a prompt is rewritten from the words that stand there, and the report names all that came from a model', async () => {
  const { page } = authors.ana;
  const { words, pictures } = must(fakes);
  const project = page.url();
  await openStudio(page, authors.product.url, { address: pictures.address, key: PICTURE_KEY });
  await page.goto(project);
  const dialog = await orderAll(page);
  const prompt = dialog.getByLabel(/^Prompt of /).first();
  await expect.poll(() => prompt.inputValue()).toMatch(/Interior: yard, night/);

  // Straight from the field to the button: what was typed last is what is rewritten.
  await prompt.fill('A yard. Rain.');
  const rewrite = dialog.getByRole('button', { name: 'Rewrite' }).first();
  words.mood = 'in_trouble';
  await rewrite.click();
  await dialog
    .getByRole('alert')
    .getByText(/The text server is in trouble \(503\)\. Nothing was changed: try again\./)
    .waitFor();
  takeRemarks(authors.ana, 503);
  words.mood = 'fine';
  await rewrite.click();
  const suggested = dialog.getByRole('region', { name: /^Suggested prompt of/ });
  await suggested.getByText(REWRITTEN).waitFor();
  expect(must(words.orders.at(-1)).prompt).toContain('The prompt as it stands:\nA yard. Rain.');
  expect(await prompt.inputValue()).toBe('A yard. Rain.');
  expect(await seriousFindings(page)).toEqual([]);
  await suggested.getByRole('button', { name: 'Take it' }).click();
  await expect.poll(() => prompt.inputValue()).toBe(REWRITTEN);
  await dialog.getByRole('button', { name: 'Make 2 pictures' }).click();
  await panelsOf(page).nth(1).locator('img[data-state]').waitFor();
  expect(pictures.orders.some(({ prompt: sent }) => sent.includes(REWRITTEN))).toBe(true);

  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill('export boards');
  await page.getByRole('option', { name: 'Export boards' }).click();
  const exported = page.getByRole('dialog', { name: 'Export the boards' });
  const button = exported.getByRole('button', { name: 'Report as CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  const of = (take: string) => rows.filter((row) => row.split(',')[1] === take);
  expect([of('shot'), of('prompt'), of('alt text')].map(({ length }) => length)).toEqual([2, 1, 1]);
  for (const row of [...of('shot'), ...of('prompt'), ...of('alt text')]) {
    expect(row).toMatch(/llama3\.3,llama3\.3-2026-09-08,OpenAI-compatible server/);
    expect(row).toContain('Ana');
    expect(row).not.toContain('changed since');
  }
  expect(of('1').every((row) => row.includes('pencil-1,pencil-1,OpenAI-compatible server,'))).toBe(true);
  expect([...words.leaks, ...pictures.leaks]).toEqual([]);
  expect(authors.product.output()).not.toContain('canary');
}, 180_000);
