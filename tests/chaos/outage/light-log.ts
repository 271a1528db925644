import type { Page } from 'playwright-core';

/** What the save light of a window has shown, one entry at each change, in milliseconds of the page's own clock. */
export interface LightLog {
  /** The first key that was pressed while the log was kept; null before. */
  readonly firstKeyAt: number | null;
  readonly shown: readonly { readonly state: string; readonly at: number }[];
  /** When it was read. */
  readonly readAt: number;
}

/** Begins a log in the page, which looks at each frame that it paints. A reload would forget it. */
export async function keepLightLog(page: Page): Promise<void> {
  // Words, not a function: what the compiler adds to functions is not there in a page.
  await page.evaluate(`{
    const log = (window.lightLog = { firstKeyAt: null, shown: [] });
    addEventListener('keydown', () => { log.firstKeyAt ??= performance.now(); }, { capture: true });
    const look = () => {
      const state = document.querySelector('[data-save]')?.getAttribute('data-save') ?? 'none';
      if (log.shown.at(-1)?.state !== state) log.shown.push({ state, at: performance.now() });
      requestAnimationFrame(look);
    };
    look();
  }`);
}

/** Null when the page is not the one that began it. */
export async function readLightLog(page: Page): Promise<LightLog | null> {
  return page.evaluate('window.lightLog ? { ...window.lightLog, readAt: performance.now() } : null');
}
