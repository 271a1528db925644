import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATABASE_OUTAGES, databaseAway, type DatabaseOutage } from '#tests/chaos/outage/database-away.ts';
import { placeOn } from '#tests/chaos/support/scratch.ts';
import { startCluster, type Cluster } from '#tests/setup/postgres.ts';
import { launchBrowser } from './support/browser.ts';
import { cleanUpProducts } from './support/product.ts';

/** A minute, the goal's own, takes `npm run chaos -- outage`. */
const AWAY_SECONDS = 5;

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

const OUTAGES = Object.keys(DATABASE_OUTAGES) as DatabaseOutage[];

test.for(OUTAGES)(
  '[R8] PostgreSQL %s under open windows: typing goes on, "not saved" is said, and everything lands on its return without a reload',
  { timeout: 180_000 },
  async (how, { skip }) => {
    if (!cluster) return skip('needs PostgreSQL: install it, or set TEST_DATABASE_URL');
    const { url } = await placeOn(cluster, how);
    const report = await databaseAway({ browser, cluster, url, seconds: AWAY_SECONDS }, how);
    expect(report.faults).toEqual([]);
    expect(report.words).toBeGreaterThan(5);
  },
);
