import type { Browser } from 'playwright-core';
import { openWindow, signIn, type Person } from '#tests/e2e/support/browser.ts';
import { clickLine, readScript, scriptOf, untilSaved } from '#tests/e2e/support/pages.ts';
import type { DemoRole, Product } from '#tests/e2e/support/product.ts';

/** After so many words a new line begins, as in a script that people write. */
const WORDS_PER_LINE = 12;

/** Someone who writes numbered words, a1. a2. a3., from below one line of the demo on. */
export class Typist {
  readonly person: Person;
  readonly name: string;
  typed = 0;

  constructor(person: Person, name: string) {
    this.person = person;
    this.name = name;
  }

  /** Opens the demo in a window of its own and makes a line to write on; resolves when that is saved. */
  static async sitDown(browser: Browser, link: string, name: string, below: string): Promise<Typist> {
    const person = await openWindow(browser);
    await signIn(person, link);
    await clickLine(person.page, below);
    await person.page.keyboard.press('Enter');
    await untilSaved(person.page);
    return new Typist(person, name);
  }

  async type(): Promise<void> {
    const { keyboard } = this.person.page;
    if (this.typed > 0 && this.typed % WORDS_PER_LINE === 0) await keyboard.press('Enter');
    this.typed += 1;
    await keyboard.type(`${this.name}${String(this.typed)}. `, { delay: 20 });
  }

  /** Resolves when the last word of theirs is to be seen in another window. */
  async isReadAt({ page }: Person): Promise<void> {
    await scriptOf(page)
      .getByText(`${this.name}${String(this.typed)}.`)
      .waitFor();
  }

  /** Their words that are missing from the script, or are not there once and in order; in words. */
  faultsIn(script: readonly string[]): readonly string[] {
    const found = [...script.join(' ').matchAll(new RegExp(`\\b${this.name}\\d+\\.`, 'g'))].map(([word]) => word);
    const typed = Array.from({ length: this.typed }, (_, i) => `${this.name}${String(i + 1)}.`);
    const lost = typed.filter((word) => !found.includes(word));
    if (lost.length > 0) return [`lost: ${lost.join(' ')}`];
    return found.join() === typed.join() ? [] : [`not once and in order: ${found.join(' ')}`];
  }
}

/**
 * Reads the script as the database has it: every window is closed before the server is killed, so that nobody can hand on
 * what it lost. The server that is returned is a new one on the same place.
 */
export async function readStored(
  browser: Browser,
  product: Product,
  role: DemoRole,
  windows: readonly Person[],
): Promise<{ readonly script: readonly string[]; readonly product: Product }> {
  for (const { context } of windows) await context.close();
  await product.kill();
  const again = await product.restart();
  const reader = await openWindow(browser);
  await signIn(reader, again.links[role]);
  await untilSaved(reader.page);
  await scriptOf(reader.page).getByText('ESTUARY').first().waitFor();
  const script = await readScript(reader.page);
  await reader.context.close();
  return { script, product: again };
}
