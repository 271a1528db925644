import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REDIS_OUTAGES, redisAway, type RedisOutage } from '#tests/chaos/outage/redis-away.ts';
import { placeOn } from '#tests/chaos/support/scratch.ts';
import { startCluster } from '#tests/setup/postgres.ts';
import { startRedis } from '#tests/setup/redis.ts';
import { expectQuiet, launchBrowser, openWindow, signIn } from './support/browser.ts';
import { clickLine, openPlace, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct } from './support/product.ts';

const folder = await mkdtemp(join(tmpdir(), 'beatboard-processes-'));
const postgres = await startCluster(folder, { fsync: false });
const redis = await startRedis();
if (!postgres || !redis) test.skip('needs PostgreSQL and Redis: install both', () => undefined);

describe.skipIf(!postgres || !redis)('several processes', () => {
  const env = { DATABASE_URL: postgres?.url ?? '', DEMO: '1' };
  // One folder, which holds the pictures of all.
  const data = join(folder, 'data');
  const alone = { env, folder: data };
  const shared = { env: { ...env, REDIS_URL: redis?.url ?? '' }, folder: data };
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await cleanUpProducts();
    await Promise.all([postgres?.stop(), redis?.kill()]);
    await rm(folder, { recursive: true, force: true });
  });

  test('without Redis a second process on the same database refuses to start and says why', async () => {
    const one = await startProduct(alone);
    await expect(startProduct(alone)).rejects.toThrow(/in use by beatboard \d+ on .*same REDIS_URL/s);
    await expect(startProduct(shared)).rejects.toThrow(/in use by beatboard \d+ on .*no REDIS_URL/s);
    expect(await one.stop()).toBe(0);
  });

  test('a writer at one and a director at the other work on one script', async () => {
    const [one, two] = [await startProduct(shared), await startProduct(shared)];
    const [writer, director] = [await openWindow(browser), await openWindow(browser)];
    await signIn(writer, one.links.writer);
    await signIn(director, two.links.director);
    for (const { page } of [writer, director]) await openPlace(page, 'script');
    await scriptOf(director.page).getByText('ESTUARY').first().waitFor();
    await clickLine(writer.page, 'ESTUARY');
    await writer.page.keyboard.press('Enter');
    await writer.page.keyboard.type('A line from the other process.');
    await scriptOf(director.page).getByText('A line from the other process.').waitFor();
    // Who types there is shown here by name, in the text and among the faces.
    await scriptOf(director.page).getByText('Tomás').first().waitFor();
    await director.page.getByRole('img', { name: /Tomás/ }).or(director.page.getByTitle(/Tomás/)).first().waitFor();

    await untilSaved(writer.page);
    for (const person of [writer, director]) {
      expectQuiet(person);
      await person.context.close();
    }
    expect(await Promise.all([one.stop(), two.stop()])).toEqual([0, 0]);
  });

  test.for(Object.keys(REDIS_OUTAGES) as RedisOutage[])(
    '[R7] Redis %s between two writers: both have everything when it is back, and so has the database',
    { timeout: 180_000 },
    async (how) => {
      if (!postgres || !redis) return;
      const { url } = await placeOn(postgres, how);
      const own = join(folder, how);
      // Half a minute, the goal's own, takes `npm run chaos -- outage`.
      const report = await redisAway({ browser, redis, url, folder: own, seconds: 4 }, how);
      expect(report.faults).toEqual([]);
      expect(report.words).toBeGreaterThan(5);
    },
  );
});
