import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import { expectQuiet, launchBrowser, openWindow, type Person, type WindowOptions } from './browser.ts';
import { openPlace, scriptOf } from './pages.ts';
import { cleanUpProducts, startProduct, type Product } from './product.ts';
import { fillSignUp } from './sign-up.ts';

export interface Authors {
  readonly ana: Person;
  readonly ben: Person;
  readonly product: Product;
  /** A new project of Ana's with this script, open before these people: both, if none are named. */
  readonly open: (text: string, people?: readonly Person[], fileName?: string) => Promise<void>;
}

/**
 * Sets up a browser, the product without its demo, and two writers of one workspace for the tests of a file. Their consoles
 * stay quiet.
 */
export function twoAuthors(
  windows: readonly [WindowOptions, WindowOptions] = [{}, {}],
  env: () => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({}),
): Authors {
  let browser: Browser | null = null;
  let product: Product | null = null;
  let people: readonly Person[] = [];
  const person = (index: number) => must(people[index]);

  async function open(text: string, onlookers = people, name = 'script.fountain'): Promise<void> {
    const { page } = person(0);
    await page.goto(`${must(product).url}/workspaces`);
    const workspace = page.getByRole('link', { name: /Ana’s workspace/ });
    await workspace.first().click();
    const [form, more] = [page.locator('input[type=file]'), page.getByRole('button', { name: 'New project' })];
    await form.or(more).first().waitFor({ state: 'attached' });
    if (await more.isVisible()) await more.click();
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
    await form.setInputFiles(file);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL(/\/projects\//);
    await openPlace(page, 'script');
    const address = page.url();
    await Promise.all(
      onlookers.map(async (onlooker) => {
        if (onlooker.page !== page) await onlooker.page.goto(address);
        await scriptOf(onlooker.page).locator('[data-type]').first().waitFor();
      }),
    );
  }

  beforeAll(async () => {
    [browser, product] = await Promise.all([
      launchBrowser(),
      env().then((more) => startProduct({ env: { DEMO: '0', ...more } })),
    ]);
    const launched = browser;
    people = await Promise.all(windows.map((window) => openWindow(launched, window)));
    const [ana, ben] = [person(0).page, person(1).page];
    await ana.goto(`${product.url}/signup`);
    await fillSignUp(ana, 'Ana');
    await open(writeFountain({ titlePage: {}, elements: [{ type: 'action', text: 'Rain.' }] }), [person(0)]);
    await ben.goto(await inviteWriter(ana));
    const signUp = ben.getByRole('link', { name: /sign up|create/i });
    await signUp.first().click();
    await fillSignUp(ben, 'Ben');
    await ben.getByRole('button', { name: /^Join/ }).click();
    await ben.waitForURL(/\/workspaces\//);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await cleanUpProducts();
  });
  afterEach(() => people.forEach((each) => expectQuiet(each)));
  return {
    get ana() {
      return person(0);
    },
    get ben() {
      return person(1);
    },
    get product() {
      return must(product);
    },
    open,
  };
}

async function inviteWriter(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('Role').selectOption('writer');
  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByLabel('Invitation for one writer').inputValue();
}
