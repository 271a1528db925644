import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { seriousFindings } from './support/axe.ts';
import { expectQuiet, signIn, type Person } from './support/browser.ts';
import { openPlace, panelsOf, untilSaved } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}, { width: 1440, height: 900 }], eachAnew: true });
let writer: Person;
/** The demo's director, at the boards. */
let director: Person;
beforeEach(async () => {
  [writer, director] = writers.people as [Person, Person];
  await signIn(director, writers.product.links.director);
  await openPlace(director.page, 'boards');
  await panelsOf(director.page).first().waitFor();
});

const paneOf = (page: Page) => page.getByRole('region', { name: /^Blocking of / });
const planOf = (page: Page) => page.getByRole('group', { name: 'Plan from above' });
const inPlan = (page: Page, name: string) => planOf(page).getByRole('button', { name: `${name} in the plan` });
const field = (page: Page, label: string) => paneOf(page).getByLabel(label, { exact: true });
/** Exact: a label may begin like another's. */
const valueOf = (page: Page, label: RegExp) => () => paneOf(page).getByRole('textbox', { name: label }).inputValue();
const right = /^Right m$/;

/** Where something stands in the plan. */
const placeOf = (page: Page, name: string) =>
  inPlan(page, name).evaluate((thing) => thing.parentElement?.getAttribute('transform'));

/** Drags something of the plan and does not let go. */
async function hold(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const box = must(await inPlan(page, name).locator(':not(text, [data-kind="view"])').last().boundingBox());
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
}

/** Opens the set of the demo's bridge, where a father and a daughter stand before each other. */
async function openSet(page: Page, caption: string): Promise<void> {
  await panelsOf(page)
    .first()
    .click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('End');
  await panelsOf(page)
    .filter({ hasText: caption })
    .first()
    .click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('v');
  await page.waitForURL(/\/previz\/[0-9a-z]{16}$/);
  await paneOf(page).waitFor();
}

// A picture may take its turn behind those of the demo.
test(
  'two people block one scene at once, each undoes their own, and the panel is drawn so',
  { timeout: 180_000 },
  async () => {
    const { page } = director;
    await openSet(page, 'The length of the deck');
    await writer.page.goto(page.url());
    await inPlan(writer.page, 'ZOE').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await inPlan(page, 'RENE').focus();
    const before = Number(await valueOf(page, right)());
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('q');
    const at = (metres: number) => String(Math.round((before + metres) * 100) / 100);
    await expect.poll(valueOf(page, right)).toBe(at(0.3));
    await inPlan(writer.page, 'RENE').focus();
    await expect.poll(valueOf(writer.page, right)).toBe(at(0.3));

    await inPlan(writer.page, 'ZOE').focus();
    await field(writer.page, 'Pose').selectOption('wave');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(valueOf(page, right)).toBe(at(0.2));
    await inPlan(page, 'ZOE').focus();
    await expect.poll(() => field(page, 'Pose').inputValue()).toBe('wave');

    // Somebody more, by name, and one of the script's out again by a key: each is one undo.
    await field(page, 'Bring in').selectOption({ label: 'By name …' });
    await page.getByRole('textbox', { name: 'Name' }).fill('ferryman');
    await page.keyboard.press('Enter');
    await inPlan(writer.page, 'FERRYMAN').waitFor();
    await inPlan(page, 'ZOE').focus();
    await page.keyboard.press('Delete');
    await inPlan(writer.page, 'ZOE').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await inPlan(writer.page, 'ZOE').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const picture = paneOf(page).getByAltText('The panel’s picture now');
    await expect.poll(() => picture.count(), { timeout: 60_000 }).toBe(1);
    const old = await picture.getAttribute('src');
    await paneOf(page).getByRole('button', { name: 'Draw the frame' }).click();
    await expect.poll(() => picture.getAttribute('src'), { timeout: 60_000 }).not.toBe(old);
    await untilSaved(page);
    await page.goBack();
    await panelsOf(page).first().waitFor();
  },
);

test('what is put by hand holds in the next panel, a camera across the line is pointed out, and the script can have it back', async () => {
  const { page } = director;
  await openSet(page, 'René on the steps');
  await paneOf(page).getByLabel('Put in', { exact: true }).selectOption('crate');
  await inPlan(page, 'Crate').waitFor();
  await inPlan(page, 'RENE').focus();
  await field(page, 'Right hand').selectOption('reach');
  await field(page, 'Looks at').selectOption('@camera');
  await paneOf(page).getByRole('button', { name: 'The panel after' }).click();
  await paneOf(page)
    .getByText(/^As blocked in /)
    .waitFor();
  await inPlan(page, 'Crate').waitFor();

  await inPlan(page, 'Camera').focus();
  await expect.poll(() => paneOf(page).getByText('crosses the line').count()).toBe(0);
  for (const [label, value] of [
    ['Front m', '-3'],
    ['Pan °', '0'],
  ] as const) {
    await paneOf(page).getByRole('textbox', { name: label }).fill(value);
    await page.keyboard.press('Enter');
  }
  await paneOf(page).getByText('crosses the line').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await paneOf(page).getByRole('button', { name: 'Reset to the script' }).click();
  await paneOf(page).getByText('Blocked here').waitFor();
  await expect.poll(() => inPlan(page, 'Crate').count()).toBe(0);
  await paneOf(page).getByText('crosses the line').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await panelsOf(page).first().waitFor();
});

test('things are dragged in the plan, and one undo puts them back', async () => {
  const { page } = director;
  await openSet(page, 'The length of the deck');
  await inPlan(page, 'ZOE').focus();
  const before = await valueOf(page, right)();
  await hold(page, 'ZOE', 40, 10);
  await page.mouse.up();
  await expect.poll(valueOf(page, right)).not.toBe(before);
  await page.keyboard.press('Control+z');
  await expect.poll(valueOf(page, right)).toBe(before);
});

test(
  'what somebody drags moves in the other’s set under their name, is written once, and goes back when they leave',
  { timeout: 180_000 },
  async () => {
    const { page } = director;
    await openSet(page, 'The length of the deck');
    await writer.page.goto(page.url());
    for (const name of ['ZOE', 'RENE']) await inPlan(writer.page, name).waitFor();
    await inPlan(writer.page, 'ZOE').focus();
    const [written, rene] = [await valueOf(writer.page, right)(), await placeOf(writer.page, 'RENE')];
    const place = await placeOf(writer.page, 'ZOE');
    const moves = (name: string) => paneOf(writer.page).getByText(new RegExp(`^.+ moves ${name}$`));

    // Each moves somebody at once: what the one lets go does not put back what the other holds.
    await hold(page, 'ZOE', 60, 20);
    await moves('ZOE').waitFor();
    await expect.poll(() => placeOf(writer.page, 'ZOE')).not.toBe(place);
    expect(await valueOf(writer.page, right)()).toBe(written);
    await hold(writer.page, 'RENE', -40, 10);
    await paneOf(page)
      .getByText(/ moves RENE$/)
      .waitFor();
    await page.mouse.up();
    await moves('ZOE').waitFor({ state: 'detached' });
    await writer.page.mouse.up();
    await paneOf(page)
      .getByText(/ moves RENE$/)
      .waitFor({ state: 'detached' });
    await inPlan(writer.page, 'ZOE').focus();
    await expect.poll(valueOf(writer.page, right)).not.toBe(written);
    await expect.poll(() => placeOf(page, 'RENE')).not.toBe(rene);
    const kept = await placeOf(writer.page, 'ZOE');
    await expect.poll(() => placeOf(page, 'ZOE')).toBe(kept);

    // One undo takes back all that one drag did.
    await page.keyboard.press('Control+z');
    await expect.poll(valueOf(writer.page, right)).toBe(written);
    await expect.poll(() => placeOf(page, 'RENE')).not.toBe(rene);

    const before = await placeOf(writer.page, 'Camera');
    await hold(page, 'Camera', 40, 0);
    await moves('Camera').waitFor();
    await expect.poll(() => placeOf(writer.page, 'Camera')).not.toBe(before);
    await page.close();
    await moves('Camera').waitFor({ state: 'detached' });
    await expect.poll(() => placeOf(writer.page, 'Camera')).toBe(before);
  },
);

test('without WebGL the plan and the drawn frame are there, and it says so', async () => {
  const { page, context } = director;
  await context.addInitScript(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the canvas below
    const known = HTMLCanvasElement.prototype.getContext as (...args: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      return String(args[0]).startsWith('webgl') ? null : known.apply(this, args);
    } as typeof HTMLCanvasElement.prototype.getContext;
  });
  await page.reload();
  await openSet(page, 'The length of the deck');
  await paneOf(page).getByText('This browser has no WebGL').waitFor();
  const drawn = paneOf(page).getByRole('img', { name: 'The frame as it is drawn' });
  await expect
    .poll(() => drawn.evaluate((canvas) => (canvas as HTMLCanvasElement).width), { timeout: 30_000 })
    .toBe(960);
  expectQuiet(director);
});
