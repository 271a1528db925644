import { describe, expect, test } from 'vitest';
import type { ElementType, ScriptElement, ScriptParagraph } from '#shared/screenplay/index.ts';
import { A4, layoutOf, linesPerPage, paginate, printedLine, repaginate, sceneLengths, US_LETTER } from './index.ts';
import {
  secondsByCharacters,
  secondsByElements,
  secondsByPages,
  settingsFromLayout,
  type PageSettings,
} from './index.ts';
import { brokenRules } from './page-rules.contract.ts';
import { scriptOf } from './script.contract.ts';

type Row = readonly [ElementType, string] | readonly [ElementType, string, Partial<ScriptParagraph>];

const script = (...rows: readonly Row[]): ScriptElement[] =>
  scriptOf(rows.map(([type, text, more]) => ({ type, text, ...more })));
/** An action of so many lines: each word fills one. */
const lines = (count: number, word = 'x'): Row => [
  'action',
  Array.from({ length: count }, () => word.repeat(60)).join(' '),
];
const said = (count: number, end = ''): Row => [
  'dialogue',
  Array.from({ length: count }, (_, i) => 'w'.repeat(35 - end.length) + (i === count - 1 ? '' : end)).join(' '),
];
/** A script's pages as people read them: `row text`, added words in angle brackets. */
function read(elements: readonly ScriptElement[], settings: PageSettings = US_LETTER): string[][] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const pagination = paginate(elements, settings);
  return pagination.pages.map(({ lines: all }) =>
    all.map((line) => {
      const element = byId.get(line.element)!;
      const { text } = printedLine(line, element, layoutOf(settings, element));
      return `${line.row} ${line.role === 'text' ? text : `<${text}>`}`;
    }),
  );
}
const short = (row: string | undefined) => row?.replace(/(.)\1{5,}/g, '$1…');
const lastOf = (pages: string[][], page: number) => short(pages[page - 1]?.at(-1));
const firstOf = (pages: string[][], page: number) => short(pages[page - 1]?.[0]);

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

describe('page-break rules', () => {
  test('1: a scene heading is never last on a page: it carries at least 2 lines of what follows', () => {
    // 54 lines: the heading would stand on the 53rd or earlier.
    const after = (rows: number, ...next: Row[]) => read(script(lines(rows), ['scene_heading', 'INT. BAR'], ...next));
    expect(lastOf(after(51, ['action', 'One line.']), 1)).toBe('50 x…');
    expect(lastOf(after(49, ['action', 'One line.']), 1)).toBe('53 One line.');
    expect(lastOf(after(49, lines(2, 'y')), 1)).toBe('48 x…');
    expect(lastOf(after(48, lines(2, 'y')), 1)).toBe('53 y…');
    expect(lastOf(after(48, lines(4, 'y')), 1)).toBe('53 y…');
  });

  test('1: a heading followed by a cue moves with the cue and its first 2 lines of speech', () => {
    const pages = (rows: number) =>
      read(script(lines(rows), ['scene_heading', 'INT. BAR'], ['character', 'BOB'], said(6)));
    expect(lastOf(pages(47), 1)).toBe('46 x…');
    expect(lastOf(pages(46), 1)).toBe('53 <(MORE)>');
  });

  test('1: a shot breaks as a heading', () => {
    expect(lastOf(read(script(lines(51), ['shot', 'ON BOB'], ['action', 'He is.'])), 1)).toBe('50 x…');
  });

  test('2: a transition is never first on a page: it takes the block before it along', () => {
    const pages = read(script(lines(50), ['action', 'He goes.'], ['action', 'Far.'], ['transition', 'CUT TO:']));
    expect(pages[1]).toEqual(['0 Far.', '2 CUT TO:']);
  });

  test('2: of a longer block before a transition two lines go along', () => {
    const pages = read(script(lines(40), lines(13, 'y'), ['transition', 'CUT TO:']));
    expect(pages[1]?.map(short)).toEqual(['0 y…', '1 y…', '3 CUT TO:']);
  });

  test('3: a cue is never last; cue, parenthetical and at least 2 lines of speech stay together', () => {
    const pages = (rows: number) =>
      read(script(lines(rows), ['character', 'BOB'], ['parenthetical', '(low)'], said(6)));
    expect(firstOf(pages(49), 2)).toBe('0 BOB');
    expect(pages(48)[0]?.slice(-5).map(short)).toEqual(['49 BOB', '50 (low)', '51 w…', '52 w…', '53 <(MORE)>']);
  });

  test('4: dialogue splits only when at least 2 lines stay and at least 2 go over, with one line kept for (MORE)', () => {
    const pages = (count: number) => read(script(lines(49), ['character', 'BOB'], said(count)));
    expect(lastOf(pages(3), 1)).toBe('53 w…');
    // Of four lines two fit above (MORE), and two go over.
    expect(pages(4)[0]?.slice(-4).map(short)).toEqual(['50 BOB', '51 w…', '52 w…', '53 <(MORE)>']);
    expect(pages(4)[1]?.map(short)).toEqual(["0 <BOB (CONT'D)>", '1 w…', '2 w…']);
    const three = read(script(lines(50), ['character', 'BOB'], said(3)));
    expect(firstOf(three, 2)).toBe('0 BOB');
  });

  test('4: it splits at a sentence end where there is one', () => {
    const speech: Row = [
      'dialogue',
      `${'w'.repeat(30)} ${'w'.repeat(30)} end. Next ${'v'.repeat(30)} ${'v'.repeat(30)} ${'v'.repeat(30)}`,
    ];
    const pages = read(script(lines(48), ['character', 'BOB'], speech));
    expect(pages[0]?.slice(-3).map(short)).toEqual(['50 w…', '51 w… end.', '52 <(MORE)>']);
    expect(pages[1]?.map(short)).toEqual(["0 <BOB (CONT'D)>", '1 Next v…', '2 v…', '3 v…']);
  });

  test('4: no page ends on a parenthetical: (MORE) goes before it and the cue is repeated', () => {
    const pages = read(script(lines(48), ['character', 'BOB'], said(2), ['parenthetical', '(low)'], said(3)));
    expect(lastOf(pages, 1)).toBe('52 <(MORE)>');
    expect(pages[1]?.slice(0, 2)).toEqual(["0 <BOB (CONT'D)>", '1 (low)']);
  });

  test("5: the next page repeats the cue + (CONT'D), not doubled where it is already there", () => {
    const top = (cue: string) => firstOf(read(script(lines(49), ['character', cue], said(6))), 2);
    expect(top('BOB')).toBe("0 <BOB (CONT'D)>");
    expect(top('Bob (V.O.)')).toBe("0 <Bob (V.O.) (CONT'D)>");
    expect(top("BOB (CONT'D)")).toBe("0 <BOB (CONT'D)>");
    expect(top('BOB (cont’d)')).toBe('0 <BOB (cont’d)>');
  });

  test("5: the automatic (CONT'D) of a character who speaks again after action is a separate switch", () => {
    const rows: Row[] = [
      ['character', 'BOB'],
      ['dialogue', 'a'],
      ['action', 'b'],
      ['character', 'BOB'],
      ['dialogue', 'c'],
      ['scene_heading', 'INT. D'],
      ['character', 'BOB'],
      ['dialogue', 'e'],
      ['character', 'EVE'],
      ['dialogue', 'f'],
    ];
    const cues = (automaticContd: boolean) =>
      read(script(...rows), { ...US_LETTER, continuations: { ...US_LETTER.continuations, automaticContd } })[0]?.filter(
        (row) => /BOB|EVE/.test(row),
      );
    expect(cues(false)).toEqual(['0 BOB', '5 BOB', '11 BOB', '14 EVE']);
    expect(cues(true)).toEqual(['0 BOB', "5 BOB (CONT'D)", '11 BOB', '14 EVE']);
  });

  test('6: action of 3 lines or fewer never splits', () => {
    expect(lastOf(read(script(lines(50), lines(3, 'y'))), 1)).toBe('53 y…');
    expect(firstOf(read(script(lines(51), lines(3, 'y'))), 2)).toBe('0 y…');
    expect(read(script(lines(51), lines(3, 'y')))[1]?.length).toBe(3);
  });

  test('6: longer action leaves at least 2 lines on each side, at a sentence end where possible', () => {
    expect(read(script(lines(51), lines(4, 'y')))[1]?.length).toBe(2);
    expect(read(script(lines(52), lines(4, 'y')))[1]?.length).toBe(4);
    const sentence: Row = [
      'action',
      `${'y'.repeat(60)} ${'y'.repeat(20)} end. ${'z'.repeat(59)} ${'z'.repeat(60)} ${'z'.repeat(60)}`,
    ];
    const pages = read(script(lines(50), sentence));
    expect(lastOf(pages, 1)).toBe('52 y… end.');
    expect(firstOf(pages, 2)).toBe('0 z…');
  });

  test('7: (CONTINUED) / CONTINUED: at scene breaks is off by default', () => {
    const rows: Row[] = [['scene_heading', 'INT. BAR'], lines(30), lines(30, 'y'), lines(60, 'z')];
    expect(
      read(script(...rows))
        .flat()
        .some((row) => row.includes('CONTINUED')),
    ).toBe(false);
    const on = { sceneBottom: '(CONTINUED)', sceneTop: 'CONTINUED:', sceneCounted: true };
    const settings = { ...US_LETTER, continuations: { ...US_LETTER.continuations, ...on } };
    const pages = read(script(...rows, ['page_break', ''], ['scene_heading', 'INT. YARD'], lines(3)), settings);
    expect(lastOf(pages, 1)).toBe('53 <(CONTINUED)>');
    expect(firstOf(pages, 2)).toBe('0 <CONTINUED:>');
    expect(short(pages[1]?.[1])).toBe('2 y…');
    expect(lastOf(pages, 2)).toBe('53 <(CONTINUED)>');
    expect(firstOf(pages, 3)).toBe('0 <CONTINUED: (2)>');
    // The page that ends with its scene says nothing.
    expect(pages.at(-2)?.filter((row) => row.includes('(CONTINUED)'))).toEqual([]);
    expect(pages.at(-1)?.[0]).toBe('0 INT. YARD');
  });

  test('8: dual dialogue is as high as its taller column', () => {
    const rows: Row[] = [
      ['character', 'BOB'],
      ['dialogue', 'Yes.'],
      ['character', 'EVE', { dual: true }],
      ['dialogue', 'w '.repeat(60).trim()],
      ['action', 'Then.'],
    ];
    const { pages } = paginate(script(...rows));
    const taller = pages[0]?.lines.filter(({ column }) => column === 'right').length ?? 0;
    expect(taller).toBeGreaterThan(3);
    expect(pages[0]?.lines.at(-1)?.row).toBe(taller + 1);
    expect(pages[0]?.lines.slice(0, 2).map(({ left }) => left)).toEqual([2.2, 1.5]);
  });

  test('8: a dual dialogue that fits a page stays whole, a higher one parts in both columns', () => {
    const dual = (count: number): Row[] => [
      ...([
        ['character', 'BOB'],
        ['dialogue', `${'w'.repeat(27)} `.repeat(count).trim()],
      ] as Row[]),
      ...([
        ['character', 'EVE', { dual: true }],
        ['dialogue', `${'v'.repeat(28)} `.repeat(count + 2).trim()],
      ] as Row[]),
    ];
    expect(firstOf(read(script(lines(40), ...dual(12))), 2)).toBe('0 BOB');
    const pages = read(script(...dual(60)));
    expect(pages[0]?.filter((row) => row.includes('MORE'))).toEqual(['53 <(MORE)>', '53 <(MORE)>']);
    expect(pages[1]?.filter((row) => row.includes("CONT'D"))).toEqual(["0 <BOB (CONT'D)>", "0 <EVE (CONT'D)>"]);
  });

  test('8: blank lines at the top of a page are dropped', () => {
    expect(firstOf(read(script(lines(54), ['scene_heading', 'INT. BAR'], ['action', 'x'])), 2)).toBe('0 INT. BAR');
  });

  test('what is higher than a page goes over it all the same', () => {
    expect(read(script(['scene_heading', 'x'.repeat(60 * 70)]))[1]?.length).toBe(16);
    expect(read(script(['character', 'x'.repeat(37 * 60)])).length).toBe(2);
  });
});

describe('lengths', () => {
  const lengths = (...rows: Row[]) =>
    sceneLengths(paginate(script(...rows))).map(({ page, eighths, lines: count }) => [page, eighths, count]);

  test('a scene has at least 1/8', () => {
    expect(lengths(['scene_heading', 'INT. BAR'])).toEqual([[1, 1, 1]]);
    expect(lengths(['scene_heading', 'INT. BAR'], ['page_break', ''])).toEqual([[1, 1, 1]]);
  });

  test('every eighth that is begun counts: 6.75 lines of a page of 54, the blank ones above the heading included', () => {
    const scene = (count: number) => lengths(['action', 'x'], ['scene_heading', 'INT. BAR'], lines(count))[0];
    expect([scene(2), scene(3)]).toEqual([
      [1, 1, 6],
      [1, 2, 7],
    ]);
    expect([scene(9), scene(10)]).toEqual([
      [1, 2, 13],
      [1, 3, 14],
    ]);
    expect(lengths(['scene_heading', 'INT. BAR'], lines(52))).toEqual([[1, 8, 54]]);
  });

  test("what pagination adds, and a page's empty foot, are no part of a scene", () => {
    // Four lines go over under a repeated cue: 2 blank, heading, blank, cue, 8 lines of speech.
    expect(lengths(lines(44), ['scene_heading', 'INT. BAR'], ['character', 'BOB'], said(8))).toEqual([[1, 2, 13]]);
    // The heading does not fit with its action: it stands on page 2, without blank lines above it.
    expect(lengths(lines(50), ['scene_heading', 'INT. BAR'], lines(3))).toEqual([[2, 1, 5]]);
    expect(lengths(['scene_heading', 'A'], lines(20), ['page_break', ''], lines(3))).toEqual([[1, 4, 25]]);
  });

  test('a scene stands on the page of its heading, counted from the first page of the settings', () => {
    const pagination = paginate(script(['scene_heading', 'A'], lines(53), ['scene_heading', 'B']), {
      ...US_LETTER,
      firstPage: 7,
    });
    expect(sceneLengths(pagination).map(({ page }) => page)).toEqual([7, 8]);
  });

  test('running time: a page a minute, 1350 characters a minute, or by what is seen and said', () => {
    expect([secondsByPages(8), secondsByPages(1)]).toEqual([60, 7.5]);
    expect(secondsByCharacters(script(['action', 'x'.repeat(1350)], ['note', 'x'.repeat(99)]))).toBe(60);
    expect(
      secondsByElements(
        script(
          ['scene_heading', 'INT. BAR'],
          ['action', 'x'.repeat(50)],
          ['character', 'BOB'],
          ['dialogue', 'x'.repeat(100)],
        ),
      ),
    ).toBeCloseTo(2 + 2.5 + 6.8);
  });
});

describe('settings of a file', () => {
  test('margins, indents, spacing, space before and page starts', () => {
    const settings = settingsFromLayout({
      paper: { width: 8.5, height: 11 },
      margins: { top: 72, bottom: 144 },
      startingPage: 3,
      styles: {
        Action: { leftIndent: 2, rightIndent: 7, spaceBefore: 24, spacing: 2 },
        'New Act': {
          alignment: 'center',
          startsNewPage: true,
          paginateAs: 'Scene Heading',
          allCaps: true,
          underline: true,
        },
        Summary: { hidden: true },
      },
    });
    expect(linesPerPage(settings)).toBe(48);
    const elements = script(
      ['action', 'x'.repeat(60)],
      ['action', 'b'],
      ['general', 'act two', { style: 'New Act' }],
      ['action', 'c'],
      ['general', 'unseen', { style: 'Summary' }],
    );
    expect(read(elements, settings).map((page) => page.map(short))).toEqual([
      ['0 x…', '2 x…', '6 b'],
      ['0 ACT TWO', '3 c'],
    ]);
    expect(paginate(elements, settings).pages[1]?.lines[0]?.left).toBeCloseTo(4.5 - 0.35);
  });

  test('a spacing of one and a half is a line and a half', () => {
    const settings = settingsFromLayout({ styles: { Dialogue: { spacing: 1.5 } } });
    const rows = paginate(script(['character', 'BOB'], said(3), ['action', 'x']), settings).pages[0]?.lines.map(
      ({ row }) => row,
    );
    expect(rows).toEqual([0, 1, 2.5, 4, 6.5]);
  });

  test('words for speeches and scenes that go on, or none', () => {
    const elements = script(['scene_heading', 'A'], lines(44), ['character', 'BOB'], said(9), lines(2));
    const german = settingsFromLayout({
      styles: {},
      dialogueBreaks: { more: '(WEITER)', continued: '(FORTS.)' },
      sceneBreaks: { bottom: '(FORTSETZUNG)', bottomOfPage: true, top: 'FORTSETZUNG:', topOfNext: true },
    });
    const pages = read(elements, german);
    expect([pages[0]?.slice(-2), pages[1]?.slice(0, 2)]).toEqual([
      ['51 <(WEITER)>', '53 <(FORTSETZUNG)>'],
      ['0 <FORTSETZUNG:>', '2 <BOB (FORTS.)>'],
    ]);
    const silent = settingsFromLayout({ styles: {}, dialogueBreaks: { bottomOfPage: false, topOfNext: false } });
    expect(
      read(elements, silent)
        .flat()
        .some((row) => row.includes('<')),
    ).toBe(false);
  });

  test('A4 is known by its height, and a paper that is asked for wins', () => {
    const a4 = { styles: {}, paper: { width: 8.27, height: 11.69 } };
    expect(linesPerPage(settingsFromLayout(a4))).toBe(58);
    expect(linesPerPage(settingsFromLayout(a4, 'letter'))).toBe(54);
    expect(linesPerPage(settingsFromLayout(null))).toBe(54);
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
