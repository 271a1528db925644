import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { expectQuiet, launchBrowser, openWindow, signIn, type Person } from './browser.ts';
import { openPlace, scriptOf } from './pages.ts';
import { cleanUpProducts, startProduct, type Product } from './product.ts';
import { slowLink, type LinkQuality, type SlowLink } from './slow-link.ts';

export interface Writers {
  /** The demo's writer at as many desks as there are windows, new for each test. */
  readonly people: readonly Person[];
  readonly product: Product;
}

interface Options {
  /** What each window is opened with. */
  readonly windows?: readonly Parameters<typeof openWindow>[1][];
  /** A product of its own for each test, not one for the file. */
  readonly eachAnew?: boolean;
  /** A bad line between them and the product. */
  readonly line?: LinkQuality;
}

/** Sets up a browser, the product and writers at the demo's script for the tests of one file. Their consoles stay quiet. */
export function writersAtTheScript({ windows = [{}, {}], eachAnew = false, line }: Options = {}): Writers {
  let browser: Browser | null = null;
  let product: Product | null = null;
  let people: Person[] = [];
  let link: SlowLink | null = null;
  const begin = async () => {
    if (line) link = await slowLink(line);
    product = await startProduct(link?.options);
  };
  const end = async () => {
    await product?.stop();
    await link?.close();
  };

  beforeAll(async () => {
    await Promise.all([launchBrowser().then((launched) => (browser = launched)), eachAnew ? null : begin()]);
  });
  afterAll(async () => {
    await browser?.close();
    if (!eachAnew) await end();
    await cleanUpProducts();
  });
  beforeEach(async () => {
    if (eachAnew) await begin();
    people = await Promise.all(windows.map((window) => openWindow(must(browser), window)));
    for (const person of people) {
      await signIn(person, must(product).links.writer);
      await openPlace(person.page, 'script');
      await scriptOf(person.page).getByText('ESTUARY').first().waitFor();
    }
  });
  afterEach(async () => {
    for (const person of people) expectQuiet(person);
    await Promise.all(people.map(({ context }) => context.close()));
    if (eachAnew) await end();
  });
  return {
    get people() {
      return people;
    },
    get product() {
      return must(product);
    },
  };
}
