import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { generatedScript } from './editor-page/script.ts';
import { openProduct, type Opening } from './editor/open-product.ts';

/*
 * Keydown to paint at 60, 3,000 and 9,000 elements, with two others typing close by and their carets and names on the
 * page, and the time to open 3,000 elements, against bare Tiptap on the same document; then the built product on a script
 * of 3,000 elements, opened with nothing in the cache. All in one run.
 */
const PAGE = new URL('editor-page/', import.meta.url).pathname;
const KEYS = 120;
const WARM_UP = 20;
const OPENINGS = 7;
const KB = 1024;

interface PageBench {
  readonly opened: Promise<number>;
  readonly keys: number[];
  startTypists(around: number): () => void;
}

export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-bench-'));
  await buildEditorPage(folder);
  const server = await serve(folder);
  const browser = await launch();
  try {
    const opened = tellOpenings(await openProduct(browser, 3000, OPENINGS));
    const typed = await measure(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return typed && opened;
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

export async function buildEditorPage(outDir: string): Promise<void> {
  await build({
    root: PAGE,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
}

function serve(folder: string): Promise<Server> {
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(join(folder, file)));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function launch(): Promise<Browser> {
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args });
}

async function measure(browser: Browser, url: string): Promise<boolean> {
  const small = await typing(browser, `${url}?mode=pane&elements=60`, 60);
  const large = await typing(browser, `${url}?mode=pane&elements=3000`, 3000);
  const huge = await typing(browser, `${url}?mode=pane&elements=9000`, 9000);
  const plain = await typing(browser, `${url}?mode=plain&elements=3000`, 3000);
  const [open, withNavigator, plainOpen] = await openings(browser, url);

  console.log('keydown to paint, ms            p50    p95   own script of a key p50    p95');
  for (const [label, { keys, script }] of [
    ['script pane, 60 elements', small],
    ['script pane, 3,000 elements', large],
    ['script pane, 9,000 elements', huge],
    ['bare Tiptap, 3,000 elements', plain],
  ] as const) {
    const figures = [quantile(keys, 0.5), quantile(keys, 0.95), quantile(script, 0.5), quantile(script, 0.95)].map(ms);
    console.log(
      `${label.padEnd(28)} ${figures.slice(0, 2).join(' ')}                    ${figures.slice(2).join(' ')}`,
    );
  }
  console.log(
    `open 3,000 elements, ms: script pane${ms(quantile(open, 0.5))}, with navigator${ms(quantile(withNavigator, 0.5))}, bare Tiptap${ms(quantile(plainOpen, 0.5))}`,
  );

  const p95 = ({ keys }: Typed) => quantile(keys, 0.95);
  return tellGoals([
    ['p95 at 3,000 elements ≤ 33 ms', p95(large) <= 33],
    ['p95 at 3,000 ≤ 1.5 × at 60', p95(large) <= 1.5 * p95(small)],
    ['p95 at 9,000 ≤ 3 × at 60', p95(huge) <= 3 * p95(small)],
    ['own script of a key at 3,000: p95 ≤ 8 ms', quantile(large.script, 0.95) <= 8],
    ['open ≤ 1.2 × bare Tiptap', quantile(open, 0.5) <= 1.2 * quantile(plainOpen, 0.5)],
  ]);
}

function tellOpenings(openings: readonly Opening[]): boolean {
  const words = quantile(
    openings.map((opening) => opening.words),
    0.5,
  );
  const script = Math.max(...openings.map((opening) => opening.script)) / KB;
  console.log(
    `product, 3,000 elements, cold: words after${ms(words)} ms, ${script.toFixed(0)} KB of JavaScript by then`,
  );
  return tellGoals([
    ['first words ≤ 1,000 ms', words <= 1000],
    ['JavaScript of the editor ≤ 300 KB, compressed', script <= 300],
  ]);
}

function tellGoals(goals: readonly (readonly [string, boolean])[]): boolean {
  for (const [goal, met] of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${goal}`);
  return goals.every(([, met]) => met);
}

interface Typed {
  /** From the key to the frame that shows it, in milliseconds. */
  readonly keys: readonly number[];
  /** What scripts of the page ran from one key to the next, the others' typing included, in milliseconds. */
  readonly script: readonly number[];
}

/** Types in the middle of the script while two others type a few lines on. */
async function typing(browser: Browser, url: string, elements: number): Promise<Typed> {
  const page = await open(browser, url);
  // A line of the same kind in each, for a cue has a list of names under it.
  const middle = generatedScript(elements, 1).findIndex(({ type }, i) => type === 'action' && i >= elements / 2);
  const line = page.locator('.ProseMirror p').nth(middle);
  await line.scrollIntoViewIfNeeded();
  await line.click();
  await page.evaluate((at) => {
    (window as unknown as { bench: PageBench }).bench.startTypists(at);
  }, middle);
  const scriptTime = await scriptTimeOf(page);
  const script: number[] = [];
  for (let i = 0; i < KEYS + WARM_UP; i++) {
    const before = await scriptTime();
    await page.keyboard.press(i % 9 === 8 ? 'Space' : 'e');
    await page.waitForTimeout(35);
    script.push((await scriptTime()) - before);
  }
  const keys = await page.evaluate(() => (window as unknown as { bench: PageBench }).bench.keys);
  await page.close();
  return { keys: keys.slice(WARM_UP), script: script.slice(WARM_UP) };
}

/** Time that the page's scripts have run for so far, in milliseconds. */
async function scriptTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN) * 1000;
  };
}

/** Taken in turns, so that a busy moment of the machine falls on all three. */
async function openings(browser: Browser, url: string): Promise<[number[], number[], number[]]> {
  const times: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < OPENINGS; i++) {
    for (const [index, mode] of ['script', 'pane', 'plain'].entries()) {
      const page = await open(browser, `${url}?mode=${mode}&elements=3000`);
      times[index]?.push(await page.evaluate(() => (window as unknown as { bench: PageBench }).bench.opened));
      await page.close();
    }
  }
  return times;
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);
  await page.evaluate(() => (window as unknown as { bench: PageBench }).bench.opened);
  return page;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function ms(value: number): string {
  return value.toFixed(1).padStart(6);
}
