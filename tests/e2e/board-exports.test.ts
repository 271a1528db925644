import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Download, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '#tests/setup/read-pdf.ts';
import { seriousFindings } from './support/axe.ts';
import { expectQuiet, launchBrowser, openWindow, signIn, type Person } from './support/browser.ts';
import { openPlace, panelsOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

/* Boards leave a project: a producer prints sheets, an assistant director takes the shot list, an editor the pictures. */

let browser: Browser;
let product: Product;
let producer: Person;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
  producer = await openWindow(browser);
  await signIn(producer, product.links.producer);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await cleanUpProducts();
});

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export the boards' });

async function openDialog(page: Page) {
  await openPlace(page, 'boards');
  await panelsOf(page).first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill('shot list');
  // There is a view of that name as well.
  await page.getByRole('option', { name: 'Export boards' }).click();
  await dialogOf(page).getByRole('button', { name: 'Download PDF' }).waitFor();
}

async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return readFile(await download.path());
}

const press = (page: Page, name: string) => () => dialogOf(page).getByRole('button', { name, exact: true }).click();
const textOf = (pieces: readonly { readonly text: string }[] = []) => pieces.map(({ text }) => text).join(' ');

test('sheets have the film, the scene, every panel and what was chosen to stand with it', async () => {
  const { page } = producer;
  await openDialog(page);
  expect(await seriousFindings(page)).toEqual([]);
  const whole = await downloaded(page, press(page, 'Download PDF'));
  expect(whole.name).toBe('Slack Water storyboard.pdf');
  const sheets = readPdf(whole.bytes, 612);
  const first = textOf(sheets[0]);
  for (const words of ['Slack Water', 'EXT. ESTUARY', '1A', 'EWS · 5.0 s']) expect(first).toContain(words);

  await dialogOf(page).getByLabel('The whole film').uncheck();
  await dialogOf(page).getByText('Choose a scene, or the whole film.').waitFor();
  await dialogOf(page).getByRole('group', { name: 'Scenes' }).getByRole('checkbox').nth(1).check();
  await dialogOf(page).getByLabel('At the foot of each sheet').fill('Harbour Films – draft ß');
  await dialogOf(page).getByLabel('Duration').uncheck();
  const scene = await downloaded(page, press(page, 'Download PDF'));
  const some = readPdf(scene.bytes, 612);
  expect(some.length).toBeLessThan(sheets.length);
  expect(textOf(some[0])).toContain('Harbour Films – draft ß');
  expect(textOf(some[0])).not.toMatch(/\d\.\d s/);
  expectQuiet(producer);
});

test('how sheets look is remembered; a scene without panels is refused in words, where it was asked for', async () => {
  const { page } = producer;
  await openDialog(page);
  expect(await dialogOf(page).getByLabel('At the foot of each sheet').inputValue()).toContain('Harbour Films');
  await dialogOf(page).getByLabel('The whole film').uncheck();
  await dialogOf(page).getByRole('group', { name: 'Scenes' }).getByRole('checkbox').last().check();
  await press(page, 'Download PDF')();
  await dialogOf(page).getByText('There is no panel in what you chose.').waitFor();
});

test('the shot list comes in both orders, and the pictures by their names', async () => {
  const { page } = producer;
  await openDialog(page);
  const rows = async (): Promise<string[]> => {
    const { name, bytes } = await downloaded(page, press(page, 'CSV'));
    expect(name).toBe('Slack Water shot list.csv');
    return new TextDecoder().decode(bytes).trim().split('\r\n');
  };
  const script = await rows();
  expect(script[0]).toMatch(/^Scene,Setup,Size,/);
  expect(script[1]).toMatch(/^1,1A,/);
  await dialogOf(page).getByText('Shooting order').click();
  const shooting = await rows();
  expect([...shooting].sort()).toEqual([...script].sort());
  expect(shooting).not.toEqual(script);
  const workbook = await downloaded(page, press(page, 'Excel'));
  expect(Object.keys(unzipSync(workbook.bytes))).toContain('xl/worksheets/sheet1.xml');
  const pictures = await downloaded(page, () =>
    dialogOf(page).getByRole('link', { name: 'Download pictures' }).click(),
  );
  const files = Object.entries(unzipSync(pictures.bytes));
  expect(files.map(([name]) => name)).toEqual([...files.map(([name]) => name)].sort());
  expect(files[0]?.[0]).toMatch(/^001\/001A\d*\.png$/);
  for (const [, bytes] of files) expect([...bytes.subarray(1, 4)]).toEqual([80, 78, 71]);
});

test('the shot list is printed with the columns that one chooses', async () => {
  const { page } = producer;
  await openDialog(page);
  expect(await seriousFindings(page)).toEqual([]);
  const columns = dialogOf(page).getByRole('group', { name: 'Columns of the PDF' });
  await columns.getByRole('checkbox', { name: 'Lens' }).uncheck();
  await columns.getByRole('checkbox', { name: 'Status' }).check();
  const { name, bytes } = await downloaded(page, press(page, 'PDF'));
  expect(name).toBe('Slack Water shot list.pdf');
  const first = textOf(readPdf(bytes, 612)[0]);
  for (const words of ['Slack Water', 'Setup', 'Status', 'Planned', '1A']) expect(first).toContain(words);
  expect(first).not.toContain('Lens');
});

test('a logo is added by whoever may write boards, stands on everybody’s sheets, and one takes it away', async () => {
  const director = await openWindow(browser);
  await signIn(director, product.links.director);
  const { page } = director;
  await openDialog(page);
  const group = (each: Page) => dialogOf(each).getByRole('group', { name: 'Logo' });
  const logo = await sharp({ create: { width: 300, height: 90, channels: 3, background: '#136' } })
    .png()
    .toBuffer();
  await group(page)
    .locator('input')
    .setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('no') });
  await group(page)
    .getByText(/bad\.png: /)
    .waitFor();
  await group(page).locator('input').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
  await group(page).getByRole('img', { name: 'Logo of the film' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await openDialog(producer.page);
  await group(producer.page).getByRole('img', { name: 'Logo of the film' }).waitFor();
  expect(await group(producer.page).getByRole('button').count()).toBe(0);
  const picturesIn = async () => {
    await untilSaved(page);
    const { bytes } = await downloaded(page, press(page, 'Download PDF'));
    return Buffer.from(bytes).toString('latin1').split('/Subtype /Image').length;
  };
  const withLogo = await picturesIn();
  await group(page).getByRole('button', { name: 'Remove the logo' }).click();
  await group(producer.page).waitFor({ state: 'detached' });
  expect(await picturesIn()).toBeLessThan(withLogo);
  await director.context.close();
});
