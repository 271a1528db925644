import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { seriousFindings } from './support/axe.ts';
import { twoAuthors } from './support/authors.ts';
import { openPlace, panelsOf } from './support/pages.ts';
import { openAccounts, openStudio, orderAll } from './support/studio.ts';

/* Pictures ordered from an API: a batch in which each picture ends in another way, and one to go on from. */

const KEY = 'sk-canary-orders-0123456789';
let fake: FakeProvider | null = null;
const authors = twoAuthors([{ width: 1440, height: 900 }, {}], async () => {
  fake = await startFakeOpenAi({ key: KEY, byUrl: true });
  return { PICTURE_HOSTS: fake.address.host };
});
afterAll(() => fake?.close());

const SCRIPT = 'INT. YARD - NIGHT\n\nRain on the stones.\n\nA gate bangs.\n\nA dog waits by the pump.\n';

const cards = (page: Page) => panelsOf(page);
const pictureIn = (page: Page, at: number) => cards(page).nth(at).locator('img[data-state]');

test(
  'a batch: one picture comes, one is refused, one is slow and one can’t be paid for; everybody sees each; another is made like the first',
  { timeout: 180_000 },
  async () => {
    const { ana, ben } = authors;
    const { page } = ana;
    const studio = must(fake);
    await openStudio(page, authors.product.url, { address: studio.address, key: KEY });
    await authors.open(SCRIPT);
    for (const each of [page, ben.page]) await openPlace(each, 'boards');
    await page.getByRole('button', { name: 'Board this scene' }).click();
    await cards(ben.page).nth(2).waitFor();
    studio.takeSo('forbidden', 'moderated');
    studio.takeSo('slowly', 'busy');
    studio.takeSo('dear', 'no_credit');

    const dialog = await orderAll(page);
    const prompts = dialog.getByLabel(/^Prompt of /);
    await expect.poll(() => prompts.first().inputValue()).toMatch(/Interior: yard, night/);
    for (const [at, word] of ['forbidden', 'slowly', 'dear'].entries()) {
      await prompts.nth(at).fill(`Rain, ${word}`);
      await page.keyboard.press('Tab');
    }
    const count = await prompts.count();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: `Make ${String(count)} pictures` }).click();

    await ben.page
      .getByText(/against its rules/)
      .first()
      .waitFor();
    await ben.page
      .getByText(/has no credit left/)
      .first()
      .waitFor();
    await cards(ben.page).nth(1).getByRole('progressbar').waitFor();
    studio.takeSo('slowly', 'fine');
    await pictureIn(ben.page, 1).waitFor();
    expect(studio.orders.map(({ prompt }) => prompt)).toContain('Rain, slowly');

    // What went wrong is mended in words, and goes through.
    studio.takeSo('forbidden', 'fine');
    await cards(page).first().getByRole('button', { name: 'Retry' }).click();
    await pictureIn(ben.page, 0).waitFor();

    await cards(page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('Shift+G');
    await dialog.getByRole('button', { name: 'Make 1 picture' }).click();
    await page
      .getByRole('listbox', { name: /^Takes of/ })
      .getByRole('option')
      .nth(1)
      .waitFor();
    await page.getByRole('button', { name: 'More like it' }).click();
    const like = page.getByRole('dialog', { name: 'Another picture like this one' });
    await expect.poll(() => like.getByLabel('In which words').inputValue()).toBe('Rain, forbidden');
    await like.getByLabel('In which words').fill('Rain, at dawn');
    await like.getByRole('button', { name: 'Make 1 picture' }).click();
    await page
      .getByRole('listbox', { name: /^Takes of/ })
      .getByRole('option')
      .nth(2)
      .waitFor();
    const last = must(studio.orders.at(-1));
    expect(last.prompt).toMatch(/^Rain, at dawn/);
    expect(last.references).toHaveLength(1);

    await page.getByRole('button', { name: 'Compare' }).click();
    const compare = page.getByRole('dialog', { name: /^Takes of/ });
    await compare.getByText('Four', { exact: true }).click();
    await compare.getByLabel('Third take').waitFor();
    await compare.getByText('How it was made').first().click();
    await compare.getByText('Rain, at dawn').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    // Two people rate at once: keys for the verdict, a note of what went wrong; each sees the other's word.
    await page.keyboard.press('2');
    await page.keyboard.press('Shift+Digit1');
    const first = compare.getByRole('figure').first();
    await first.getByLabel('Hands').check();
    await first.getByLabel('Note').fill('Six fingers');
    await page.keyboard.press('Tab');
    await cards(ben.page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    const shelf = ben.page.getByRole('listbox', { name: /^Takes of/ });
    await shelf.getByRole('option', { name: /, not usable$/ }).waitFor();
    expect(await shelf.getByRole('option', { name: /, keep$/ }).count()).toBe(1);
    await shelf.getByRole('option', { name: /, not usable$/ }).focus();
    await ben.page.keyboard.press('k');
    await first
      .getByRole('list', { name: 'What others say of it' })
      .getByText(/Ben: Keep/)
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await ben.page.getByRole('button', { name: 'Compare' }).click();
    await ben.page.getByText(/Ana: Not usable, Hands · “Six fingers”/).waitFor();
    await ben.page.keyboard.press('Escape');

    await cards(page)
      .first()
      .click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('Shift+G');
    await dialog.getByText('How models did in this film').click();
    const tally = dialog.getByRole('row', { name: /pencil-1/ });
    await tally.waitFor();
    expect(await tally.getByRole('cell').allInnerTexts()).toEqual(['4', '2', '2', '0', 'Hands 1', '–']);
    expect(await seriousFindings(page)).toEqual([]);

    // The owner of the workspace sees the same of all its films.
    await openAccounts(page, authors.product.url);
    const everywhere = page.getByRole('region', { name: 'How models did in all films' });
    const row = everywhere.getByRole('row', { name: /pencil-1/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['4', '2', '2', '0', 'Hands 1', '–']);
    expect(await seriousFindings(page)).toEqual([]);
    expect(studio.leaks).toEqual([]);
    expect(authors.product.output()).not.toContain(KEY);
  },
);
