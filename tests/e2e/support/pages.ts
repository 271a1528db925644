import type { Locator, Page } from 'playwright-core';

/** The places and things of a project's window, by what a person or a screen reader calls them. */
export const scriptOf = (page: Page) => page.getByRole('textbox', { name: 'Script' });
export const gridOf = (page: Page) => page.getByRole('grid', { name: 'Storyboard' });
export const panelsOf = (page: Page) => gridOf(page).locator('[data-card]');
export const saveLightOf = (page: Page) => page.locator('[data-save]');

export async function openPlace(page: Page, place: 'script' | 'boards' | 'split' | 'review' | 'history' | 'cast') {
  const base = /^.*\/projects\/[0-9a-z]{16}/.exec(page.url())?.[0];
  if (!base) throw new Error(`${page.url()} is no project.`);
  await page.goto(`${base}/${place}`);
}

/** Everything typed so far is durable. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('[data-save="saved"]').waitFor();
}

/** Saved, and in no need of the server any more: the code that the window may want later is here, too. */
export async function untilWhole(page: Page): Promise<void> {
  await untilSaved(page);
  await page.waitForLoadState('networkidle');
}

/** Chooses the first command that these words find. Waits for the palette: its code may still be on its way. */
export async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Find a command').fill(words);
  await page.keyboard.press('Enter');
}

/** The navigator's row of a scene or section. */
export const rowOf = (page: Page, heading: string) =>
  page.getByRole('navigation', { name: 'Scenes' }).getByRole('button').filter({ hasText: heading }).first();

/** Puts the caret at the end of the line that holds these words. */
export async function clickLine(page: Page, words: string): Promise<void> {
  await clickEnd(scriptOf(page).locator('[data-type]').filter({ hasText: words }).first());
}

/**
 * Puts the caret at the end of a line. The pointer goes behind its last row, for the key End would lead to the end of
 * whichever row was clicked, in the middle of a line that wraps.
 */
export async function clickEnd(line: Locator): Promise<void> {
  await line.scrollIntoViewIfNeeded();
  const box = await line.boundingBox();
  if (!box) throw new Error(`${String(line)} is not to be seen.`);
  await line.click({ position: { x: box.width - 2, y: box.height - 2 } });
  await line.page().keyboard.press('End');
}

/** Pastes at the caret what another program would have put on the clipboard, by its types. */
export async function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await scriptOf(page).evaluate((script, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    script.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
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
