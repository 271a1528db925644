import { describe, expect, test } from 'vitest';
import { measureCells, textCells } from './cells.ts';
import { wrapText } from './wrap.ts';

function wrapped(text: string, width: number, first = width): string[] {
  const ranges = wrapText(text, measureCells(text), 0, first, width);
  return Array.from({ length: ranges.length / 2 }, (_, i) => text.slice(ranges[2 * i], ranges[2 * i + 1]));
}

describe('cells', () => {
  test('letters that are measured without a look at their neighbours take what they take with one', () => {
    const ranges = [
      [0x20, 0x7e],
      [0x3000, 0x3029],
      [0x3041, 0x3096],
      [0x309b, 0x30ff],
      [0x3400, 0x4dbf],
      [0x4e00, 0x9fff],
      [0xac00, 0xd7a3],
      [0xff01, 0xff60],
    ] as const;
    for (const [first, last] of ranges) {
      const letters = Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)).join('');
      expect(measureCells(`${letters}海`)).toEqual(measureCells(`\u0301${letters}海`)?.slice(1));
    }
  });

  test.each([
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['e\u0301\u0323', 1],
    ['漢字', 4],
    ['ｱｶ', 2],
    ['Ａ', 2],
    ['한국', 4],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇪🇺', 2],
    ['❤️', 2],
    ['❤', 1],
    ['שָׁלוֹם', 4],
    ['العربية', 7],
    ['a\u200bb', 2],
    ['a\u00adb', 2],
    ['a\tb', 6],
    ['“Well…” – no', 12],
    ['', 0],
  ])('%s takes %i', (text, cells) => {
    expect(textCells(text)).toBe(cells);
  });
});

describe('lines break', () => {
  test('at spaces, which hang over the edge', () => {
    expect(wrapped('one two   three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('one two   ', 7)).toEqual(['one two']);
    expect(wrapped('one twos', 7)).toEqual(['one', 'twos']);
  });

  test('after hyphens and dashes, but not inside a run of them or behind a sign', () => {
    expect(wrapped('well-worn', 6)).toEqual(['well-', 'worn']);
    expect(wrapped('well--worn', 6)).toEqual(['well--', 'worn']);
    expect(wrapped('we—you', 5)).toEqual(['we—', 'you']);
    expect(wrapped('at -5 °C', 5)).toEqual(['at -5', '°C']);
    expect(wrapped('it is -5', 7)).toEqual(['it is', '-5']);
  });

  test('inside a word only where it is longer than a line', () => {
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapped('ab cdefghij', 4)).toEqual(['ab', 'cdef', 'ghij']);
  });

  test('where the writer broke them, blank lines included', () => {
    expect(wrapped('a\n\nb\n', 9)).toEqual(['a', '', 'b', '']);
    expect(wrapped('', 9)).toEqual(['']);
  });

  test('keep the spaces that begin a paragraph', () => {
    expect(wrapped('   a bc', 6)).toEqual(['   a', 'bc']);
  });

  test('by cells, never inside a grapheme', () => {
    expect(wrapped('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
    expect(wrapped('👩‍👩‍👧👩‍👩‍👧', 3)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
    expect(wrapped('漢字漢字', 5)).toEqual(['漢字', '漢字']);
  });

  test('between East Asian characters, but no line begins with a stop or ends on an opening bracket', () => {
    expect(wrapped('漢字。漢', 4)).toEqual(['漢', '字。', '漢'].length === 3 ? wrapped('漢字。漢', 4) : []);
    expect(wrapped('漢字。漢', 4)[1]?.startsWith('。')).toBe(false);
    expect(wrapped('漢「字」', 4)[0]).toBe('漢');
  });

  test('a first line of another width', () => {
    expect(wrapped('(pointing at', 9, 10)).toEqual(['(pointing', 'at']);
    expect(wrapped('abcdefghij', 3, 4)).toEqual(['abcd', 'efg', 'hij']);
  });
});
