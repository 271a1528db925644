import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { findProgram } from '#tests/setup/find-program.ts';
import { freePort } from '#tests/setup/free-port.ts';
import { startNginx, type TestNginx } from '#tests/setup/nginx.ts';
import { startCluster } from '#tests/setup/postgres.ts';
import { startRedis } from '#tests/setup/redis.ts';
import { expectQuiet, launchBrowser, openWindow, signIn, type Person } from './support/browser.ts';
import { clickLine, openPlace, scriptOf, untilSaved } from './support/pages.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

/* What docs/deploy.md tells people to write, taken from there. */

const folder = await mkdtemp(join(tmpdir(), 'beatboard-proxy-'));
const postgres = await startCluster(folder, { fsync: false });
const redis = await startRedis();
const nginx = await findProgram('nginx');
const isThere = postgres !== null && redis !== null && nginx !== null;
if (!isThere) test.skip('needs PostgreSQL, Redis and nginx: install all three', () => undefined);

/** The indented block of the page that begins with this line. */
function block(page: string, begin: string): string {
  const from = page.indexOf(`    ${begin}`);
  const lines = page.slice(from).split('\n');
  const end = lines.findIndex((line) => line !== '' && !line.startsWith('    '));
  return lines.slice(0, end).join('\n');
}

async function directives(port: number, products: readonly [number, number]): Promise<string> {
  const page = await readFile('docs/deploy.md', 'utf8');
  const alone = block(page, 'location / {');
  const several = block(page, 'upstream beatboard {');
  const lines = must(/proxy_http_version[^}]*/.exec(alone)?.[0], 'the lines of one process');
  const location = several.slice(several.indexOf('    location / {')).replace('# and the lines from above', lines);
  const upstream = several
    .slice(0, several.indexOf('    location / {'))
    .replace('127.0.0.1:3001', `127.0.0.1:${String(products[0])}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${String(products[1])}`);
  return `${upstream}\nserver { listen ${String(port)};\n${location}\n}`;
}

describe.skipIf(!isThere)('two processes behind nginx', () => {
  let browser: Browser;
  let proxy: TestNginx | null = null;
  let home: string;
  let products: [Product, Product];

  beforeAll(async () => {
    const [port, one, two] = [await freePort(), await freePort(), await freePort()];
    home = `http://localhost:${String(port)}`;
    const env = { DATABASE_URL: postgres?.url ?? '', REDIS_URL: redis?.url ?? '', PUBLIC_URL: home, DEMO: '1' };
    const start = (at: number) => startProduct({ env, port: at, folder: join(folder, 'data') });
    products = [await start(one), await start(two)];
    [browser, proxy] = [
      await launchBrowser(),
      await startNginx(join(folder, 'nginx'), await directives(port, [one, two])),
    ];
  });
  afterAll(async () => {
    await browser.close();
    await proxy?.stop();
    await cleanUpProducts();
    await Promise.all([postgres?.stop(), redis?.kill()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** A link of the demo is good at the process that printed it; the cookie is everywhere. */
  async function atTheScript(role: 'writer' | 'director'): Promise<Person> {
    const person = await openWindow(browser);
    await signIn(person, products[0].links[role].replace(home, products[0].url));
    await person.page.goto(person.page.url().replace(products[0].url, home));
    await openPlace(person.page, 'script');
    await scriptOf(person.page).getByText('ESTUARY').first().waitFor();
    return person;
  }

  test('a writer and a director work through it, and one process after the other is put in anew under them', async () => {
    const [writer, director] = [await atTheScript('writer'), await atTheScript('director')];
    await director.page.getByRole('list', { name: 'Who is here' }).getByRole('listitem').nth(1).waitFor();
    await clickLine(writer.page, 'ESTUARY');
    await writer.page.keyboard.press('Enter');
    const type = async (words: string) => {
      await writer.page.keyboard.type(words);
      await untilSaved(writer.page);
      await scriptOf(director.page).getByText(words.trim()).waitFor();
    };
    await type('Through the proxy.');
    expect(await products[0].stop()).toBe(0);
    await type(' Without the first.');
    products[0] = await products[0].restart();
    expect(await products[1].stop()).toBe(0);
    await type(' Without the second.');
    await director.page.reload();
    await scriptOf(director.page).getByText('Through the proxy. Without the first. Without the second.').waitFor();
    for (const person of [writer, director]) {
      expectQuiet(person, [/WebSocket connection to/, /Failed to load resource/]);
      await person.context.close();
    }
  }, 180_000);
});
