import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import type { Person } from './support/browser.ts';
import { clickLine, paste, readScript, scriptOf } from './support/pages.ts';
import { writersAtTheScript } from './support/writers.ts';

const writers = writersAtTheScript({ windows: [{}] });
let ana: Person;
beforeEach(() => {
  [ana] = writers.people as [Person];
});

const copy = (page: Page) =>
  scriptOf(page).evaluate((script) => {
    const clipboardData = new DataTransfer();
    script.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') };
  });

const typesAfter = async ({ page }: Person, words: string, count: number) =>
  scriptOf(page)
    .locator('[data-type]')
    .evaluateAll(
      (lines, [after, most]) => {
        const at = lines.findIndex((line) => line.textContent.includes(after));
        return lines
          .slice(at + 1, at + 1 + most)
          .map((line) => `${line.getAttribute('data-type') ?? ''}: ${line.innerHTML}`);
      },
      [words, count] as const,
    );

test('a text processor’s paragraphs become a scene, with what is bold in them', async () => {
  await clickLine(ana.page, 'She ends the call');
  const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal"><p><span>INT. HARBOUR - NIGHT</span></p><br>
    <p><span>Rope. </span><span style="font-weight:700">Water.</span></p><p>&nbsp;</p><p>NADIA</p><p>(low)</p><p>It is good soup.</p></b>`;
  await paste(ana.page, { 'text/html': html, 'text/plain': 'not this' });
  await expect
    .poll(() => typesAfter(ana, 'She ends the call', 5))
    .toEqual([
      'scene_heading: INT. HARBOUR - NIGHT',
      'action: Rope. <strong>Water.</strong>',
      'character: NADIA',
      'parenthetical: (low)',
      'dialogue: It is good soup.',
    ]);
});

test('what is copied is Fountain for others, and for a script the same elements with ids of their own', async () => {
  const { page } = ana;
  await clickLine(page, 'INT. HARBOUR');
  await page.keyboard.press('Home');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
  // Until the formats have come, what is copied is bare words.
  await expect
    .poll(async () => (await copy(page)).text)
    .toMatch(/^INT\. HARBOUR - NIGHT\n\nRope\. \*\*Water\.\*\*\n\nNADIA\n\(low\)/);
  const copied = await copy(page);
  await clickLine(page, 'cup of tea on it');
  await paste(page, { 'text/plain': copied.text, 'text/html': copied.html });
  const lines = await readScript(page);
  expect(lines.filter((line) => line === 'INT. HARBOUR - NIGHT').length).toBe(2);
  const ids = await scriptOf(page)
    .locator('[data-id]')
    .evaluateAll((all) => all.map((line) => line.getAttribute('data-id')));
  await expect.poll(() => new Set(ids).size).toBe(ids.length);
});
