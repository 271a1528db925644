import { beforeEach, expect, test } from 'vitest';
import { twoAuthors } from './support/authors.ts';
import { seriousFindings } from './support/axe.ts';
import type { Person } from './support/browser.ts';
import { clickLine, readScript, runCommand, scriptOf } from './support/pages.ts';

const authors = twoAuthors();
let ana: Person;
let ben: Person;

const SCRIPT = `INT. KRZYWICE HARBOUR - DAY

Ana’s boat leaves Krzywice. The colour of the watter is dark. GRBL, says the engine.

ANA
I recieve nothin’, Zoë. It is teh end.

ZOË
(softly)
Wwait.
`;

beforeEach(async () => {
  ({ ana, ben } = authors);
  await authors.open(SCRIPT);
});

/** The words that are marked, in the order of the script. */
const marked = ({ page }: Person) =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('script-misspelt') ?? [])] as Range[];
    return ranges.map((range) => {
      const words = range.cloneContents();
      for (const caret of words.querySelectorAll('.caret')) caret.remove();
      return words.textContent;
    });
  });

async function choose({ page }: Person, language: 'American English' | 'British English' | 'as the browser does') {
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitemradio', { name: `Spelling: ${language}` }).click();
}

/** Presses the other button of the mouse on a word. */
async function askAbout({ page }: Person, word: string) {
  const box = await scriptOf(page).evaluate((script, wanted) => {
    const walker = document.createTreeWalker(script, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  }, word);
  if (!box) throw new Error(`"${word}" is not in the script.`);
  await page.mouse.click(box.x, box.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: `Spelling of ${word}` });
  await menu.waitFor();
  return menu;
}

test('misspelt words are marked for the one who wants it, in the language chosen; names are known', async () => {
  const fetched: string[] = [];
  ana.page.on('request', (request) => fetched.push(request.url()));
  const spellcheck = () => scriptOf(ana.page).getAttribute('spellcheck');
  expect(await spellcheck()).toBe('true');
  expect(fetched.filter((url) => /worker|index-/.test(url) && /spell/.test(url))).toEqual([]);
  await choose(ana, 'American English');
  await expect.poll(() => marked(ana)).toEqual(['colour', 'watter', 'recieve', 'teh', 'Wwait']);
  expect(await spellcheck()).toBe('false');
  expect(await marked(ben)).toEqual([]);

  await choose(ana, 'British English');
  await expect.poll(() => marked(ana)).toEqual(['watter', 'recieve', 'teh', 'Wwait']);
  await ana.page.reload();
  await scriptOf(ana.page).getByText('recieve').waitFor();
  await expect.poll(() => marked(ana), { timeout: 20_000 }).toEqual(['watter', 'recieve', 'teh', 'Wwait']);

  // What somebody else writes is checked, too, and what one is writing oneself only when it is written.
  await clickLine(ben.page, 'the watter');
  await ben.page.keyboard.type(' Raining sidewayss.');
  await expect.poll(() => marked(ana)).toEqual(['watter', 'sidewayss', 'recieve', 'teh', 'Wwait']);
  await clickLine(ana.page, 'Wwait');
  await ana.page.keyboard.type(' Plese');
  await expect.poll(() => marked(ana)).toEqual(['watter', 'sidewayss', 'recieve', 'teh', 'Wwait']);
  await ana.page.keyboard.type(' go.');
  await expect.poll(() => marked(ana)).toEqual(['watter', 'sidewayss', 'recieve', 'teh', 'Wwait', 'Plese']);

  await choose(ana, 'as the browser does');
  await expect.poll(() => marked(ana)).toEqual([]);
  expect(await spellcheck()).toBe('true');
});

test('what was meant is offered by pointer and by key, and one undo brings the word back', async () => {
  await choose(ana, 'American English');
  await expect.poll(() => marked(ana)).toContain('recieve');
  const menu = await askAbout(ana, 'recieve');
  expect(await seriousFindings(ana.page)).toEqual([]);
  await menu.getByRole('menuitem', { name: /^receive/ }).click();
  await expect.poll(async () => (await readScript(ben.page)).join()).toContain('I receive nothin’');
  await expect.poll(() => marked(ana)).not.toContain('recieve');
  await ana.page.keyboard.press('Control+z');
  await expect.poll(async () => (await readScript(ben.page)).join()).toContain('I recieve nothin’');

  // By the key, from the place of the caret on.
  const { page } = ana;
  await clickLine(page, 'INT. KRZYWICE');
  await page.keyboard.press('Control+;');
  await page.getByRole('menu', { name: 'Spelling of colour' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+;');
  await page.getByRole('menu', { name: 'Spelling of watter' }).waitFor();
  const first = page.getByRole('menuitem').first();
  const word = ((await first.textContent()) ?? '').replace(/\d$/, '');
  await page.keyboard.press('1');
  await expect.poll(async () => (await readScript(ben.page)).join()).toContain(`of the ${word} is`);
});

test('a word of the film is known to everybody who writes it, until it is undone or taken out', async () => {
  for (const person of [ana, ben]) {
    await choose(person, 'American English');
    await expect.poll(() => marked(person)).toContain('Wwait');
  }
  const menu = await askAbout(ana, 'Wwait');
  await menu.getByRole('menuitem', { name: 'Add “Wwait” to the film’s dictionary' }).click();
  for (const person of [ana, ben]) await expect.poll(() => marked(person)).not.toContain('Wwait');
  await ana.page.keyboard.press('Control+z');
  for (const person of [ana, ben]) await expect.poll(() => marked(person)).toContain('Wwait');
  await ana.page.keyboard.press('Control+Shift+z');
  for (const person of [ana, ben]) await expect.poll(() => marked(person)).not.toContain('Wwait');

  await runCommand(ben.page, 'film’s dictionary');
  const dialog = ben.page.getByRole('dialog', { name: 'The film’s dictionary' });
  expect(await seriousFindings(ben.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take out Wwait' }).click();
  await dialog.getByText('No word has been added yet.').waitFor();
  for (const person of [ana, ben]) await expect.poll(() => marked(person)).toContain('Wwait');
  await ben.page.keyboard.press('Escape');

  // For now, and for oneself alone.
  const again = await askAbout(ana, 'Wwait');
  await again.getByRole('menuitem', { name: 'Let it pass for now' }).click();
  await expect.poll(() => marked(ana)).not.toContain('Wwait');
  await expect.poll(() => marked(ben)).toContain('Wwait');
});
