import { expect, test } from 'vitest';
import { readPdf } from '#tests/setup/read-pdf.ts';
import { writeShotList, type ShotListRequest } from './write-shot-list.ts';

const NAMES = ['Setup', 'Description', 'Lens'];
const request = (rows: ShotListRequest['table']['rows']): ShotListRequest => ({
  ...{ title: 'Slack Water', summary: 'Script order · 3 setups', paper: 'letter', createdAt: new Date(0) },
  table: { name: 'Shot list', columns: NAMES.map((label) => ({ label })), rows },
});
const row = (i: number) => [`${String(i)}A`, `What ${'is seen '.repeat(8)}`, 35];

async function sheetsOf(rows: ShotListRequest['table']['rows']): Promise<string[]> {
  const { bytes } = await writeShotList(request(rows));
  return readPdf(bytes, 612).map((sheet) => sheet.map(({ text }) => text).join(' '));
}

test('every sheet says the film, its number and the columns, and each row stands on one sheet', async () => {
  const sheets = await sheetsOf(Array.from({ length: 90 }, (_, i) => row(i)));
  expect(sheets.length).toBeGreaterThan(1);
  sheets.forEach((sheet, i) => {
    for (const words of ['Slack Water', ...NAMES, `${String(i + 1)} / ${String(sheets.length)}`])
      expect(sheet).toContain(words);
  });
  for (let i = 0; i < 90; i++)
    expect(sheets.filter((sheet) => sheet.split(' ').includes(`${String(i)}A`))).toHaveLength(1);
});

test('a note as long as a page is cut with an ellipsis, and a list of nothing is a sheet with its head', async () => {
  const [sheet] = await sheetsOf([['1A', 'endless '.repeat(2000), 35]]);
  expect(sheet).toContain('…');
  expect(await sheetsOf([])).toHaveLength(1);
});

test('the same list is the same file, and a tagged table', async () => {
  const [first, second] = [await writeShotList(request([row(1)])), await writeShotList(request([row(1)]))];
  expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  const source = Buffer.from(first.bytes).toString('latin1');
  for (const tag of ['/S /Table', '/S /TR', '/S /TH', '/S /TD']) expect(source).toContain(tag);
});
