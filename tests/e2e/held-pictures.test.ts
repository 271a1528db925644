import { afterAll, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { seriousFindings } from './support/axe.ts';
import { twoAuthors } from './support/authors.ts';
import { openPlace, panelsOf } from './support/pages.ts';
import { openStudio, orderAll } from './support/studio.ts';

const KEY = 'sk-canary-held-0123456789';
/** What the account's limit lets the studio make at a time. */
const AT_ONCE = 3;
let fake: FakeProvider | null = null;
const authors = twoAuthors([{ width: 1440, height: 900 }, {}], async () => {
  fake = await startFakeOpenAi({ key: KEY, byUrl: true });
  return { PICTURE_HOSTS: fake.address.host };
});
afterAll(() => fake?.close());

const LINES = ['Rain on the stones.', 'A gate bangs.', 'A dog waits by the pump.', 'The pump drips.', 'Nobody comes.'];
const SCRIPT = `INT. YARD - NIGHT\n\n${LINES.join('\n\n')}\n`;

test(
  'pictures on order are held by one person and let go on by another; every window says so, after a reload too',
  { timeout: 180_000 },
  async () => {
    const [{ page }, ben] = [authors.ana, authors.ben.page];
    const studio = must(fake);
    await openStudio(page, authors.product.url, { address: studio.address, key: KEY });
    await authors.open(SCRIPT);
    for (const each of [page, ben]) await openPlace(each, 'boards');
    await page.getByRole('button', { name: 'Board this scene' }).click();
    await panelsOf(ben).nth(AT_ONCE).waitFor();
    studio.mood = 'busy';
    const dialog = await orderAll(page);
    await dialog.getByRole('button', { name: /^Make \d+ pictures/ }).click();
    await studio.until(() => studio.orders.length === AT_ONCE);

    await page.getByRole('button', { name: 'Hold the pictures on order' }).click();
    const notice = ben.getByRole('region', { name: 'Pictures are on hold.' });
    await notice.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    studio.mood = 'fine';
    const pictures = ben.locator('img[data-state]');
    await expect.poll(() => pictures.count()).toBe(AT_ONCE);
    await ben.reload();
    await notice.getByText(/pictures? waits?\./).waitFor();
    expect(studio.orders).toHaveLength(AT_ONCE);

    await notice.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('region', { name: 'Pictures are on hold.' }).waitFor({ state: 'detached' });
    await expect.poll(() => pictures.count(), { timeout: 30_000 }).toBe(await panelsOf(ben).count());
    expect(studio.orders.length).toBeGreaterThan(AT_ONCE);
  },
);
