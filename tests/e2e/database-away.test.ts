import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster, type Cluster } from '#tests/setup/postgres.ts';
import { launchBrowser, openWindow, signIn } from './support/browser.ts';
import { clickLine, readScript, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

/** How long the database is away. A minute, the goal's own: AWAY_SECONDS=60 npx vitest run --project e2e tests/e2e/database-away */
const AWAY_MS = Number(process.env['AWAY_SECONDS'] ?? 6) * 1000;

let folder: string;
let cluster: Cluster | null;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-away-'));
  [browser, cluster] = await Promise.all([launchBrowser(), startCluster(folder, { fsync: false })]);
});
afterAll(async () => {
  await browser.close();
  await cleanUpProducts();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

type Outage = (database: Cluster) => { readonly away: () => Promise<void>; readonly back: () => Promise<void> };

const OUTAGES: Record<string, Outage> = {
  'holds still and answers nothing': (database) => ({ away: () => database.freeze(), back: () => database.thaw() }),
  'is stopped and started': (database) => ({ away: () => database.crash(), back: () => database.start() }),
};

describe.each(Object.entries(OUTAGES))('[R8] a PostgreSQL that %s', (_how, outage) => {
  test(
    'typing goes on, "not saved" is said, and everything lands on its return without a reload',
    async ({ skip }) => {
      if (!cluster) return skip('needs PostgreSQL: install it, or set TEST_DATABASE_URL');
      const { away, back } = outage(cluster);
      const product: Product = await startProduct({ env: { DATABASE_URL: cluster.url, DEMO: '1' } });
      const [writer, other] = [await openWindow(browser), await openWindow(browser)];
      for (const person of [writer, other]) {
        await signIn(person, product.links.writer);
        await untilSaved(person.page);
      }
      const { page } = writer;
      // A reload would forget it.
      await page.evaluate('window.stillTheSamePage = true');
      await clickLine(page, 'Grey water, grey sky');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Before. ');
      await untilSaved(page);

      await away();
      const until = Date.now() + AWAY_MS;
      await page.keyboard.type('0. ');
      const typedAt = Date.now();
      const light = page.locator('[data-save="not-saved"]');
      await light.waitFor({ timeout: 20_000 });
      console.info(`"not saved" after ${String(Date.now() - typedAt)} ms`);
      let words = 1;
      for (; Date.now() < until; words++) {
        await page.keyboard.type(`${String(words)}. `, { delay: 20 });
        // What is not durable is there for the others all the same.
        if (words === 5) await scriptOf(other.page).getByText('5.').waitFor();
      }
      expect(['not-saved', 'on-device', 'saving']).toContain(
        await page.locator('[data-save]').getAttribute('data-save'),
      );
      await back();
      await untilSaved(page);
      await untilSaved(other.page);
      expect(await page.evaluate('window.stillTheSamePage')).toBe(true);

      const reader = await openWindow(browser);
      await signIn(reader, product.links.director);
      await scriptOf(reader.page).getByText('Before.').waitFor();
      const line = (await readScript(reader.page)).find((text) => text.startsWith('Before.'));
      expect(line?.trim()).toBe(`Before. ${Array.from({ length: words }, (_, i) => `${String(i)}.`).join(' ')}`);
      await Promise.all([writer, other, reader].map(({ context }) => context.close()));
      expect(await product.stop()).toBe(0);
    },
    120_000 + 2 * AWAY_MS,
  );
});
