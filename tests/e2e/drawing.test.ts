import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import { gridOf, openPlace, panelsOf, saveLightOf, untilSaved } from './support/pages.ts';

/* Two people draw on one panel: each sees the other’s pen and lines, undoes what is theirs, and finds it on the card. */

const authors = twoAuthors();
const SOON = { timeout: 20_000 };
const SCRIPT = 'INT. KITCHEN - DAY\n\nAna waits.\n\nEXT. STREET - NIGHT\n\nRain.\n';

const tableOf = (page: Page) => page.getByRole('application', { name: /^Frame of/ });
const canvasOf = (page: Page) => tableOf(page).locator('canvas').first();

/** Both have the boards open, with two panels in the kitchen. */
async function openBoards(): Promise<readonly [Page, Page]> {
  await authors.open(SCRIPT);
  const pages = [authors.ana.page, authors.ben.page] as const;
  await Promise.all(pages.map((page) => openPlace(page, 'boards')));
  const kitchen = gridOf(pages[0]).getByRole('rowgroup').filter({ hasText: 'KITCHEN' });
  await kitchen.getByRole('button', { name: 'Add panel' }).click();
  await panelsOf(pages[0]).first().press('n');
  await Promise.all(pages.map((page) => expect.poll(() => panelsOf(page).count(), SOON).toBe(2)));
  return pages;
}

async function openDrawing(page: Page, card = 0): Promise<void> {
  await panelsOf(page).nth(card).click();
  await page.keyboard.press('d');
  await canvasOf(page).waitFor();
}

/** Draws with the mouse through places given in parts of the frame. */
async function stroke(page: Page, places: readonly (readonly [number, number])[], up = true): Promise<void> {
  const box = must(await canvasOf(page).boundingBox());
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = places;
  await page.mouse.move(...at(must(first)));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...at(place), { steps: 8 });
  if (up) await page.mouse.up();
}

/** How much ink, from 0 to 255, lies on the place, on all the canvases of an element. */
function inkOn(element: Locator, x: number, y: number): Promise<number> {
  return element.evaluate(
    (table, [x, y]) => {
      // A copy of the place: reading the canvases themselves would take them off the graphics card.
      const probe = new OffscreenCanvas(5, 5).getContext('2d', { willReadFrequently: true });
      for (const canvas of probe ? table.querySelectorAll('canvas') : [])
        probe?.drawImage(canvas, 2 - Math.round(x * canvas.width), 2 - Math.round(y * canvas.height));
      return Math.max(...(probe?.getImageData(0, 0, 5, 5).data.filter((_, i) => i % 4 === 3) ?? []));
    },
    [x, y] as const,
  );
}

const inkAt = (page: Page, x: number, y: number) => inkOn(tableOf(page), x, y);

/** The colour of a picture at a place, with its opacity. */
function colourIn(picture: Locator, x: number, y: number): Promise<number[]> {
  return picture.evaluate(
    async (image: HTMLImageElement, [x, y]) => {
      await image.decode();
      const probe = new OffscreenCanvas(1, 1).getContext('2d');
      probe?.drawImage(image, -Math.round(x * image.naturalWidth), -Math.round(y * image.naturalHeight));
      return [...(probe?.getImageData(0, 0, 1, 1).data ?? [])];
    },
    [x, y] as const,
  );
}

const expectInk = (page: Page, x: number, y: number, ink: boolean) =>
  expect.poll(async () => (await inkAt(page, x, y)) > 60, SOON).toBe(ink);

const drawnOn = (card: Locator) => card.locator('img[data-drawing]');

test('lines are seen while they are drawn, stay when the pen is lifted, and each takes back their own', async () => {
  const [ana, ben] = await openBoards();
  await Promise.all([openDrawing(ana), openDrawing(ben)]);
  // The button is still down: what the other sees is the pen under way.
  await stroke(ana, [[0.2, 0.3], [0.8, 0.3]], false); // prettier-ignore
  await expectInk(ben, 0.5, 0.3, true);
  await tableOf(ben).getByText('Ana').waitFor();
  await ana.mouse.up();
  await stroke(ben, [[0.5, 0.5], [0.5, 0.9]]); // prettier-ignore
  await Promise.all([ana, ben].map((page) => expectInk(page, 0.5, 0.7, true)));
  await Promise.all([ana, ben].map((page) => expectInk(page, 0.5, 0.3, true)));

  await ana.keyboard.press('Control+z');
  await Promise.all([ana, ben].map((page) => expectInk(page, 0.5, 0.3, false)));
  await expectInk(ana, 0.5, 0.7, true);
  await ana.keyboard.press('Control+Shift+z');
  await expectInk(ben, 0.5, 0.3, true);
  await Promise.all([ana, ben].map(untilSaved));
  expect(await seriousFindings(ana)).toEqual([]);
  await ana.reload();
  await expectInk(ana, 0.5, 0.3, true);
}, 120_000);

test('fill, eraser, layers and lasso; Escape leads back to the card, which shows the drawing and has the focus', async () => {
  const [ana, ben] = await openBoards();
  await openDrawing(ana);
  await ana.keyboard.press('b');
  await stroke(ana, [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7], [0.3, 0.3]]); // prettier-ignore
  await ana.keyboard.press('f');
  await stroke(ana, [[0.5, 0.5]]);
  await expectInk(ana, 0.6, 0.6, true);
  await expectInk(ana, 0.1, 0.1, false);
  await ana.keyboard.press('e');
  await stroke(ana, [[0.5, 0.35], [0.5, 0.65]]); // prettier-ignore
  await expectInk(ana, 0.5, 0.5, false);
  await ana.keyboard.press('Control+z');
  await expectInk(ana, 0.5, 0.5, true);

  await ana.getByRole('button', { name: 'Add a layer' }).click();
  await ana.keyboard.press('m');
  await stroke(ana, [[0.1, 0.9], [0.2, 0.9]]); // prettier-ignore
  await ana.keyboard.press('l');
  await stroke(ana, [[0.05, 0.8], [0.3, 0.8], [0.3, 0.98], [0.05, 0.98]]); // prettier-ignore
  // By the middle of what is held, up to the top.
  await stroke(ana, [[0.15, 0.9], [0.15, 0.1]]); // prettier-ignore
  await expectInk(ana, 0.15, 0.1, true);
  await expectInk(ana, 0.15, 0.9, false);
  await ana.getByRole('button', { name: 'Hide Layer 2' }).click();
  await expect.poll(() => tableOf(ana).locator('canvas:not([hidden])').count()).toBe(3);
  await ana.getByRole('button', { name: 'Show Layer 2' }).click();
  await tableOf(ana).focus();
  await ana.keyboard.press('Escape');
  await ana.keyboard.press('Escape');

  const card = panelsOf(ana).first();
  await drawnOn(card).waitFor(SOON);
  await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true);
  await drawnOn(panelsOf(ben).first()).waitFor(SOON);
  await expect.poll(() => colourIn(drawnOn(panelsOf(ben).first()), 0.6, 0.6), SOON).toEqual([0x16, 0x17, 0x1a, 255]);
  expect(await ana.evaluate(() => location.search)).toBe('');
  await ben.getByRole('button', { name: 'Shot list' }).click();
  const thumbnail = drawnOn(ben.getByRole('grid', { name: 'Shot list' }).getByRole('row').nth(1));
  await expect.poll(() => thumbnail.evaluate((image) => image.getBoundingClientRect().width), SOON).toBeGreaterThan(40);
  // How one looks at boards is kept from one visit to the next.
  await ben.getByRole('button', { name: 'Grid' }).click();
  await untilSaved(ana);
}, 120_000);

test('a stroke eraser takes whole what it touches, a layer is renamed by a key, and each is one undo for whoever did it', async () => {
  const [ana, ben] = await openBoards();
  await Promise.all([openDrawing(ana), openDrawing(ben)]);
  await ana.keyboard.press('b');
  for (const y of [0.3, 0.5, 0.7]) await stroke(ana, [[0.2, y], [0.8, y]]); // prettier-ignore
  for (const y of [0.3, 0.5, 0.7]) await expectInk(ben, 0.4, y, true);
  await ana.keyboard.press('x');
  await stroke(ana, [[0.7, 0.2], [0.7, 0.6]], false); // prettier-ignore
  await expectInk(ana, 0.3, 0.3, false);
  await ana.keyboard.press('Escape');
  await ana.mouse.up();
  await expectInk(ana, 0.3, 0.3, true);
  await stroke(ana, [[0.7, 0.2], [0.7, 0.6]]); // prettier-ignore
  for (const page of [ana, ben]) {
    for (const [y, is] of [[0.3, false], [0.5, false], [0.7, true]] as const) await expectInk(page, 0.3, y, is); // prettier-ignore
  }
  await ana.keyboard.press('Control+z');
  for (const page of [ana, ben]) for (const y of [0.3, 0.5]) await expectInk(page, 0.3, y, true);

  const layers = (page: Page) => page.getByRole('region', { name: 'Layers' });
  await ana.getByRole('button', { name: 'Add a layer' }).click();
  await ana.keyboard.press('F2');
  await ana.getByRole('textbox', { name: 'Name of Layer 2' }).fill('Light and shade');
  expect(await seriousFindings(ana)).toEqual([]);
  await ana.keyboard.press('Enter');
  await layers(ben).getByRole('button', { name: 'Light and shade', exact: true }).waitFor(SOON);
  await layers(ana).getByRole('button', { name: 'Light and shade', exact: true }).dblclick();
  await ana.getByRole('textbox', { name: 'Name of Light and shade' }).fill('Never mind');
  await ana.keyboard.press('Escape');
  await layers(ana).getByRole('button', { name: 'Light and shade', exact: true }).waitFor();
  await ana.keyboard.press('Control+z');
  await layers(ben).getByRole('button', { name: 'Layer 2', exact: true }).waitFor(SOON);
  await untilSaved(ana);
}, 120_000);

test('a card shows lines while somebody draws them, and opens no drawing when nobody does', async () => {
  const [ana, ben] = await openBoards();
  const live = ana.locator('[data-live-drawing]');
  await openDrawing(ben);
  await live.waitFor(SOON);
  expect(await live.count()).toBe(1);
  await ben.keyboard.press('m');
  await stroke(ben, [[0.2, 0.5], [0.8, 0.5]], false); // prettier-ignore
  await expect.poll(() => inkOn(live, 0.5, 0.5), SOON).toBeGreaterThan(60);
  await ben.mouse.up();
  await untilSaved(ben);
  await ben.goBack();
  await live.waitFor({ state: 'detached' });
  await drawnOn(panelsOf(ana).first()).waitFor(SOON);
  expect(await panelsOf(ana).nth(1).locator('[data-drawing]').count()).toBe(0);
}, 120_000);

test('words are seen while they are typed, are one step of undo, are changed afterwards, and the card is drawn on', async () => {
  const [ana, ben] = await openBoards();
  await Promise.all([openDrawing(ana), openDrawing(ben)]);
  const box = ana.getByRole('textbox', { name: /^Words in the drawing/ });
  // Without a mouse: in the middle. The stem of its first letter is seen before it is done.
  await ana.keyboard.press('t');
  await ana.keyboard.press('1');
  for (let size = 0; size < 3; size++) await ana.keyboard.press(']');
  await ana.keyboard.press('Enter');
  await box.waitFor();
  await ana.keyboard.type('HË');
  const stem = [0.5 - 0.3 / (16 / 9), 0.5] as const;
  await Promise.all([ana, ben].map((page) => expectInk(page, ...stem, true)));
  await ana.keyboard.press('Escape');
  await Promise.all([ana, ben].map((page) => expectInk(page, ...stem, false)));
  await ana.keyboard.press('Enter');
  await ana.keyboard.type('HË');
  await ana.keyboard.press('Enter');
  await box.waitFor({ state: 'detached' });
  await ana.keyboard.press('Control+z');
  await expectInk(ben, ...stem, false);
  await ana.keyboard.press('Control+Shift+z');
  await expectInk(ben, ...stem, true);

  // Selected and opened again; the new words take the place of the old ones, and the size stays.
  await ana.keyboard.press('Control+a');
  await ana.keyboard.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('HË');
  await ana.keyboard.type('. x');
  await ana.keyboard.press('Enter');
  await expectInk(ben, ...stem, false);
  await ana.keyboard.press('Control+z');
  await expectInk(ben, ...stem, true);
  // With the mouse: a click on words opens them, and one elsewhere keeps them.
  await ana.keyboard.press('t');
  await stroke(ana, [[stem[0] + 0.01, 0.5]]);
  await ana.keyboard.type('HI');
  await stroke(ana, [[0.1, 0.9]]);
  await expect.poll(() => box.inputValue()).toBe('');
  await ana.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await ana.keyboard.press('l');
  await stroke(ana, [[0.2, 0.3], [0.8, 0.3], [0.8, 0.7], [0.2, 0.7]]); // prettier-ignore
  await stroke(ana, [[stem[0] + 0.01, 0.5], [stem[0] + 0.01, 0.25]]); // prettier-ignore
  await expectInk(ben, stem[0], 0.25, true);
  await untilSaved(ana);
  await ana.keyboard.press('Escape');
  await ana.keyboard.press('Escape');
  // While somebody has it open the card shows it live, and afterwards its picture.
  const live = ana.locator('[data-live-drawing]');
  await expect.poll(() => inkOn(live, stem[0], 0.25), SOON).toBeGreaterThan(60);
  await ben.goBack();
  await live.waitFor({ state: 'detached' });
  const picture = drawnOn(panelsOf(ana).first());
  await expect.poll(async () => (await colourIn(picture, stem[0], 0.25))[3], SOON).toBeGreaterThan(60);
}, 120_000);

test('once a pen was here a hand on the glass draws nothing, and before that a finger draws', async () => {
  const [ana] = await openBoards();
  await openDrawing(ana);
  const line = await ana.context().newCDPSession(ana);
  const box = must(await canvasOf(ana).boundingBox());
  const place = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  const touch = async (y: number) => {
    await line.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place(0.2, y)] });
    for (const x of [0.4, 0.6, 0.8])
      await line.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [place(x, y)] });
    await line.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const pen = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
    line.send('Input.dispatchMouseEvent', {
      ...{ type, ...place(x, y), button: 'left', buttons: type === 'mouseReleased' ? 0 : 1 },
      ...{ pointerType: 'pen', force: 0.8, clickCount: 1 },
    });
  await touch(0.2);
  await expectInk(ana, 0.5, 0.2, true);
  await pen('mousePressed', 0.2, 0.4);
  for (const x of [0.3, 0.5, 0.8]) await pen('mouseMoved', x, 0.4);
  await pen('mouseReleased', 0.8, 0.4);
  await expectInk(ana, 0.5, 0.4, true);
  const before = must(await canvasOf(ana).boundingBox());
  await touch(0.7);
  // It moves the sheet instead.
  await expect.poll(async () => must(await canvasOf(ana).boundingBox()).x).not.toBe(before.x);
  for (const x of [0.3, 0.5, 0.7]) expect(await inkAt(ana, x, 0.7)).toBe(0);
  await untilSaved(ana);
}, 120_000);

test('without a connection lines are on this device, and nobody says that they are saved; with it they reach the others', async () => {
  const [ana, ben] = await openBoards();
  await Promise.all([openDrawing(ana), openDrawing(ben)]);
  await ana.keyboard.press('m');
  await stroke(ana, [[0.2, 0.2], [0.8, 0.2]]); // prettier-ignore
  await expectInk(ben, 0.5, 0.2, true);
  await untilSaved(ana);
  await ana.context().setOffline(true);
  await ana.locator('[data-save="on-device"]').waitFor(SOON);
  await stroke(ana, [[0.2, 0.6], [0.8, 0.6]]); // prettier-ignore
  await expectInk(ana, 0.5, 0.6, true);
  // Who leaves the drawing takes nothing back: it is still to be sent.
  await ana.keyboard.press('Escape');
  await expect.poll(() => saveLightOf(ana).getAttribute('data-save')).toBe('on-device');
  expect(await inkAt(ben, 0.5, 0.6)).toBe(0);
  await ana.context().setOffline(false);
  await expectInk(ben, 0.5, 0.6, true);
  await untilSaved(ana);
}, 120_000);
