import type { Page } from 'playwright-core';

/** The places and things of a project's window, by what a person or a screen reader calls them. */
export const scriptOf = (page: Page) => page.getByRole('textbox', { name: 'Script' });
export const gridOf = (page: Page) => page.getByRole('grid', { name: 'Storyboard' });
export const panelsOf = (page: Page) => gridOf(page).locator('[data-card]');
export const saveLightOf = (page: Page) => page.locator('[data-save]');

export async function openPlace(page: Page, place: 'script' | 'boards' | 'split' | 'review' | 'history') {
  const base = /^.*\/projects\/[0-9a-z]{16}/.exec(page.url())?.[0];
  if (!base) throw new Error(`${page.url()} is no project.`);
  await page.goto(`${base}/${place}`);
}

/** Everything typed so far is durable. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('[data-save="saved"]').waitFor();
}

/** Puts the caret at the end of the line that holds these words. */
export async function clickLine(page: Page, words: string): Promise<void> {
  await scriptOf(page).getByText(words).first().click();
  await page.keyboard.press('End');
}

/** The script as people read it, line by line, without the names on other people's carets. */
export async function readScript(page: Page): Promise<string[]> {
  return scriptOf(page)
    .locator('[data-type]')
    .evaluateAll((lines) =>
      lines.map((line) => {
        const copy = line.cloneNode(true) as HTMLElement;
        for (const caret of copy.querySelectorAll('.caret, .caret-name')) caret.remove();
        return copy.textContent;
      }),
    );
}
