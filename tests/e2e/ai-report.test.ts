import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { readPdf } from '#tests/setup/read-pdf.ts';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import { openPlace, panelsOf, untilSaved } from './support/pages.ts';
import { openStudio } from './support/studio.ts';

/* What leaves can be accounted for: who agreed, which model made what, and whether the files are those of then. */

const KEY = 'sk-canary-report-0123456789';
let fake: FakeProvider | null = null;
let folder: string | null = null;
const authors = twoAuthors([{ width: 1440, height: 900 }, {}], async () => {
  fake = await startFakeOpenAi({ key: KEY, byUrl: true });
  return { PICTURE_HOSTS: fake.address.host };
});
afterAll(async () => {
  fake?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const SCRIPT = 'INT. YARD - NIGHT\n\nRain on the stones.\n\nMARA\nListen.\n';

async function castMara(page: Page): Promise<void> {
  await openPlace(page, 'cast');
  await page.getByRole('option', { name: /^MARA \d/ }).click();
  await page.getByLabel('Played by').fill('Ana Lind');
  await page.keyboard.press('Enter');
  await untilSaved(page);
}

/** Ana's workspace has it in writing. */
async function recordConsent(page: Page): Promise<void> {
  await page.goto(`${authors.product.url}/workspaces`);
  await page
    .getByRole('link', { name: /Ana’s workspace/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Consents' }).click();
  await page.getByLabel('Real person').fill('Ana Lind');
  await page.getByLabel('Signed by').fill('Ana Lind');
  await page.getByLabel('From').fill('2020-01-01');
  const paper = { name: 'ana.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') };
  await page.getByLabel('Signed paper').setInputFiles(paper);
  await page.getByRole('button', { name: 'Record it' }).click();
  await page
    .getByRole('list', { name: 'Consents' })
    .getByText(/In force/)
    .waitFor();
}

async function orderSelected(page: Page): Promise<void> {
  await page.keyboard.press('Shift+G');
  const dialog = page.getByRole('dialog', { name: 'Make pictures' });
  await dialog.getByLabel('Made by').selectOption({ label: 'Studio · pencil-1' });
  await dialog.getByRole('button', { name: /^Make \d pictures?$/ }).click();
}

const select = (card: Locator) => card.click({ position: { x: 20, y: 20 } });

async function drawOver(page: Page): Promise<void> {
  await select(panelsOf(page).first());
  await page.keyboard.press('d');
  const canvas = page
    .getByRole('application', { name: /^Frame of/ })
    .locator('canvas')
    .first();
  const { x, y, width, height } = must(await canvas.boundingBox());
  await page.mouse.move(x + width * 0.2, y + height * 0.3);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.8, y + height * 0.6, { steps: 8 });
  await page.mouse.up();
  await untilSaved(page);
  await openPlace(page, 'boards');
  await panelsOf(page).first().locator('img[data-drawing]').waitFor();
}

async function downloaded(page: Page, button: Locator): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await download.path());
}

async function verify(path: string): Promise<{ readonly status: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/beatboard.mjs', 'verify', path], (error, stdout, stderr) => {
      resolve({ status: error ? 1 : 0, said: stdout + stderr });
    });
  });
}

/** The files of a zip, in a folder of their own. */
async function unpacked(zip: Uint8Array): Promise<string> {
  const root = (folder ??= await mkdtemp(join(tmpdir(), 'beatboard-verify-')));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    if (!name.endsWith('/')) await writeFile(join(root, name), bytes);
  }
  return root;
}

test('pictures wait for a consent; the report says models, consents and what was drawn over; a changed picture is found', async () => {
  const { page } = authors.ana;
  await openStudio(page, authors.product.url, { address: must(fake).address, key: KEY });
  await authors.open(SCRIPT, [authors.ana]);
  const project = page.url();
  await castMara(page);
  await openPlace(page, 'boards');
  await page.getByRole('button', { name: 'Board this scene' }).click();
  await panelsOf(page).nth(1).waitFor();
  await select(panelsOf(page).first());
  await page.keyboard.press('Control+a');
  await orderSelected(page);
  const refusal = page.getByText(/no consent of Ana Lind, who plays MARA/);
  const count = await panelsOf(page).count();
  await refusal.waitFor();
  const withoutHer = panelsOf(page).first().locator('img[data-state]');
  await withoutHer.waitFor();
  expect(must(fake).orders).toHaveLength(count - 1);

  await recordConsent(page);
  await page.goto(project);
  await openPlace(page, 'boards');
  const pictures = panelsOf(page).locator('img[data-state]');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => pictures.count(), { timeout: 30_000 }).toBe(count);
  expect(must(fake).orders).toHaveLength(count);
  await drawOver(page);

  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill('export boards');
  await page.getByRole('option', { name: 'Export boards' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the boards' });
  const csv = await downloaded(page, dialog.getByRole('button', { name: 'Report as CSV' }));
  const [head = '', ...rows] = new TextDecoder().decode(csv).trim().split('\r\n');
  const column = head.replace('\uFEFF', '').split(',');
  const said = (row: string, name: string) => row.split(',')[column.indexOf(name)];
  expect(rows).toHaveLength(count);
  for (const row of rows) expect([said(row, 'Model'), said(row, 'Made from')]).toEqual(['pencil-1', 'words']);
  const consents = rows.map((row) => said(row, 'Consents'));
  expect(consents).toEqual([...rows.slice(1).map(() => ''), 'Ana Lind']);
  expect(rows.map((row) => said(row, 'Human edits'))).toEqual(['drawn over', ...rows.slice(1).map(() => '')]);
  const labels = rows.map((row) => said(row, 'Kind (IPTC)'));
  expect(new Set(labels)).toEqual(new Set(['compositeWithTrainedAlgorithmicMedia', 'trainedAlgorithmicMedia']));
  await dialog.getByRole('heading', { name: 'AI use' }).scrollIntoViewIfNeeded();
  expect(await seriousFindings(page)).toEqual([]);
  const pdf = await downloaded(page, dialog.getByRole('button', { name: 'Report as PDF' }));
  const words = readPdf(pdf, 612)
    .flat()
    .map(({ text }) => text)
    .join(' ');
  for (const part of ['AI use', `${String(rows.length)} of`, 'pencil-1', 'drawn over']) expect(words).toContain(part);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill('export script');
  await page.getByRole('option', { name: 'Export script' }).click();
  const whole = page.getByRole('dialog').getByRole('link', { name: 'Download everything' });
  const root = await unpacked(await downloaded(page, whole));
  const held = await verify(root);
  expect(held).toMatchObject({ status: 0 });
  expect(held.said).toContain(`${String(rows.length)} pictures, byte for byte as recorded`);

  const { panels } = JSON.parse(await readFile(join(root, 'project.json'), 'utf8')) as {
    panels: { takes?: { picture: string }[] }[];
  };
  const picture = join(root, must(panels.flatMap(({ takes = [] }) => takes)[0]).picture);
  const bytes = await readFile(picture);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
  await writeFile(picture, bytes);
  const broken = await verify(root);
  expect(broken.status).toBe(1);
  expect(broken.said).toMatch(/1A.*the picture was changed/);
}, 180_000);

test('the boards show only what models have made, in every view, with the numbers that panels have; else they say how', async () => {
  const { page } = authors.ana;
  await authors.open('INT. MILL - DAY\n\nA wheel turns.\n\nINT. YARD - NIGHT\n\nRain.\n\nA gate bangs.\n', [
    authors.ana,
  ]);
  await openPlace(page, 'boards');
  for (let scenes = 2; scenes > 0; scenes--)
    await page.getByRole('button', { name: 'Board this scene' }).first().click();
  await expect.poll(() => panelsOf(page).count()).toBe(3);
  const only = page.getByRole('button', { name: 'Only AI pictures' });
  await select(panelsOf(page).first());
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: 'No panel shows a picture by AI' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all panels' }).and(page.locator(':focus')).click();
  await select(panelsOf(page).last());
  await orderSelected(page);
  await panelsOf(page).last().locator('img[data-state]').waitFor();

  await only.click();
  await page.getByText('1 of 3 panels by AI').waitFor();
  await expect.poll(() => panelsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/2B[^]*AI/)]);
  await page.getByRole('button', { name: 'Film strip' }).click();
  await page.getByRole('option', { name: /^2B, .*picture by AI$/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Shot list' }).click();
  await page.getByRole('rowheader', { name: '2B' }).waitFor();
  expect(await page.getByRole('rowheader').count()).toBe(1);
  expect(await seriousFindings(page)).toEqual([]);
  // What is added is shown, for it would be missed.
  await page.getByRole('button', { name: 'Grid' }).click();
  await page.getByRole('button', { name: 'Add panel' }).click();
  await expect.poll(() => panelsOf(page).count()).toBe(4);
  expect(await only.getAttribute('aria-pressed')).toBe('false');
}, 120_000);
