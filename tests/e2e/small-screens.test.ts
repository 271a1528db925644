import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, openPlace, readScript, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({
  windows: [
    { width: 390, height: 844 },
    { width: 820, height: 1180, colorScheme: 'dark' },
  ],
});
let phone: Person;
let tablet: Person;
beforeEach(() => {
  [phone, tablet] = writers.people as [Person, Person];
});

/** Pixels by which something can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const scroller = document.querySelector('[data-paper] .ProseMirror')?.closest('section > div');
    const boxes = [document.scrollingElement, scroller].filter((box) => box instanceof Element);
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });

/** What can be pressed and is smaller than a finger can hit: WCAG 2.5.8 asks for 24 pixels. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input:not([type=file], [type=hidden]), a[href]')]
      .filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((target) => ({ target, box: (target.closest('label') ?? target).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
      .map(({ target, box }) => `${target.ariaLabel ?? target.textContent} ${box.width}×${box.height}`),
  );

test('a script is read and corrected on a phone and on a tablet, one pane at a time', async () => {
  for (const person of [phone, tablet]) {
    expect(await sideways(person.page)).toBeLessThanOrEqual(0);
    expect(await tooSmall(person.page)).toEqual([]);
    expect(await seriousFindings(person.page)).toEqual([]);
    expect(await scriptOf(person.page).isVisible()).toBe(true);
    expect(await person.page.getByRole('navigation', { name: 'Scenes' }).isVisible()).toBe(false);
  }
  // Words are as large as on paper, or nearly.
  const size = await scriptOf(phone.page).evaluate((script) => {
    const line = script.querySelector('[data-type=action]') as HTMLElement;
    const range = document.createRange();
    range.selectNodeContents(line);
    return range.getClientRects()[0]?.height ?? 0;
  });
  expect(size).toBeGreaterThan(13);

  await clickLine(phone.page, 'I sent two men yesterday');
  await phone.page.keyboard.type(' From a phone.');
  await expect.poll(async () => (await readScript(tablet.page)).join()).toContain('From a phone.');
  await clickLine(tablet.page, 'From a phone.');
  await tablet.page.keyboard.type(' And a tablet.');
  await expect.poll(async () => (await readScript(phone.page)).join()).toContain('And a tablet.');
  expect(await sideways(phone.page)).toBeLessThanOrEqual(0);

  await phone.page.getByRole('radiogroup', { name: 'Pane' }).getByText('Scenes').click();
  await expect.poll(() => scriptOf(phone.page).isVisible()).toBe(false);
});

test('a panel is commented on with a phone, and read on the tablet', async () => {
  await openPlace(phone.page, 'review');
  await phone.page.getByRole('button', { name: 'Comment on the panel' }).click();
  await phone.page.getByPlaceholder('Comment on the panel').fill('Lower the horizon.');
  expect(await tooSmall(phone.page)).toEqual([]);
  await phone.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await phone.page.getByRole('article').getByText('Lower the horizon.').first().waitFor();
  expect(await phone.page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await openPlace(tablet.page, 'review');
  await tablet.page.getByRole('radiogroup', { name: 'Pane' }).getByText('Comments').click();
  await tablet.page.getByText('Lower the horizon.').first().waitFor();
});
