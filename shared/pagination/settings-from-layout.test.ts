import { describe, expect, test } from 'vitest';
import { linesPerPage, paginate, settingsFromLayout } from './index.ts';
import { lines, read, said, script, short } from './read-pages.contract.ts';

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
