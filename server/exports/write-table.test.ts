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
