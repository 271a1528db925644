import { expect, test } from 'vitest';
import { edgeDate, footerOf, headerOf, US_LETTER, type PageSettings } from './index.ts';

const settings: PageSettings = {
  ...US_LETTER,
  firstPage: 5,
  header: {
    visible: true,
    onFirstPage: false,
    lines: [{ leftIndent: 2, parts: [{ text: 'On ' }, { label: 'Date' }] }],
  },
  footer: { visible: true, onFirstPage: true, lines: [{ leftIndent: 2, parts: [{ label: 'Page #' }] }] },
};
const page = (index: number) => ({ index, date: edgeDate(new Date('2026-11-26T23:30:00Z')) });

test('the first page has what is wanted on it, every other one both', () => {
  expect(headerOf(settings, page(0))).toEqual([]);
  expect(footerOf(settings, page(0))).toMatchObject([{ text: '5', left: 2, top: 792 - 36 - 12 }]);
  expect(headerOf(settings, page(1))).toMatchObject([{ text: 'On 11/26/2026', left: 2, top: 36 }]);
  expect(footerOf(settings, page(1))).toMatchObject([{ text: '6' }]);
});

test('the day is that of UTC, wherever it is asked', () => {
  expect(edgeDate(new Date('2026-01-02T23:59:59-05:00'))).toBe('1/3/2026');
  expect(edgeDate(new Date(0))).toBe('1/1/1970');
});
