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
  /** From the navigation until the first words of the script are drawn, in milliseconds. */
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
  await page.addInitScript(noteWords);
  await page.goto(address, { waitUntil: 'commit' });
  const words = Number(await (await page.waitForFunction(() => (window as Noted).wordsAt)).jsonValue());
  await untilQuiet(page);
  const scripts = await page.evaluate(scriptsCome);
  await page.close();
  const needed = scripts.filter(({ at }) => at <= words);
  const travelled = needed.reduce((sum, { bytes }) => sum + bytes, 0);
  return { words, script: await packed(needed), all: await packed(scripts), travelled };
}

type Noted = Window & { wordsAt?: number };

/** In the page, from its first moment: notes when the frame that has the first words has been drawn. */
function noteWords(): void {
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('.ProseMirror [data-type]')) return;
    watcher.disconnect();
    // A frame's own callbacks run before it is drawn, a message after.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(window, { wordsAt: performance.now() });
      port2.postMessage(null);
    });
  });
  watcher.observe(document, { childList: true, subtree: true });
}

interface Come {
  readonly url: string;
  /** When it was there, in milliseconds of the page. */
  readonly at: number;
  /** As it travelled, with headers. */
  readonly bytes: number;
}

function scriptsCome(): Come[] {
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return all
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .map(({ name, responseEnd, transferSize }) => ({ url: name, at: responseEnd, bytes: transferSize }));
}

/** When nothing has come for a while: parts of the page are got one after the other, in its idle time. */
async function untilQuiet(page: Page): Promise<void> {
  for (let [before, now] = [-1, 0]; before < now;) {
    before = now;
    await page.waitForTimeout(QUIET_MS);
    now = (await page.evaluate(scriptsCome)).length;
  }
}

/** What these files come to, each compressed by gzip at its usual level. */
async function packed(files: readonly Come[]): Promise<number> {
  const urls = new Set(files.map(({ url }) => url));
  const texts = await Promise.all([...urls].map(async (url) => (await fetch(url)).arrayBuffer()));
  return texts.reduce((sum, text) => sum + gzipSync(Buffer.from(text)).length, 0);
}
