import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import { A4, paginate, settingsFromLayout, US_LETTER } from '#shared/pagination/index.ts';
import type { ScriptLayout, ScriptParagraph, TitlePage } from '#shared/screenplay/index.ts';
import { writePdf, type PdfRequest } from './index.ts';
import { readPdf, type Piece } from '#tests/setup/read-pdf.ts';

const withIds = (paragraphs: readonly ScriptParagraph[]) =>
  paragraphs.map((paragraph, i) => ({ ...paragraph, id: `e${i}` as ElementId }));

function print(paragraphs: readonly ScriptParagraph[], more: Partial<PdfRequest> = {}) {
  const elements = withIds(paragraphs);
  return writePdf({ titlePage: {}, elements, settings: US_LETTER, createdAt: new Date(0), ...more });
}

/** A piece as `text@column,row`: tenths of an inch from the paper's left, lines from the top of the text. */
const placed = ({ text, x, y }: Piece) => `${text}@${Math.round((x / 72) * 10)},${Math.round((y - 81) / 12)}`;
const plain = (pieces: readonly Piece[] = []) => pieces.map(placed);

const SCENE: readonly ScriptParagraph[] = [
  { type: 'scene_heading', text: 'Int. bar - day', number: '12A' },
  { type: 'action', text: 'Rain [[which?]] falls.' },
  { type: 'character', text: 'Bob' },
  { type: 'parenthetical', text: '(low)' },
  { type: 'dialogue', text: 'Yes.' },
  { type: 'transition', text: 'cut to:' },
];

test('prints each line where pagination puts it, scene numbers on both sides', async () => {
  const { bytes, pages, missing } = await print(SCENE);
  expect([pages, missing]).toEqual([1, []]);
  expect(plain(readPdf(bytes)[0])).toEqual([
    'INT. BAR - DAY@15,0',
    '12A@8,0',
    '12A@74,0',
    'Rain  falls.@15,2',
    'BOB@35,4',
    '(low)@29,5',
    'Yes.@25,6',
    'CUT TO:@64,8',
  ]);
});

test('every page of a long script holds just the lines of its page', async () => {
  const long = Array.from({ length: 200 }, (_, i): ScriptParagraph => ({
    type: 'action',
    text: `line ${i} `.repeat(9),
  }));
  const { bytes } = await print(long);
  const pages = paginate(withIds(long)).pages;
  const printed = readPdf(bytes);
  expect(printed.length).toBe(pages.length);
  for (const [i, page] of pages.entries()) {
    const rows = (printed[i] ?? []).map(({ y }) => (y - 81) / 12).filter((row) => row >= 0);
    expect(rows).toEqual(page.lines.map(({ row }) => row));
  }
});

test('the page number stands top right with a full stop, and not on page 1', async () => {
  const pages = readPdf((await print([...SCENE, { type: 'page_break', text: '' }, ...SCENE])).bytes);
  expect(plain(pages[0]).filter((piece) => /^\d+\./.test(piece))).toEqual([]);
  const [number] = pages[1] ?? [];
  expect([number?.text, number?.y]).toEqual(['2.', 45]);
  expect(((number?.x ?? 0) + 2 * 7.2) / 72).toBeCloseTo(7.25);
  const layout = { styles: {}, header: { visible: true, onFirstPage: true }, startingPage: 5 };
  const asTold = readPdf((await print(SCENE, { layout, settings: settingsFromLayout(layout) })).bytes);
  expect(asTold[0]?.[0]?.text).toBe('5.');
});

test('the header and footer of the script’s file stand in the margins, set by their tabs, with what each page puts in', async () => {
  const layout: ScriptLayout = {
    styles: {},
    header: {
      ...{ visible: true, onFirstPage: false },
      lines: [
        {
          parts: [{ text: 'THE TIDE\tBlue\t', styles: ['bold'] }, { label: 'Page #' }, { text: '.' }],
          leftIndent: 1,
          tabs: [
            { position: 4.5, alignment: 'center' },
            { position: 7.5, alignment: 'right' },
          ],
        },
      ],
    },
    footer: {
      ...{ visible: true, onFirstPage: true },
      lines: [
        { parts: [{ text: 'Ours' }], alignment: 'right', rightIndent: -1 },
        {
          parts: [{ label: 'Date' }, { label: 'Active Revision' }],
          alignment: 'center',
          leftIndent: 1,
          rightIndent: 7,
        },
      ],
    },
  };
  const script: readonly ScriptParagraph[] = [
    { type: 'action', text: 'a' },
    { type: 'page_break', text: '' },
    { type: 'action', text: 'b' },
  ];
  const { bytes } = await print(script, { layout, settings: settingsFromLayout(layout) });
  const [first, second] = readPdf(bytes).map((page) =>
    page.map(({ text, x, y }) => `${text} ${(x / 72).toFixed(2)} ${String(Math.round(y - 9))}`),
  );
  const footer = ['Ours 7.10 732', '1/1/1970 3.60 744'];
  expect(first).toEqual([...footer, 'a 1.50 72']);
  expect(second).toEqual(['THE TIDE 1.00 36', 'Blue 4.30 36', '2. 7.30 36', ...footer, 'b 1.50 72']);
});

test('header, footer and watermark stand on every page', async () => {
  const { bytes } = await print(SCENE, { header: 'Blue draft', footer: 'Ours', watermark: 'COPY' });
  const [page = []] = readPdf(bytes);
  expect(page.filter(({ text }) => text === 'Blue draft' || text === 'Ours').map(({ y }) => y)).toEqual([45, 753]);
});

test('the two speeches of a dual dialogue stand beside each other', async () => {
  const { bytes } = await print([
    { type: 'character', text: 'BOB' },
    { type: 'dialogue', text: 'Yes.' },
    { type: 'character', text: 'EVE', dual: true },
    { type: 'dialogue', text: 'No.' },
  ]);
  expect(plain(readPdf(bytes)[0])).toEqual(['BOB@22,0', 'Yes.@15,1', 'EVE@54,0', 'No.@47,1']);
});

test('the title page comes first and has no number', async () => {
  const titlePage: TitlePage = {
    Title: ['_**The Tide**_'],
    Credit: ['Written by'],
    Author: ['Zoë'],
    Contact: ['One', 'Two'],
  };
  const { bytes, pages } = await print(SCENE, { titlePage });
  const printed = readPdf(bytes);
  expect([pages, printed.length]).toEqual([1, 2]);
  expect(plain(printed[0])).toEqual(['The Tide@41,17', 'Written by@40,21', 'Zoë@44,24', 'One@15,52', 'Two@15,53']);
});

test('letters that Courier Prime lacks come from another face, and what no face has is a box and is told', async () => {
  const { bytes, missing } = await print([{ type: 'action', text: 'Łódź Ж α 漢 end.' }]);
  const [page = []] = readPdf(bytes);
  expect(page.map(({ text }) => text).join('')).toBe('Łódź Ж α  end.');
  // The box takes two cells.
  expect(placed(page.at(-1)!)).toBe(' end.@26,0');
  expect(missing).toEqual(['漢']);
});

test('emphasis is printed, a bold word in a bold face', async () => {
  const { bytes } = await print([{ type: 'action', text: 'It is so.', styles: [{ from: 3, to: 5, style: 'bold' }] }]);
  expect(plain(readPdf(bytes)[0])).toEqual(['It @15,0', 'is@18,0', ' so.@20,0']);
  expect(Buffer.from(bytes).toString('latin1')).toContain('CourierPrime-Bold');
});

test('lines that a revision touched have an asterisk in the margin', async () => {
  const text = `${'x'.repeat(60)} ${'y'.repeat(60)} z`;
  const { bytes } = await print([{ type: 'action', text, runs: [{ from: 61, to: 64, revision: '1' }] }]);
  expect(plain(readPdf(bytes)[0]).filter((piece) => piece.startsWith('*'))).toEqual(['*@78,1']);
});

test('the same request gives the same bytes; another day does not', async () => {
  const bytesOn = async (createdAt: Date) => Buffer.from((await print(SCENE, { createdAt })).bytes);
  const day = new Date(Date.UTC(2026, 10, 26));
  expect((await bytesOn(day)).equals(await bytesOn(day))).toBe(true);
  expect((await bytesOn(day)).equals(await bytesOn(new Date(0)))).toBe(false);
});

test('is tagged, in the paper’s size, with its title and a bookmark for every scene', async () => {
  const { bytes } = await print([...SCENE, ...SCENE], { titlePage: { Title: ['The Tide'] }, settings: A4 });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toContain('/Marked true');
  expect(text).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
  expect(text).toContain('(The Tide)');
  expect(text.match(/\/Title \(12A {2}INT\. BAR - DAY\)/g)?.length).toBe(2);
});

test('an empty script is one empty page', async () => {
  const { bytes, pages } = await print([]);
  expect([pages, readPdf(bytes)]).toEqual([0, [[]]]);
});
