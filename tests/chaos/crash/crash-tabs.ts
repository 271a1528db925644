import type { Browser, BrowserContext, Page } from 'playwright-core';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { openWindow, signIn } from '#tests/e2e/support/browser.ts';
import { cuttable } from '#tests/e2e/support/cuttable.ts';
import { clickLine, readScript, saveLightOf, scriptOf, untilSaved } from '#tests/e2e/support/pages.ts';
import type { Product } from '#tests/e2e/support/product.ts';

/** What is younger than this when the tab dies may be lost, in milliseconds. */
const YOUNG_MS = 100;
/** Twenty-five keys a second: faster than anybody types. A page that never comes to rest does not hear of its own writes. */
const KEY_MS = 40;

export interface CrashReport {
  /** What did not hold, in words. */
  readonly faults: readonly string[];
  readonly words: number;
  /** Age of the oldest word that was lost, in milliseconds before the tab was killed; 0 when none was. */
  readonly lostMs: number;
}

interface Stage {
  readonly browser: Browser;
  readonly product: Product;
  readonly seed: number;
  readonly rounds: number;
}

/** Kills a tab, at some moment while somebody types in it without a connection, and opens the project again. */
export async function crashTabs({ browser, product, seed, rounds }: Stage): Promise<CrashReport> {
  const rng = seededRng(seed);
  const reports: CrashReport[] = [];
  for (let round = 0; round < rounds; round++) {
    reports.push(await crashOnce(browser, product, rng, `r${String(round)}w`));
  }
  return {
    faults: reports.flatMap(({ faults }) => faults),
    words: reports.reduce((sum, { words }) => sum + words, 0),
    lostMs: Math.max(0, ...reports.map(({ lostMs }) => lostMs)),
  };
}

interface Word {
  readonly word: string;
  /** When the page had taken its last key. */
  readonly at: number;
}

async function crashOnce(browser: Browser, product: Product, rng: Rng, name: string): Promise<CrashReport> {
  const person = await openWindow(browser);
  const line = await cuttable(person);
  await signIn(person, product.links.writer);
  await untilSaved(person.page);
  line.cut();
  await person.page.locator('[data-save="on-device"]').waitFor();
  await clickLine(person.page, 'Grey water, grey sky');
  await person.page.keyboard.press('Enter');
  const typed = await typeWords(person.page, name, 5 + randomInt(rng, 25));
  const killed = performance.now();
  await crash(person.page);

  const again = await reopen(person.context, product, person.page);
  const script = (await readScript(again)).join('\n');
  const lost = typed.filter(({ word }) => !script.includes(word));
  const ages = lost.map(({ at }) => killed - at);
  const faults = lost.filter((_, i) => (ages[i] ?? 0) > YOUNG_MS).map(({ word }) => `${word} was lost`);
  if ((await saveLightOf(again).getAttribute('data-save')) === 'saved') faults.push('"saved" was shown too early');
  line.mend();
  await untilSaved(again);
  await person.context.close();
  const stored = await readElsewhere(browser, product);
  const onDevice = typed.filter((each) => !lost.includes(each));
  faults.push(...onDevice.filter(({ word }) => !stored.includes(word)).map(({ word }) => `${word} did not land`));
  return { faults, words: typed.length, lostMs: Math.max(0, ...ages) };
}

async function typeWords({ keyboard }: Page, name: string, count: number): Promise<Word[]> {
  const typed: Word[] = [];
  for (let i = 0; i < count; i++) {
    const word = `${name}${String(i)}.`;
    await keyboard.type(`${word} `, { delay: KEY_MS });
    typed.push({ word, at: performance.now() });
  }
  return typed;
}

async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // It has no answer: whoever would give it is gone.
  session.send('Page.crash').catch(() => undefined);
  await gone;
}

async function reopen(context: BrowserContext, product: Product, crashed: Page): Promise<Page> {
  const again = await context.newPage();
  await again.goto(product.url + new URL(crashed.url()).pathname);
  await scriptOf(again).getByText('ESTUARY').first().waitFor();
  return again;
}

/** The script as somebody else gets it. */
async function readElsewhere(browser: Browser, product: Product): Promise<string> {
  const reader = await openWindow(browser);
  await signIn(reader, product.links.director);
  await scriptOf(reader.page).getByText('ESTUARY').first().waitFor();
  const script = await readScript(reader.page);
  await reader.context.close();
  return script.join('\n');
}
