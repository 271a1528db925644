import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { boundsOf } from './bounds.ts';
import { MOST_LETTERS, decodeMark, encodeMark } from './encode.ts';
import { placeOfWords, placeWords, wordBounds } from './lettering.ts';
import { LETTERS } from './letters.ts';
import { FIRST_LAYER, type Mark } from './mark.ts';
import { paintOf } from './paint.ts';
import { isHeld, textAt, transformMark } from './select.ts';
import { drawingSvg } from './svg.ts';

const HEIGHT = 0.06;
const words = (text: string, x = 0, y = 0, turn = 1): Mark => ({
  ...{ tool: 'text', colour: 0, opacity: 1, layer: 0, turn, text },
  ...placeWords({ x, y }, HEIGHT),
});
const ringsOf = (text: string) => paintOf(words(text), 16 / 9).rings;
const areaOf = (text: string) => must(boundsOf([paintOf(words(text), 16 / 9)]));

test('every letter is drawn, each in another way, within its line and its own room', () => {
  const seen = new Map<string, string>();
  for (const letter of Object.keys(LETTERS)) {
    const { top, bottom, left } = areaOf(letter);
    expect(top, letter).toBeGreaterThan(-0.1 * HEIGHT);
    expect(bottom, letter).toBeLessThan(HEIGHT);
    expect(left, letter).toBeGreaterThan(-0.1 * HEIGHT);
    const drawn = JSON.stringify(ringsOf(letter));
    // A low quotation mark is a comma.
    if (letter !== '‚') expect(seen.get(drawn), letter).toBeUndefined();
    seen.set(drawn, letter);
  }
});

test('letters of Latin-1 with what stands above them are none of those without; other letters are boxes, one each', () => {
  for (let code = 0xc0; code <= 0xff; code++) {
    const letter = String.fromCharCode(code);
    expect(ringsOf(letter), letter).not.toEqual(ringsOf('日'));
    const [base = ''] = letter.normalize('NFD');
    if (base !== letter) expect(ringsOf(letter), letter).not.toEqual(ringsOf(base));
  }
  // The same letter in one character and in two.
  expect(ringsOf('é')).toEqual(ringsOf('e\u0301'));
  expect(ringsOf('日本')).toHaveLength(2 * ringsOf('日').length);
  expect(ringsOf('constructor')).not.toEqual([]);
});

test('lines of text stand below each other; the box round them is what a lasso and a click look at', () => {
  const box = must(wordBounds(words('Ana\nwaits for Ben')));
  expect(box.bottom - box.top).toBeCloseTo(2 * HEIGHT);
  expect(areaOf('A\nA').bottom - areaOf('A').bottom).toBeCloseTo(HEIGHT);
  const held = (left: number, right: number) =>
    isHeld(words('Ana waits'), [
      ...[{ x: left, y: -1 }, { x: right, y: -1 }, { x: right, y: 1 }, { x: left, y: 1 }], // prettier-ignore
    ]);
  const { right } = must(wordBounds(words('Ana waits')));
  // Its beginning alone would hold any text.
  expect([held(-0.1, right + 0.1), held(right / 3, right / 2), held(1, 2)]).toEqual([true, false, false]);
  const marks = [['a', words('under', 0, 0, 1)], ['b', words('over', 0, 0, 2)], ['c', words('elsewhere', 0, 0.3)]] as const; // prettier-ignore
  expect([textAt(marks, { x: 0.02, y: 0.03 }), textAt(marks, { x: 0, y: 0.2 })]).toEqual(['b', null]);
});

test('moved and grown words are words at another place, of another size, and their line as wide in proportion', () => {
  const grown = transformMark(words('Ana'), { about: { x: 0, y: 0 }, scale: 2, dx: 0.1, dy: 0.2 });
  expect(grown.text).toBe('Ana');
  expect(placeOfWords(grown)).toEqual({ x: 0.1, y: 0.2, height: 2 * HEIGHT });
  expect(grown.width).toBe(2 * words('Ana').width);
});

test('words come back as they were; with other bytes than words, or too many, there is no mark', () => {
  const mark = words('Zoë’s hand\n→ 35 mm');
  const bytes = encodeMark(mark);
  expect(decodeMark(bytes)?.text).toBe(mark.text);
  expect(bytes.length).toBeLessThan(50);
  for (let length = 0; length < bytes.length; length++) expect(decodeMark(bytes.slice(0, length))).toBeNull();
  expect(decodeMark(Uint8Array.from([...bytes, 0]))).toBeNull();
  const swapped = (byte: number) => Uint8Array.from(bytes, (was, i) => (i === bytes.length - 1 ? byte : was));
  expect(decodeMark(swapped('!'.charCodeAt(0)))).not.toBeNull();
  for (const byte of [0, 0x1b, 0xff]) expect(decodeMark(swapped(byte))).toBeNull();
  const long = decodeMark(encodeMark(words('é'.repeat(2 * MOST_LETTERS))));
  expect(long?.text).toHaveLength(MOST_LETTERS);
});

test('the server draws words as browsers do: the same areas, and what is rubbed out of them is masked', () => {
  const eraser: Mark = { ...words(''), tool: 'eraser', width: 0.1, turn: 2, lines: [[{ x: 0, y: 0.03, pressure: 1 }]] };
  const marks = new Map([['a', words('Ana')], ['b', eraser]]); // prettier-ignore
  const svg = drawingSvg({ layers: [FIRST_LAYER], marks }, 16 / 9, 1080);
  const [, path = ''] = /<path d="([^"]+)" fill="#16171a"/.exec(svg) ?? [];
  expect(path.split('M').length - 1).toBe(ringsOf('Ana').length);
  expect(svg).toContain('<mask ');
});
