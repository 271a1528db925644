import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectQuiet, launchBrowser, openWindow, signIn } from './support/browser.ts';
import { seriousFindings } from './support/axe.ts';
import { clickLine, openPlace, panelsOf, readScript, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

/* Scripts leave a project and come back: exports that say what they can't hold, a preview, a newer draft over what is there. */

let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await cleanUpProducts();
});

const dialogOf = (page: Page) => page.getByRole('dialog');

async function openFromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel('Script file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

async function exportOf(page: Page, format: string): Promise<string> {
  const project = /^.*\/projects\/[0-9a-z]{16}/.exec(page.url())?.[0] ?? '';
  return (await page.request.get(`${project}/export/${format}`)).text();
}

test('each format says what it cannot hold of this script, and downloads under the film’s name', async () => {
  const writer = await openWindow(browser);
  const { page } = writer;
  await signIn(writer, product.links.writer);
  await openPlace(page, 'script');
  await clickLine(page, 'Grey water');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+b');
  await untilSaved(page);
  await openFromMenu(page, 'Export script');
  const json = dialogOf(page).getByRole('listitem', { name: 'JSON' });
  await json.getByText(/Bold, italic or underline/).waitFor();
  await dialogOf(page)
    .getByRole('listitem', { name: 'Final Draft' })
    .getByText('Holds everything in this script.')
    .waitFor();
  for (const [label, ending] of [
    ['Fountain', 'fountain'],
    ['Final Draft (.fdx)', 'fdx'],
    ['PDF', 'pdf'],
    ['JSON', 'json'],
  ] as const) {
    const coming = page.waitForEvent('download');
    await dialogOf(page)
      .getByRole('link', { name: `Download ${label}` })
      .click();
    expect((await coming).suggestedFilename()).toBe(`Slack Water.${ending}`);
  }
  expectQuiet(writer);
  await writer.context.close();
});

test('a newer draft comes in while another writes: ids, boards and the other’s words stay, and one undo takes it back', async () => {
  const [ana, ben] = await Promise.all([openWindow(browser), openWindow(browser)]);
  await signIn(ana, product.links.writer);
  await signIn(ben, product.links.writer);
  await Promise.all([openPlace(ana.page, 'script'), openPlace(ben.page, 'script')]);
  await Promise.all([
    scriptOf(ana.page).getByText('ESTUARY').first().waitFor(),
    scriptOf(ben.page).getByText('ESTUARY').first().waitFor(),
  ]);
  const before = await readScript(ana.page);
  const idsBefore = await idsOf(ana.page);
  const [first = '', second = ''] = before.filter((line) => line.length > 40);
  const draft = (await exportOf(ana.page, 'fountain')).replace(first, `${first} It is getting late.`);

  await openFromMenu(ana.page, 'Bring in a newer draft');
  await choose(ana.page, 'draft 2.fountain', draft);
  const changes = dialogOf(ana.page).getByRole('region', { name: 'Changes line by line' });
  await changes.getByText('It is getting late.').waitFor();
  await dialogOf(ana.page).getByText('edited').waitFor();
  // Meanwhile, in a line that the draft has as it was.
  await clickLine(ben.page, second.slice(0, 40));
  await ben.page.keyboard.type(' Ben was here.');
  await untilSaved(ben.page);
  await scriptOf(ana.page).getByText('Ben was here.').waitFor();

  await dialogOf(ana.page).getByRole('button', { name: 'Bring in as new draft' }).click();
  await scriptOf(ben.page).getByText('It is getting late.').waitFor();
  await untilSaved(ana.page);
  expect(await idsOf(ana.page)).toEqual(idsBefore);
  await expect.poll(() => readScript(ana.page)).toEqual(await readScript(ben.page));

  await clickLine(ben.page, 'It is getting late.');
  await ben.page.keyboard.type(' Later.');
  await untilSaved(ben.page);
  await scriptOf(ana.page).getByText('Later.').waitFor();
  await ana.page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => (await readScript(ben.page)).some((line) => line.includes('It is getting late.')))
    .toBe(false);
  expect((await readScript(ben.page)).some((line) => line.includes('Later.'))).toBe(true);
  expect(await idsOf(ben.page)).toEqual(idsBefore);
  await openPlace(ana.page, 'history');
  await ana.page
    .getByRole('link', { name: /Before import of draft 2\.fountain/ })
    .first()
    .waitFor();
  expectQuiet(ana);
  expectQuiet(ben);
  await Promise.all([ana, ben].map(({ context }) => context.close()));
});

async function idsOf(page: Page): Promise<(string | undefined)[]> {
  return scriptOf(page)
    .locator('[data-type]')
    .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset['id']));
}

test('a moved scene takes its panels along, and a line that is gone leaves its panel with the scene', async () => {
  const writer = await openWindow(browser);
  const { page } = writer;
  await signIn(writer, product.links.writer);
  await openPlace(page, 'boards');
  await panelsOf(page).first().waitFor();
  const shown = () =>
    panelsOf(page).evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['card']).sort());
  const panels = await shown();
  const text = await exportOf(page, 'fountain');
  const [head = '', ...scenes] = text.split(/\n(?=(?:INT|EXT)\. )/);
  const [one = '', two = '', ...rest] = scenes;
  await openFromMenu(page, 'Bring in a newer draft');
  await choose(page, 'moved.fountain', [head, two, one, ...rest].join('\n'));
  await dialogOf(page).getByRole('button', { name: 'Bring in as new draft' }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await untilSaved(page);
  expect(await shown()).toEqual(panels);
  expect(await page.getByText('Not in the script').count()).toBe(0);
  expectQuiet(writer);
  await writer.context.close();
});

test('what is no script is refused where it was dropped, and the next file is taken, by keys alone', async () => {
  const writer = await openWindow(browser);
  const { page } = writer;
  await signIn(writer, product.links.writer);
  await page.goto(`${product.url}/workspaces`);
  await page.getByRole('link', { name: /Beatboard demo/ }).click();
  const open = page.getByRole('button', { name: 'New project' });
  await open.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Script file').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('file');
  await choose(page, 'bomb.fdx', '<!DOCTYPE x [<!ENTITY a "b">]>');
  await page
    .getByRole('alert')
    .getByText(/bomb\.fdx: .+ Nothing was imported\./)
    .waitFor();
  await choose(page, 'lamp.fountain', 'Title: The Lamp\n\nINT. LIGHTHOUSE - NIGHT\n\nZOË\nOnce more.\n');
  await page.getByText('1 page, 1 scene, 3 paragraphs').waitFor();
  await page.getByText('Everything in the file was understood and is kept.').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/projects\//);
  await scriptOf(page).getByText('Once more.').waitFor();
  expectQuiet(writer, [/415/]);
  await writer.context.close();
});

const WINDOWS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1024, height: 768, colorScheme: 'dark' },
] as const;

test.each(WINDOWS)('no serious accessibility findings at $width×$height, $colorScheme', async (size) => {
  const writer = await openWindow(browser, size);
  const { page } = writer;
  const findings: Record<string, string[]> = {};
  const look = async (name: string) => {
    const found = await seriousFindings(page);
    if (found.length > 0) findings[name] = found;
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}-${size.colorScheme}.png` });
  };
  await signIn(writer, product.links.writer);
  await openPlace(page, 'script');
  await scriptOf(page).getByText('ESTUARY').first().waitFor();
  await openFromMenu(page, 'Export script');
  await dialogOf(page).getByRole('link', { name: 'Download PDF' }).waitFor();
  await look('export');
  await page.keyboard.press('Escape');
  await openFromMenu(page, 'Bring in a newer draft');
  await page.getByLabel('Script file').waitFor();
  await look('draft');
  const lines = (await exportOf(page, 'fdx')).replace(
    /<Text>([^<]{50,})<\/Text>/,
    '<Text Style="Strikeout">Another line, $1</Text>',
  );
  await choose(page, 'draft 3.fdx', lines.replace('<FinalDraft', '<!DOCTYPE FinalDraft>\n<FinalDraft'));
  await dialogOf(page).getByRole('region', { name: 'Changes line by line' }).waitFor();
  await look('draft-compared');
  await page.keyboard.press('Escape');
  await page.goto(`${product.url}/workspaces`);
  await page.getByRole('link', { name: /Beatboard demo/ }).click();
  await page.getByRole('button', { name: 'New project' }).click();
  await choose(
    page,
    'odd.json',
    '{"titlePage":{"Title":["Odd"]},"elements":[{"type":"limerick","text":"A"},{"type":"character","text":"ZOË"}]}',
  );
  await page.getByRole('button', { name: 'Create project' }).waitFor();
  await look('new-project');
  expect(findings).toEqual({});
  expectQuiet(writer);
  await writer.context.close();
});
