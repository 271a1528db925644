// Takes the README's picture from the built product, and those of docs/pagination.md: npm run build && npm run screenshots
import { launchBrowser, openWindow, signIn } from '../tests/e2e/support/browser.ts';
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
} finally {
  await browser.close();
  await cleanUpProducts();
}
