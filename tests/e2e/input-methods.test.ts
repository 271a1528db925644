import type { CDPSession } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { twoAuthors } from './support/authors.ts';
import type { Person } from './support/browser.ts';
import { linesOf, linesOnScreen, pagesOf } from './support/lines.ts';
import { clickLine, readScript, scriptOf } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;
beforeEach(async () => {
  ({ ana, ben } = authors);
  await authors.open('INT. HALL - DAY\n\nRain on the glass.\n\nA door.\n\nANA\nWords.\n');
});

/** An input method of the system: what it shows while it composes, and what it ends with. */
class InputMethod {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of({ page, context }: Person): Promise<InputMethod> {
    return new InputMethod(await context.newCDPSession(page));
  }

  async compose(text: string): Promise<void> {
    const end = text.length;
    await this.#session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
  }

  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }
}

const lineOf = async (person: Person, index: number) => (await readScript(person.page))[index];

test.each([
  ['Japanese', ['k', 'か', 'かn', 'かんj', 'かんじ', '漢字'], '漢字'],
  ['Chinese', ['n', 'ni', "ni'h", "ni'hao", '你好'], '你好'],
])('%s is composed while somebody else types in the same line', async (_name, steps, word) => {
  const method = await InputMethod.of(ana);
  await clickLine(ana.page, 'Rain on the glass.');
  await clickLine(ben.page, 'Rain on the glass.');
  await ben.page.keyboard.press('Home');
  for (const [index, step] of steps.entries()) {
    await method.compose(step);
    await ben.page.keyboard.type(String(index));
    // Somebody above, too: lines and pages may move under the hands that compose.
    if (index === 1) {
      await ben.page.keyboard.press('ArrowUp');
      await ben.page.keyboard.press('End');
      await ben.page.keyboard.type('S');
      await ben.page.keyboard.press('ArrowDown');
      await ben.page.keyboard.press('Home');
    }
  }
  await method.commit(word);
  await ana.page.keyboard.type('!');
  const digits = (line: string) => line.replace(/\D/g, '').length;
  for (const person of [ana, ben]) {
    await expect.poll(() => lineOf(person, 1)).toMatch(new RegExp(`Rain on the glass\\.${word}!$`));
    await expect.poll(async () => digits((await lineOf(person, 1)) ?? '')).toBe(steps.length);
    await expect.poll(() => lineOf(person, 0)).toBe('INT. HALL - DAYS');
  }
  expect(await readScript(ana.page)).toEqual(await readScript(ben.page));
  await ana.page.keyboard.press('Control+z');
  await expect.poll(() => lineOf(ben, 1)).not.toContain(word);
});

test('what is composed in a name, in capitals, and given up leaves no trace', async () => {
  const method = await InputMethod.of(ana);
  await clickLine(ana.page, 'Words.');
  await ana.page.keyboard.press('Enter');
  await ana.page.keyboard.press('Tab');
  await method.compose('は');
  await method.compose('はな');
  await method.commit('花');
  await expect.poll(() => lineOf(ben, 5)).toBe('花');
  await method.compose('こ');
  await method.compose('');
  await ana.page.keyboard.press('Enter');
  await ana.page.keyboard.type('Yes.');
  await expect.poll(async () => (await readScript(ben.page)).slice(5)).toEqual(['花', 'Yes.']);
  expect(await readScript(ana.page)).toEqual(await readScript(ben.page));
});

test('emoji and combining accents are deleted as they are seen, whole', async () => {
  const { page } = ana;
  await clickLine(page, 'A door.');
  for (const grapheme of ['👩‍👩‍👧', '🇫🇷', 'é', '👍🏽', 'ก็']) {
    await page.keyboard.insertText(grapheme);
    await expect.poll(() => lineOf(ben, 2)).toBe(`A door.${grapheme}`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Delete');
    await expect.poll(() => lineOf(ben, 2)).toBe('A door.');
  }
  for (const grapheme of ['👩‍👩‍👧', '🇫🇷', '👍🏽']) {
    await page.keyboard.insertText(grapheme);
    await expect.poll(() => lineOf(ben, 2)).toBe(`A door.${grapheme}`);
    await page.keyboard.press('Backspace');
    await expect.poll(() => lineOf(ben, 2)).toBe('A door.');
  }
});

test('Hebrew and Arabic read from the right, and lines end where the pages end them', async () => {
  const hebrew = 'הגשם יורד על הזכוכית ואיש אינו פותח את הדלת, גם לא בפעם השנייה שהיא דופקת.';
  const arabic = 'ينزل المطر على الزجاج ولا أحد يفتح الباب حتى عندما تطرق للمرة الثانية بقوة.';
  const fountain = `INT. HALL - DAY\n\n${hebrew}\n\nDANA\n${arabic} (OK)\n\n${hebrew} and English ${arabic}\n`;
  await authors.open(fountain);
  for (const { page } of [ana, ben]) expect(await linesOnScreen(page)).toEqual(linesOf(pagesOf(fountain)));
  const places = await scriptOf(ana.page)
    .locator('[data-type=action]')
    .first()
    .evaluate((line) => {
      const range = document.createRange();
      const text = line.firstChild as Text;
      const box = (from: number) => {
        range.setStart(text, from);
        range.setEnd(text, from + 1);
        return range.getBoundingClientRect();
      };
      const { right } = line.getBoundingClientRect();
      const padding = parseFloat(getComputedStyle(line).paddingRight);
      return { first: box(0).right, second: box(1).right, edge: right - padding };
    });
  expect(places.second).toBeLessThan(places.first);
  expect(Math.abs(places.edge - places.first)).toBeLessThan(6);
  // What is typed at the end goes on to the left.
  const words = hebrew.slice(0, 12);
  await clickLine(ana.page, words);
  await ana.page.keyboard.press('Control+End');
  await ana.page.keyboard.type(' שלום');
  await expect.poll(async () => (await readScript(ben.page)).at(-1)).toMatch(/שלום$/);
});
