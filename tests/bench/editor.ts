import type { Browser, Page } from 'playwright-core';
import { generatedScript } from './editor-page/script.ts';
import { openProduct, type Opening } from './editor/open-product.ts';
import { ms, quantile, tellGoals } from './support/figures.ts';
import { withPage } from './support/with-page.ts';

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

export function bench(): Promise<boolean> {
  return withPage(PAGE, async (browser, url) => {
    const opened = tellOpenings(await openProduct(browser, 3000, OPENINGS));
    const typed = await measure(browser, url);
    return typed && opened;
  });
}

async function measure(browser: Browser, url: string): Promise<boolean> {
  const small = await typing(browser, `${url}?mode=pane&elements=60`, 60);
  const large = await typing(browser, `${url}?mode=pane&elements=3000`, 3000);
  const huge = await typing(browser, `${url}?mode=pane&elements=9000`, 9000);
  const plain = await typing(browser, `${url}?mode=plain&elements=3000`, 3000);
  const [open, withNavigator, plainOpen] = await openings(browser, url);

  console.log(
    'keydown to paint, ms            p50    p95   own script of a key p50    p95   nobody else typing    p95',
  );
  for (const [label, { keys, script, alone }] of [
    ['script pane, 60 elements', small],
    ['script pane, 3,000 elements', large],
    ['script pane, 9,000 elements', huge],
    ['bare Tiptap, 3,000 elements', plain],
  ] as const) {
    const figures = [keys, script, alone].map((of) => `${ms(quantile(of, 0.5))} ${ms(quantile(of, 0.95))}`);
    console.log(`${label.padEnd(28)} ${figures.join('                    ')}`);
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
  const most = (of: 'script' | 'all' | 'travelled') => Math.max(...openings.map((opening) => opening[of])) / KB;
  const script = most('script');
  console.log(
    `product, 3,000 elements, cold: words after${ms(words)} ms (best${ms(Math.min(...openings.map((opening) => opening.words)))})`,
  );
  console.log(
    `JavaScript, KB by gzip: ${script.toFixed(1)} until words can be typed (${most('travelled').toFixed(0)} as it travelled), ${most('all').toFixed(1)} in all`,
  );
  return tellGoals([
    ['first words ≤ 1,000 ms', words <= 1000],
    ['JavaScript until words can be typed ≤ 300 KB, by gzip', script <= 300],
  ]);
}

interface Typed {
  /** From the key to the frame that shows it, in milliseconds. */
  readonly keys: readonly number[];
  /** What scripts of the page ran from one key to the next, the others' typing included, in milliseconds. */
  readonly script: readonly number[];
  /** The same while nobody else types. */
  readonly alone: readonly number[];
}

/** Types in the middle of the script while two others type a few lines on. */
async function typing(browser: Browser, url: string, elements: number): Promise<Typed> {
  const page = await open(browser, url);
  // A line of the same kind in each, for a cue has a list of names under it.
  const middle = generatedScript(elements, 1).findIndex(({ type }, i) => type === 'action' && i >= elements / 2);
  const line = page.locator('.ProseMirror p').nth(middle);
  await line.scrollIntoViewIfNeeded();
  await line.click();
  const typists = await page.evaluateHandle(
    (at) => ({ stop: (window as unknown as { bench: PageBench }).bench.startTypists(at) }),
    middle,
  );
  const script = await press(page, KEYS + WARM_UP);
  const keys = await page.evaluate(() => (window as unknown as { bench: PageBench }).bench.keys);
  await typists.evaluate(({ stop }) => stop());
  const alone = await press(page, KEYS);
  await page.close();
  return { keys: keys.slice(WARM_UP), script: script.slice(WARM_UP), alone };
}

/** Types, and tells what the page's scripts ran for from each key to the next, in milliseconds. */
async function press(page: Page, times: number): Promise<number[]> {
  const scriptTime = await scriptTimeOf(page);
  const script: number[] = [];
  for (let i = 0; i < times; i++) {
    const before = await scriptTime();
    await page.keyboard.press(i % 9 === 8 ? 'Space' : 'e');
    await page.waitForTimeout(35);
    script.push((await scriptTime()) - before);
  }
  return script;
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
