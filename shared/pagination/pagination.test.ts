import { describe, expect, test } from 'vitest';
import type { ElementType } from '#shared/screenplay/index.ts';
import { A4, layoutOf, linesPerPage, paginate, repaginate, US_LETTER } from './index.ts';
import { brokenRules } from './page-rules.contract.ts';
import { lines, read, script, type Row } from './read-pages.contract.ts';

describe('geometry', () => {
  test('US Letter holds 54 lines and A4 58', () => {
    expect([linesPerPage(US_LETTER), linesPerPage(A4)]).toEqual([54, 58]);
    for (const [settings, count] of [
      [US_LETTER, 54],
      [A4, 58],
    ] as const) {
      expect(
        paginate(script(...Array.from({ length: count }, (): Row => ['general', 'x'])), settings).pages.length,
      ).toBe(1);
      expect(
        paginate(script(...Array.from({ length: count + 1 }, (): Row => ['general', 'x'])), settings).pages.length,
      ).toBe(2);
    }
  });

  test.each([
    ['action', 60, 60],
    ['scene_heading', 60, 60],
    ['dialogue', 35, 37],
    ['parenthetical', 26, 21],
    ['transition', 16, 15],
  ] as const)('%s holds %i characters on Letter and %i on A4', (type, letter, a4) => {
    for (const [settings, count] of [
      [US_LETTER, letter],
      [A4, a4],
    ] as const) {
      const rows = (length: number) => paginate(script([type, 'x'.repeat(length)]), settings).pages[0]?.lines.length;
      expect([rows(count), rows(count + 1)]).toEqual([1, 2]);
    }
  });

  test('where lines stand: indents, a parenthetical that hangs by one, a transition set right, a centred line', () => {
    const { pages } = paginate(
      script(
        ['scene_heading', 'INT. BAR'],
        ['character', 'BOB'],
        ['parenthetical', `(${'long '.repeat(8)})`],
        ['dialogue', 'Yes.'],
        ['transition', 'CUT TO:'],
        ['centered', 'THE END'],
      ),
    );
    expect(pages[0]?.lines.map(({ row, left }) => [row, Number(left.toFixed(2))])).toEqual([
      [0, 1.5],
      [2, 3.5],
      [3, 2.9],
      [4, 3],
      [5, 2.5],
      [7, 6.4],
      [9, 4.15],
    ]);
  });

  test('blank lines before: heading and shot 2, action, cue and transition 1, none inside a speech or before general', () => {
    const rows = paginate(
      script(
        ['action', 'a'],
        ['scene_heading', 'b'],
        ['action', 'c'],
        ['shot', 'd'],
        ['action', 'e'],
        ['character', 'f'],
        ['parenthetical', '(g)'],
        ['dialogue', 'h'],
        ['general', 'i'],
        ['transition', 'j'],
      ),
    ).pages[0]?.lines.map(({ row }) => row);
    expect(rows).toEqual([0, 3, 5, 8, 10, 12, 13, 14, 15, 17]);
  });

  test('sections, synopses, notes and what is inside note marks are never printed', () => {
    const pages = read(
      script(
        ['section', 'One'],
        ['synopsis', 'How'],
        ['note', 'why'],
        ['action', 'He [[who?]] runs.'],
        ['action', '[[all note]]'],
        ['action', 'On.'],
      ),
    );
    expect(pages).toEqual([['0 He  runs.', '2 On.']]);
  });

  test('a paragraph without text is a blank line', () => {
    expect(read(script(['action', 'a'], ['action', ''], ['action', 'b']))).toEqual([['0 a', '2 ', '4 b']]);
  });

  test('a page break begins a page, and two of them leave none empty', () => {
    expect(
      read(
        script(
          ['page_break', ''],
          ['action', 'a'],
          ['page_break', ''],
          ['page_break', ''],
          ['action', 'b'],
          ['page_break', ''],
        ),
      ),
    ).toEqual([['0 a'], ['0 b']]);
  });

  test('an empty script has no pages', () => {
    expect(paginate([]).pages).toEqual([]);
    expect(paginate(script(['note', 'only this'])).pages).toEqual([]);
  });
});

describe('laying out again', () => {
  const long = Array.from({ length: 400 }, (_, i): Row =>
    i % 9 === 0 ? ['scene_heading', `INT. ${i}`] : lines((i % 5) + 1),
  );

  test('pages before an edit and pages after it stay the same objects', () => {
    const elements = script(...long);
    const before = paginate(elements);
    const edited = elements.map((element, i) => (i === 200 ? { ...element, text: `${element.text}.` } : element));
    const after = repaginate(before, edited);
    expect(after).toEqual(paginate(edited));
    const changed = after.pages.filter((page) => !before.pages.includes(page)).length;
    expect(changed).toBeLessThanOrEqual(2);
    expect(after.pages.length).toBeGreaterThan(20);
  });

  test('a script that says the same keeps its pages', () => {
    const before = paginate(script(...long));
    expect(repaginate(before, script(...long)).pages).toBe(before.pages);
  });

  test('from nothing to something and back', () => {
    const none = paginate([]);
    const some = repaginate(none, script(['action', 'x']));
    expect(some).toEqual(paginate(script(['action', 'x'])));
    expect(repaginate(some, [])).toEqual(none);
    expect(brokenRules(some)).toEqual([]);
  });
});

describe('what no script has', () => {
  test.each([
    ['one word', 'x'.repeat(20_000_000), 6173],
    ['words', 'word '.repeat(2_000_000), 3087],
    ['ideographs', '海'.repeat(3_000_000), 1852],
    ['a word with notes in it', 'x[[a]]'.repeat(1_000_000), 309],
  ])('an action of megabytes: %s', { timeout: 60_000 }, (_, text, pages) => {
    expect(paginate(script(['action', text])).pages).toHaveLength(pages);
  });

  test.each(['hologram', 'constructor', '__proto__', ''])('a type that is none, “%s”, stands as action', (type) => {
    const elements = script([type as ElementType, 'It flickers.', { style: 'toString' }], ['action', 'x']);
    expect(layoutOf(US_LETTER, elements[0]!)).toBe(US_LETTER.elements.action);
    expect(read(elements)).toEqual([['0 It flickers.', '2 x']]);
  });

  test('a speech of a hundred thousand paragraphs', { timeout: 60_000 }, () => {
    const speech = script(...Array.from({ length: 100_000 }, (): Row => ['dialogue', 'Yes.']));
    const pagination = paginate(speech);
    expect(pagination.pages.length).toBeGreaterThanOrEqual(Math.ceil(100_000 / 54));
    const shown = pagination.pages.flatMap((page) => page.lines.filter(({ role }) => role === 'text'));
    expect(shown.map(({ element }) => element)).toEqual(speech.map(({ id }) => id));
  });
});
