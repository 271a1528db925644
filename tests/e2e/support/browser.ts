import { access } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  for (const executablePath of [process.env['CHROMIUM'], ...CANDIDATES]) {
    if (!executablePath) continue;
    const found = await access(executablePath).then(
      () => true,
      () => false,
    );
    if (found) return chromium.launch({ executablePath, args: FLAGS });
  }
  throw new Error('No Chromium found. Install the package "chromium", or name its path in CHROMIUM.');
}

/** A person at a window of their own, with everything the page complained about. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, page errors and CSP violations so far. */
  readonly complaints: string[];
}

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<Person> {
  const { width = 1440, height = 900, colorScheme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** Signs a person in by a demo link; ends on the demo project. */
export async function signIn(person: Person, link: string): Promise<void> {
  await person.page.goto(link);
  await person.page.waitForURL(/\/projects\/[0-9a-z]{16}/);
}

// A link that the pointer rested on is fetched ahead: the browser remarks when nobody follows it. A page that is left while
// it fetches has its requests cut off.
const BROWSER_REMARKS = [
  /was preloaded using link preload but not used/,
  /^AbortError: signal is aborted without reason/,
  // Without a graphics card the browser remarks how it shows a canvas.
  /GL Driver Message .*GPU stall due to ReadPixels/,
];

/** Nothing may have been written to the console, except what the test itself provoked. */
export function expectQuiet(person: Person, provoked: readonly RegExp[] = []): void {
  const known = [...provoked, ...BROWSER_REMARKS];
  const loud = person.complaints.filter((line) => !known.some((pattern) => pattern.test(line)));
  expect(loud, 'console of the page').toEqual([]);
}
