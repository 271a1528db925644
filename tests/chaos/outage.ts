import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#tests/e2e/support/browser.ts';
import { cleanUpProducts } from '#tests/e2e/support/product.ts';
import buildProduct from '#tests/setup/built-product.ts';
import type { Cluster } from '#tests/setup/postgres.ts';
import { startRedis } from '#tests/setup/redis.ts';
import { BadOption, readOptions } from './options.ts';
import { DATABASE_OUTAGES, databaseAway, type DatabaseOutage } from './outage/database-away.ts';
import { REDIS_OUTAGES, redisAway, type RedisOutage } from './outage/redis-away.ts';
import { placeOn, withCluster } from './support/scratch.ts';

/**
 * The built product and windows of Chromium, in which people write while PostgreSQL is away for `--database` seconds, and
 * then Redis for `--redis` seconds; 0 leaves one out.
 */
export async function outage(args: readonly string[]): Promise<boolean> {
  const { database, redis } = readOptions(args, { database: 60, redis: 30 });
  await buildProduct();
  return withCluster('postgres', async (cluster, folder) => {
    const browser = await launchBrowser();
    try {
      const faults: string[] = [];
      if (cluster && database > 0) faults.push(...(await withoutDatabase(browser, cluster, database)));
      if (cluster && redis > 0) faults.push(...(await withoutRedis(browser, cluster, folder, redis)));
      for (const fault of faults) console.error(fault);
      return faults.length === 0;
    } finally {
      await browser.close();
      await cleanUpProducts();
    }
  });
}

async function withoutDatabase(browser: Browser, cluster: Cluster, seconds: number): Promise<string[]> {
  const all: string[] = [];
  for (const how of Object.keys(DATABASE_OUTAGES) as DatabaseOutage[]) {
    const { url } = await placeOn(cluster, how);
    const report = await databaseAway({ browser, cluster, url, seconds }, how);
    console.log(
      [
        `PostgreSQL ${how} for ${String(seconds)} s: "not saved" ${inSeconds(report.notSavedMs)} after the first key`,
        `${String(report.words)} words written`,
        `all landed ${inSeconds(report.landedMs)} after its return`,
        `server memory +${(report.grownBytes / 2 ** 20).toFixed(0)} MB`,
        `${String(report.faults.length)} faults`,
      ].join(', '),
    );
    all.push(...report.faults);
  }
  return all;
}

async function withoutRedis(browser: Browser, cluster: Cluster, folder: string, seconds: number): Promise<string[]> {
  const all: string[] = [];
  for (const how of Object.keys(REDIS_OUTAGES) as RedisOutage[]) {
    const redis = await startRedis();
    if (!redis) throw new BadOption('There is no redis-server on this machine: install it, or say --redis 0.');
    const { url } = await placeOn(cluster, how);
    const data = join(folder, how);
    const report = await redisAway({ browser, redis, url, folder: data, seconds }, how).finally(() => redis.kill());
    console.log(
      [
        `Redis ${how} for ${String(seconds)} s between two processes: ${String(report.words)} words written`,
        `both windows equal ${inSeconds(report.convergedMs)} after its return`,
        `${String(report.faults.length)} faults`,
      ].join(', '),
    );
    all.push(...report.faults);
  }
  return all;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
