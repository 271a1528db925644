import { describe, expect, test } from 'vitest';
import { paginate, sceneLengths, secondsByCharacters, secondsByElements, secondsByPages, US_LETTER } from './index.ts';
import { lines, said, script, type Row } from './read-pages.contract.ts';

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
