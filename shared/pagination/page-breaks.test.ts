import { describe, expect, test } from 'vitest';
import { paginate, US_LETTER } from './index.ts';
import { firstOf, lastOf, lines, read, said, script, short, type Row } from './read-pages.contract.ts';

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
