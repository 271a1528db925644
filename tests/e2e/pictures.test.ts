import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import { gridOf, openPlace, panelsOf, untilSaved } from './support/pages.ts';

/* Pictures of people's own: dropped, chosen and pasted; the other person sees them arrive. */

const authors = twoAuthors();
/** A picture is read behind others, in a process that may have to be started. */
const SOON = { timeout: 30_000 };
const SCRIPT = 'INT. KITCHEN - DAY\n\nAna waits.\n\nEXT. STREET - NIGHT\n\nRain.\n';

interface PictureFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const solid = (width: number, background: string) =>
  sharp({ create: { width, height: Math.round((width * 9) / 16), channels: 3, background } });
const png = async (name: string, background = '#a33', width = 960): Promise<PictureFile> => ({
  ...{ name, type: 'image/png', bytes: await solid(width, background).png().toBuffer() },
});
const jpeg = async (name: string): Promise<PictureFile> => ({
  ...{ name, type: 'image/jpeg', bytes: await solid(1600, '#36a').jpeg().toBuffer() },
});
const BAD: PictureFile = { name: 'holiday.png', type: 'image/png', bytes: Buffer.from('MZ this is a program') };

/** A file of several megabytes that no format makes small. */
async function large(name: string): Promise<PictureFile> {
  const noise = { type: 'gaussian', mean: 128, sigma: 70 } as const;
  const bytes = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { name, type: 'image/png', bytes };
}

/** Lets go of files over a point of an element, as from another program; `paste` gives them to whatever has the focus. */
async function give(
  page: Page,
  target: Locator,
  type: 'drop' | 'paste',
  files: readonly PictureFile[],
  at = { x: 0.5, y: 0.5 },
) {
  const box = must(await target.boundingBox());
  const handle = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      return transfer;
    },
    files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') })),
  );
  const where = { clientX: box.x + box.width * at.x, clientY: box.y + box.height * at.y };
  if (type === 'paste') {
    await target.evaluate((element, clipboardData) => {
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, handle);
    return;
  }
  await target.dispatchEvent('dragover', { dataTransfer: handle, ...where });
  await target.dispatchEvent('drop', { dataTransfer: handle, ...where });
}

const pictureOf = (card: Locator) => card.locator('img[src*="/assets/"]').first();
const sceneOf = (page: Page, heading: string) => gridOf(page).getByRole('rowgroup').filter({ hasText: heading });
const cardsIn = (page: Page, heading: string) => sceneOf(page, heading).locator('[data-card]');

async function openBoards(): Promise<readonly [Page, Page]> {
  await authors.open(SCRIPT);
  const pages = [authors.ana.page, authors.ben.page] as const;
  await Promise.all(pages.map((page) => openPlace(page, 'boards')));
  await Promise.all(pages.map((page) => sceneOf(page, 'KITCHEN').waitFor()));
  return pages;
}

/** Takes out what the browser remarks about an answer that the test provoked; of anything else the console stays quiet. */
function forgive(remark: RegExp): void {
  const { complaints } = authors.ana;
  const others = complaints.filter((line) => !remark.test(line));
  expect(others.length).toBeLessThan(complaints.length);
  complaints.splice(0, complaints.length, ...others);
}

/** The first pixel of the picture that a card shows. */
function colourOf(card: Locator): Promise<number[]> {
  return pictureOf(card).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(2, 2, 1, 1).data ?? [])].slice(0, 3);
  });
}

async function expectColour(card: Locator, colour: readonly number[]): Promise<void> {
  await pictureOf(card).waitFor();
  await expect
    .poll(async () => (await colourOf(card)).every((part, i) => Math.abs(part - (colour[i] ?? 0)) < 16), SOON)
    .toBe(true);
}

test('files dropped on a scene are panels in their order, the other sees them come; the bad one says which and why; one undo takes them back', async () => {
  const [ana, ben] = await openBoards();
  const scene = sceneOf(ana, 'STREET');
  await give(ana, scene, 'drop', [await png('one.png', '#a03020'), BAD, await jpeg('two.jpg')]);
  const notice = ana.getByRole('region', { name: '1 of 3 pictures was not added.' });
  await notice.getByText('holiday.png: It is not a picture').waitFor();
  await Promise.all([ana, ben].map((page) => expect.poll(() => cardsIn(page, 'STREET').count(), SOON).toBe(2)));
  for (const page of [ana, ben]) {
    await expectColour(cardsIn(page, 'STREET').nth(0), [160, 48, 32]);
    await expectColour(cardsIn(page, 'STREET').nth(1), [51, 102, 170]);
  }
  expect(await ben.getByRole('region', { name: /not added/ }).count()).toBe(0);
  expect(await seriousFindings(ana)).toEqual([]);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await notice.waitFor({ state: 'detached' });

  await cardsIn(ana, 'STREET').first().click();
  await ana.keyboard.press('Control+z');
  await Promise.all([ana, ben].map((page) => expect.poll(() => cardsIn(page, 'STREET').count(), SOON).toBe(0)));
  await sceneOf(ana, 'STREET').getByRole('button', { name: 'Add panel' }).click();
  await untilSaved(ana);
  forgive(/status of 415/);
}, 120_000);

test('a picture is chosen, dropped or pasted onto a panel, and shown in a size that fits, in a box that was there before', async () => {
  const [ana, ben] = await openBoards();
  await sceneOf(ana, 'KITCHEN').getByRole('button', { name: 'Add panel' }).click();
  const mine = cardsIn(ana, 'KITCHEN').first();
  const theirs = cardsIn(ben, 'KITCHEN').first();
  await theirs.waitFor();
  const before = await theirs.boundingBox();

  const choosing = ana.waitForEvent('filechooser');
  await mine.press('u');
  const { name, type, bytes } = await png('chosen.png', '#208040');
  await (await choosing).setFiles({ name, mimeType: type, buffer: bytes });
  await expectColour(theirs, [32, 128, 64]);
  expect(await theirs.boundingBox()).toEqual(before);
  const shown = await pictureOf(theirs).evaluate((image: HTMLImageElement) => image.currentSrc);
  expect(shown).toMatch(/\?w=(320|640)$/);
  await theirs.getByText('Upload').waitFor();

  await give(ana, mine, 'paste', [await png('image.png', '#c0c020')]);
  await expectColour(theirs, [192, 192, 32]);
  // Onto the card's middle, and beside it.
  await give(ana, mine, 'drop', [await png('dropped.png', '#4040c0')], { x: 0.5, y: 0.4 });
  await expectColour(theirs, [64, 64, 192]);
  expect(await cardsIn(ben, 'KITCHEN').count()).toBe(1);
  await give(ana, mine, 'drop', [await png('beside.png', '#804000')], { x: 0.95, y: 0.4 });
  await expect.poll(() => cardsIn(ben, 'KITCHEN').count(), SOON).toBe(2);
  await expectColour(cardsIn(ben, 'KITCHEN').nth(1), [128, 64, 0]);

  const address = await pictureOf(theirs).evaluate((image: HTMLImageElement) => `${image.src}?w=320`);
  const answer = await ana.request.get(address);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  const etag = answer.headers()['etag'] ?? '';
  const again = await ana.request.get(address, { headers: { 'If-None-Match': etag } });
  expect(again.status()).toBe(304);
}, 120_000);

test('a slow picture has a bar on its card and can be called off; one whose connection is lost arrives when it is back', async () => {
  const [ana, ben] = await openBoards();
  await sceneOf(ana, 'KITCHEN').getByRole('button', { name: 'Add panel' }).click();
  await cardsIn(ben, 'KITCHEN').first().waitFor();
  // Held on its way, as by a slow line, until the test lets it through.
  const held: (() => Promise<void>)[] = [];
  await ana.route('**/pictures', (route) => void held.push(() => route.continue()));
  const scene = sceneOf(ana, 'STREET');
  await give(ana, scene, 'drop', [await large('slow.png')]);
  const card = cardsIn(ana, 'STREET').first();
  await card.getByRole('progressbar', { name: 'Adding slow.png' }).waitFor();
  expect(await seriousFindings(ana)).toEqual([]);
  await card.getByRole('button', { name: 'Do not add slow.png' }).click();
  await Promise.all([ana, ben].map((page) => expect.poll(() => cardsIn(page, 'STREET').count(), SOON).toBe(0)));

  await ana.unroute('**/pictures');
  let lost = 0;
  await ana.route('**/pictures', (route) => {
    lost += 1;
    return lost === 1 ? route.abort('connectionreset') : route.continue();
  });
  const mine = cardsIn(ana, 'KITCHEN').first();
  await give(ana, mine, 'drop', [await png('later.png', '#208040')]);
  await mine.getByText('No connection').waitFor();
  await expectColour(cardsIn(ben, 'KITCHEN').first(), [32, 128, 64]);
  expect(lost).toBe(2);
  await mine.getByText('No connection').waitFor({ state: 'detached' });
  await untilSaved(ana);
  expect(await panelsOf(ben).count()).toBe(1);
  forgive(/ERR_CONNECTION_RESET/);
}, 120_000);

test('on the film strip and the shot list too, files go onto what they are dropped on, or become panels between, and are called off', async () => {
  const [ana, ben] = await openBoards();
  await sceneOf(ana, 'KITCHEN').getByRole('button', { name: 'Add panel' }).click();
  const theirs = cardsIn(ben, 'KITCHEN');
  const show = (view: string) =>
    ana.getByRole('group', { name: 'View of the boards' }).getByRole('button', { name: view }).click();
  await show('Film strip');
  const frames = ana.getByRole('listbox', { name: 'Film strip' }).getByRole('option');
  await give(ana, frames.first(), 'drop', [await png('onto.png', '#208040')], { x: 0.5, y: 0.4 });
  await expectColour(theirs.first(), [32, 128, 64]);
  await give(ana, frames.first(), 'drop', [await png('before.png', '#804000'), BAD], { x: 0.05, y: 0.4 });
  const notice = ana.getByRole('region', { name: '1 of 2 pictures was not added.' });
  await notice.getByText('holiday.png: It is not a picture').waitFor();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => frames.count(), SOON).toBe(2);
  await expectColour(theirs.nth(0), [128, 64, 0]);
  const large = ana.getByRole('region', { name: 'Boards' }).locator('[data-large]');
  await give(ana, large, 'drop', [await png('large.png', '#4040c0')]);
  await expectColour(theirs.nth(0), [64, 64, 192]);
  // Held on its way, so that it is there to be seen and to be called off.
  const held: (() => Promise<void>)[] = [];
  await ana.route('**/pictures', (route) => void held.push(() => route.continue()));
  await give(ana, frames.first(), 'drop', [await png('never.png', '#000000')], { x: 0.5, y: 0.4 });
  await frames.first().getByRole('progressbar', { name: 'Adding never.png' }).waitFor();
  expect(await seriousFindings(ana)).toEqual([]);
  await large.getByRole('button', { name: 'Do not add never.png' }).click();
  await frames.getByRole('progressbar').waitFor({ state: 'detached' });

  await show('Shot list');
  const rows = ana
    .getByRole('grid', { name: 'Shot list' })
    .getByRole('row')
    .filter({ has: ana.getByRole('gridcell') });
  await expect.poll(() => rows.count()).toBe(2);
  await give(ana, rows.nth(1), 'drop', [await png('neither.png', '#000000')]);
  await rows.nth(1).getByRole('progressbar', { name: 'Adding neither.png' }).waitFor();
  expect(await seriousFindings(ana)).toEqual([]);
  await rows.nth(1).getByRole('button', { name: 'Do not add neither.png' }).click();
  await rows.getByRole('progressbar').waitFor({ state: 'detached' });
  held.length = 0;
  await give(ana, rows.nth(1), 'drop', [await png('row.png', '#c0c020')]);
  await rows.nth(1).getByRole('progressbar', { name: 'Adding row.png' }).waitFor();
  await expect.poll(() => held.length).toBe(1);
  await Promise.all(held.map((go) => go()));
  await ana.unroute('**/pictures');
  await expectColour(theirs.nth(1), [192, 192, 32]);
  await give(ana, rows.nth(0), 'drop', [await png('between.png', '#a03020')], { x: 0.5, y: 0.96 });
  await expect.poll(() => rows.count(), SOON).toBe(3);
  await expectColour(theirs.nth(1), [160, 48, 32]);
  await ana.keyboard.press('Control+z');
  await expect.poll(() => rows.count(), SOON).toBe(2);
  await untilSaved(ana);
  forgive(/status of 415/);
}, 180_000);
