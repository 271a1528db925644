import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { clickLine, openPlace, panelsOf, scriptOf, untilSaved } from './support/pages.ts';
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

const panel = (page: Page, caption: string) => panelsOf(page).filter({ hasText: caption }).first();
const strip = (page: Page) => page.getByRole('group', { name: /^Camera of / });

async function select(page: Page, caption: string): Promise<void> {
  await panel(page, caption).click({ position: { x: 20, y: 20 } });
  await strip(page).waitFor();
}

test('a picture whose line is rewritten shows what changed, and is accepted', async () => {
  const { page } = director;
  await select(page, 'She talks to the phone');
  // The one that it came with: one on order would be made of the new words.
  await panel(page, 'She talks to the phone').getByText('Previz').waitFor();
  await untilSaved(page);
  await clickLine(writer.page, "He's seventy-two");
  await writer.page.keyboard.type(' Please.');
  const notice = page.getByRole('group', { name: 'The script has changed' });
  await notice.locator('ins').getByText('Please.').waitFor();
  await panel(page, 'She talks to the phone').getByText('Stale').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Accept' }).click();
  await notice.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('Stale').count()).toBe(0);
});

test('a panel whose line is deleted is kept and hung on another scene', async () => {
  const { page } = director;
  await clickLine(writer.page, 'Zoë overtakes a tractor.');
  await scriptOf(writer.page)
    .locator('[data-type]')
    .filter({ hasText: 'Zoë overtakes a tractor.' })
    .click({ clickCount: 3 });
  await writer.page.keyboard.press('Backspace');
  await writer.page.keyboard.press('Backspace');
  // Panels without lines stand at the very end, out of sight until one goes there, when the writer's act has arrived.
  await panelsOf(page)
    .first()
    .click({ position: { x: 20, y: 20 } });
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return panel(page, 'The boat slides').isVisible();
    })
    .toBe(true);
  await select(page, 'The boat slides');
  const notice = page.getByRole('group', { name: 'No longer in the script' });
  await notice.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await notice.getByRole('combobox', { name: 'Hang on scene' }).selectOption({ index: 1 });
  await notice.waitFor({ state: 'detached' });
  await openPlace(writer.page, 'boards');
  await expect.poll(() => panelsOf(writer.page).filter({ hasText: 'The boat slides' }).count()).toBe(1);
});

test('what is said of a shot in one window stands in the other', async () => {
  await openPlace(writer.page, 'boards');
  for (const { page } of [director, writer]) {
    await select(page, 'One step. The iron rings.');
    await strip(page).getByRole('button', { name: 'All fields' }).click();
  }
  await strip(director.page).getByRole('combobox', { name: 'Equipment' }).fill('Crane');
  await director.page.keyboard.press('Enter');
  await strip(director.page).getByRole('combobox', { name: 'Recorded' }).selectOption('mos');
  await expect.poll(() => strip(writer.page).getByRole('combobox', { name: 'Equipment' }).inputValue()).toBe('Crane');
  await expect.poll(() => strip(writer.page).getByRole('combobox', { name: 'Recorded' }).inputValue()).toBe('mos');
  expect(await seriousFindings(director.page)).toEqual([]);
});

test('a scene is covered in one of three ways, shot by shot, and one undo takes it back', async () => {
  const { page } = director;
  await openPlace(writer.page, 'boards');
  const before = await panelsOf(page).count();
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill('coverage');
  await page.getByRole('option', { name: 'Propose shots for this scene' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Cover scene 1' });
  const kinetic = dialog.getByRole('region', { name: 'Kinetic' });
  await kinetic.getByRole('listitem').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // Each with its picture, drawn one after the other.
  await kinetic.locator('[data-drawn=true]').nth(1).waitFor();
  const shots = await kinetic.getByRole('listitem').count();
  await kinetic.getByRole('checkbox').first().uncheck();
  await kinetic.getByRole('button', { name: `Take ${String(shots - 1)} shots` }).click();
  await page.getByText(/^Added \d+ panel/).waitFor();
  await expect.poll(() => page.getByText('1D').count()).toBeGreaterThan(0);
  await writer.page.getByText('1D').first().waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => panelsOf(page).count()).toBe(before);
});
