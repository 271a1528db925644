import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeCsv, writeXlsx, type Table } from './index.ts';

const TABLE: Table = {
  name: 'Shot list',
  columns: [{ label: 'Setup' }, { label: 'Description' }, { label: 'Lens' }],
  rows: [
    ['12A', 'Ana, at the "door"', 35],
    ['12B', '=HYPERLINK("http://x")', ''],
    ['3', 'Zwei\nZeilen – ñ 灯', 50],
  ],
};

test('a CSV quotes what must be, begins with the mark of UTF-8 and holds no formula', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(TABLE));
  expect(text).toBe(
    '\uFEFFSetup,Description,Lens\r\n' +
      '12A,"Ana, at the ""door""",35\r\n' +
      `12B,"'=HYPERLINK(""http://x"")",\r\n` +
      '3,"Zwei\nZeilen – ñ 灯",50\r\n',
  );
});

test.each([
  ['a tab first', '\t=1+1', `'\t'=1+1`],
  ['a break first', '\n=1+1', `"'\n'=1+1"`],
  ['wide signs, which become plain ones', '＝1+1', `'＝1+1`],
  // Read with semicolons, a quotation mark within a cell is only a sign, and the break ends the row.
  ['a formula after a semicolon', "wide;=cmd|' /C calc'!A0;", "wide;'=cmd|' /C calc'!A0;"],
  ['one in quotation marks', 'wide;"=1+1"', `"wide;'""=1+1"""`],
  ['one on a line of its own', 'wide\n@SUM(1)', `"wide\n'@SUM(1)"`],
  ['signs that begin nothing', 'a-b; c = d\ne+f', `"a-b; c = d\ne+f"`],
])('in a CSV nothing is a formula, by whatever sign its cells are parted: %s', (_what, cell, written) => {
  const table = { name: 'List', columns: [{ label: 'Notes' }], rows: [[cell]] };
  expect(new TextDecoder().decode(writeCsv(table))).toBe(`Notes\r\n${written}\r\n`);
});

test('a workbook keeps numbers as numbers, and a scene number or a formula that somebody wrote as text', async () => {
  const files = unzipSync(await writeXlsx(TABLE));
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const shared = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array());
  expect(sheet).toMatch(/<v>35<\/v>/);
  expect(sheet).not.toContain('<f>');
  for (const words of ['12A', '=HYPERLINK("http://x")', 'Zeilen – ñ 灯']) {
    expect(sheet + shared).toContain(words);
  }
});
