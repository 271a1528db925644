import { beforeEach, expect, test } from 'vitest';
import { twoAuthors } from './support/authors.ts';
import type { Person } from './support/browser.ts';
import { clickLine, scriptOf } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;
beforeEach(async () => {
  ({ ana, ben } = authors);
  await authors.open('INT. HALL - DAY\n\nANA\nWords.\n\nRain.\n');
});

/** The lines behind the one that says "Rain.", with their types. */
const behind = ({ page }: Person) =>
  scriptOf(page)
    .locator('[data-type]')
    .evaluateAll((lines) =>
      lines.slice(4).map((line) => {
        const copy = line.cloneNode(true) as HTMLElement;
        for (const caret of copy.querySelectorAll('.caret')) caret.remove();
        return `${line.getAttribute('data-type') ?? ''}: ${copy.textContent}`;
      }),
    );

/** What is typed, what becomes of it by itself for both, and what one undo makes of that. */
test.each([
  ['a name', 'BEN\n', ['character: BEN', 'dialogue: '], ['action: BEN', 'action: ']],
  ['who goes on', 'ANA\n', ["character: ANA (CONT'D)", 'dialogue: '], ['action: ANA', 'action: ']],
  ['a transition', 'cut to:\n', ['transition: cut to:', 'scene_heading: '], ['action: cut to:', 'action: ']],
  ['a heading', 'int. ', ['scene_heading: int. '], ['action: int. ']],
  ['a parenthetical', 'BEN\n(', ['character: BEN', 'parenthetical: ()'], ['character: BEN', 'dialogue: (']],
])('%s comes by itself, and goes with one undo', async (_name, typed, becomes, undone) => {
  const { page } = ana;
  await clickLine(page, 'Rain.');
  await page.keyboard.press('Enter');
  await page.keyboard.type(typed);
  for (const person of [ana, ben]) await expect.poll(() => behind(person)).toEqual(becomes);
  await page.keyboard.press('Control+z');
  for (const person of [ana, ben]) await expect.poll(() => behind(person)).toEqual(undone);
  // And what is typed goes on from there.
  await page.keyboard.type('x');
  await expect.poll(async () => (await behind(ben)).at(-1)).toMatch(/x$/);
});

test('whoever wants no (CONT’D) gets none', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitemcheckbox', { name: "(CONT'D) by itself" }).click();
  await clickLine(page, 'Rain.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ANA\n');
  await expect.poll(() => behind(ben)).toEqual(['character: ANA', 'dialogue: ']);
});
