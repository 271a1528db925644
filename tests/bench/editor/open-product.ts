import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { writeScript } from '#shared/formats/index.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { openWindow } from '#tests/e2e/support/browser.ts';
import { untilSaved } from '#tests/e2e/support/pages.ts';
import { cleanUpProducts, startProduct } from '#tests/e2e/support/product.ts';
import { fillSignUp } from '#tests/e2e/support/sign-up.ts';
import { generatedScript } from '../editor-page/script.ts';

/** What opening a script page in the built product comes to, with nothing in the browser's cache. */
export interface Opening {
  /** From the navigation until words of the script are to be seen, in milliseconds. */
  readonly words: number;
  /** JavaScript that had come until then: compressed by gzip, in bytes. */
  readonly script: number;
  /** All that came until the page was at rest, with what it gets ahead in idle time; the same measure. */
  readonly all: number;
  /** What had come until words were to be seen as it travelled: as the server compressed it, with headers. */
  readonly travelled: number;
}

const QUIET_MS = 3000;

export async function openProduct(browser: Browser, elements: number, times: number): Promise<Opening[]> {
  await buildProduct();
  try {
    const product = await startProduct();
    const { context, page } = await openWindow(browser);
    const address = await bringIn(page, product.url, elements);
    const openings: Opening[] = [];
    for (let i = 0; i < times; i++) openings.push(await openOnce(context, address));
    await context.close();
    return openings;
  } finally {
    await cleanUpProducts();
  }
}

async function bringIn(page: Page, home: string, elements: number): Promise<string> {
  await page.goto(`${home}/signup`);
  await fillSignUp(page, 'Ana');
  await page
    .getByRole('link', { name: /Ana’s workspace/ })
    .first()
    .click();
  const text = writeScript('fountain', { titlePage: {}, elements: generatedScript(elements, 1) });
  const file = { name: 'long.fountain', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/projects\//);
  await untilSaved(page);
  return `${/^.*\/projects\/[0-9a-z]{16}/.exec(page.url())?.[0] ?? ''}/script`;
}

async function openOnce(context: BrowserContext, address: string): Promise<Opening> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, string>();
  const come: string[] = [];
  let travelled = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.set(requestId, response.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script === undefined) return;
    come.push(script);
    travelled += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('.ProseMirror [data-type]').first().waitFor();
  const [needed, bytes] = [[...come], travelled];
  const words = await page.evaluate(() => performance.now());
  await untilQuiet(page, come);
  await page.close();
  return { words, script: await packed(needed), all: await packed(come), travelled: bytes };
}

/** When nothing has come for a while: parts of the page are got one after the other, in its idle time. */
async function untilQuiet(page: Page, come: readonly string[]): Promise<void> {
  for (let before = -1; before < come.length;) {
    before = come.length;
    await page.waitForTimeout(QUIET_MS);
  }
}

/** What these files come to, each compressed by gzip at its usual level. */
async function packed(files: readonly string[]): Promise<number> {
  const texts = await Promise.all([...new Set(files)].map(async (file) => (await fetch(file)).arrayBuffer()));
  return texts.reduce((sum, text) => sum + gzipSync(Buffer.from(text)).length, 0);
}
