import { expect, test } from 'vitest';
import { US_LETTER, layoutTitlePage } from '#shared/pagination/index.ts';
import { placeFields } from './title-fields.ts';

const PAGE = {
  Title: ['Slack Water', 'Part One'],
  Author: ['Beatboard'],
  Copyright: ['2026'],
  Contact: ['Quay', 'Pier'],
};

test('fields stand where they are printed', () => {
  const printed = layoutTitlePage(
    ['Title', 'Author', 'Copyright', 'Contact'].map((key) => ({
      key,
      lines: PAGE[key as keyof typeof PAGE].map((text) => ({ text, styles: [] })),
    })),
    US_LETTER,
  );
  for (const field of placeFields(PAGE, US_LETTER, false)) {
    const first = printed.find(({ text }) => text === field.text.split('\n')[0]);
    expect([field.key, field.row, field.alignment]).toEqual([field.key, first?.row, first?.alignment]);
  }
});

test('who may write is offered the usual fields, each once', () => {
  const offered = placeFields({ authors: ['A', 'B'], Notes: ['x'] }, US_LETTER, true);
  expect(offered.map(({ key, rows }) => [key, rows])).toEqual([
    ['Title', 1],
    ['Credit', 1],
    ['authors', 2],
    ['Source', 1],
    ['Notes', 1],
    ['Draft date', 1],
    ['Contact', 1],
  ]);
});

test('who may only read sees nothing where nothing is written', () => {
  expect(placeFields({}, US_LETTER, false)).toEqual([]);
});
