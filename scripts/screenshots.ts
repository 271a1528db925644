// Takes the README's pictures from the built product, and those of docs/pagination.md: npm run build && npm run screenshots
import type { Page } from 'playwright-core';
import { must } from '../shared/lib/assert.ts';
import { launchBrowser, openWindow, signIn } from '../tests/e2e/support/browser.ts';
import { openPlace, panelsOf, untilSaved } from '../tests/e2e/support/pages.ts';
import { cleanUpProducts, startProduct } from '../tests/e2e/support/product.ts';
import { takePrintedPages } from './printed-pages.ts';

/** Frames of the demo that a window of this size shows without scrolling. */
const IN_SIGHT = 6;

await takePrintedPages('docs/images');
const product = await startProduct();
const browser = await launchBrowser();
try {
  const director = await openWindow(browser);
  await signIn(director, product.links.director);
  // The demo's pictures are drawn after the start, one after another.
  await director.page.waitForFunction(
    (frames) => document.querySelectorAll('img[src*="/assets/"]').length >= frames,
    IN_SIGHT,
    { timeout: 60_000 },
  );
  await director.page.screenshot({ path: 'docs/images/workspace.png' });
  await takePanel(director.page, 'The bridge on its one pier', 'd', 'drawing');
  await takePanel(director.page, 'René on the steps', 'v', 'set');
} finally {
  await browser.close();
  await cleanUpProducts();
}

/** A panel's own place, opened by its key from the boards; on paper somebody has marked the way of the eye. */
async function takePanel(page: Page, caption: string, key: 'd' | 'v', name: string): Promise<void> {
  await openPlace(page, 'boards');
  await panelsOf(page)
    .filter({ hasText: caption })
    .first()
    .click({ position: { x: 20, y: 20 } });
  await page.keyboard.press(key);
  const frame = page.locator('canvas').first();
  await frame.waitFor();
  await page.waitForLoadState('networkidle');
  if (key === 'd') {
    await page.keyboard.press('a');
    const box = must(await frame.boundingBox());
    await page.mouse.move(box.x + box.width * 0.12, box.y + box.height * 0.8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.52, box.y + box.height * 0.52, { steps: 20 });
    await page.mouse.up();
    await untilSaved(page);
  }
  await page.screenshot({ path: `docs/images/${name}.png` });
}
