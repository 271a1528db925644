import PDFDocument from 'pdfkit';
import { FOOTER, HEADER, MARGIN, SHEET_PAPERS, type SheetPaper } from './sheet.ts';
import { TextSetter, type TextLook } from './text-setter.ts';
import { MAX_PAGES, TooManyPages } from './too-many-pages.ts';
import type { Table } from './write-table.ts';
import { collectPdf, type WrittenPdf } from './written-pdf.ts';

export interface ShotListRequest {
  readonly title: string;
  /** In which order it stands, and how many setups: at the right of the title. */
  readonly summary: string;
  readonly paper: SheetPaper;
  readonly table: Table;
  /** Stands in the document's information. The same request gives the same bytes. */
  readonly createdAt: Date;
}

const INK = '#1c1d1f';
const QUIET = '#55585c';
const HAIRLINE = '#c9c7c2';
const HEAD: TextLook = { size: 7.5, bold: true, colour: QUIET };
const CELL: TextLook = { size: 7.5, colour: INK };
const FIRST: TextLook = { ...CELL, bold: true };
const PADDING = 3;
const HEAD_HEIGHT = 18;
/** Lines that a cell may have: a longer note ends in an ellipsis, and a row never fills a sheet. */
const MOST_LINES = 10;
/** Points that a column would like at most, whatever stands in it. */
const WIDEST = 170;
const NARROWEST = 26;

interface Column {
  readonly label: string;
  readonly left: number;
  readonly width: number;
}

interface Printing {
  readonly doc: PDFKit.PDFDocument;
  readonly text: TextSetter;
  readonly request: ShotListRequest;
  readonly columns: readonly Column[];
  readonly paper: { readonly width: number; readonly height: number };
}

/** Prints a list by its name: a tagged table in landscape, its head repeated on every sheet. Rejects with TooManyPages. */
export async function writeShotList(request: ShotListRequest): Promise<WrittenPdf> {
  const { width, height } = SHEET_PAPERS[request.paper];
  const paper = { width: height, height: width };
  const doc = openDocument(request, paper);
  const done = collectPdf(doc);
  const text = new TextSetter(doc);
  const columns = placeColumns(request.table, text, paper.width - 2 * MARGIN);
  const printing: Printing = { doc, text, request, columns, paper };
  const heights = request.table.rows.map((row) => heightOf(printing, row));
  const sheets = fillSheets(heights, paper.height - 2 * MARGIN - HEADER - HEAD_HEIGHT - FOOTER);
  if (sheets.length > MAX_PAGES) throw new TooManyPages(sheets.length);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const table = doc.struct('Table');
  root.add(table);
  for (const [i, rows] of sheets.entries()) {
    doc.addPage();
    drawEdges(printing, `${String(i + 1)} / ${String(sheets.length)}`);
    drawHead(printing, i === 0 ? table : null);
    let top = MARGIN + HEADER + HEAD_HEIGHT;
    for (const row of rows) {
      drawRow(printing, table, request.table.rows[row] ?? [], top, heights[row] ?? 0);
      top += heights[row] ?? 0;
    }
  }
  doc.end();
  return { bytes: await done, pages: sheets.length, missing: text.missing };
}

function openDocument({ title, table, createdAt }: ShotListRequest, paper: Printing['paper']): PDFKit.PDFDocument {
  return new PDFDocument({
    ...{ autoFirstPage: false, size: [paper.width, paper.height], margin: 0, pdfVersion: '1.7' },
    ...{ tagged: true, displayTitle: true, lang: 'en' },
    info: {
      ...{ Title: `${title} – ${table.name}`, Creator: 'Beatboard', Producer: 'Beatboard' },
      ...{ CreationDate: createdAt, ModDate: createdAt },
    },
  });
}

/** As wide as what stands in them asks for; where that is too much, the wide ones give way first. */
function placeColumns({ columns, rows }: Table, text: TextSetter, room: number): Column[] {
  const wanted = columns.map(({ label }, i) => {
    const longest = rows.reduce((most, row) => Math.max(most, text.widthOf(String(row[i] ?? ''), FIRST)), 0);
    return Math.max(NARROWEST, text.widthOf(label, HEAD), Math.min(WIDEST, longest)) + 2 * PADDING;
  });
  const total = wanted.reduce((sum, width) => sum + width, 0);
  const widths = total > room ? narrowed(wanted, room) : wanted.map((width) => (width * room) / total);
  let left = MARGIN;
  return widths.map((width, i) => {
    const column = { label: columns[i]?.label ?? '', left, width };
    left += width;
    return column;
  });
}

/** The widths cut at one measure, so that together they take the room. */
function narrowed(wanted: readonly number[], room: number): number[] {
  let [low, high] = [0, Math.max(...wanted)];
  for (let step = 0; step < 30; step++) {
    const cut = (low + high) / 2;
    const taken = wanted.reduce((sum, width) => sum + Math.min(width, cut), 0);
    if (taken > room) high = cut;
    else low = cut;
  }
  return wanted.map((width) => Math.min(width, low));
}

function heightOf({ text, columns }: Printing, row: Table['rows'][number]): number {
  const lines = columns.map(({ width }, i) => text.linesOf(String(row[i] ?? ''), width - 2 * PADDING, lookOf(i)));
  const most = Math.min(MOST_LINES, Math.max(1, ...lines));
  return most * TextSetter.lineHeight(CELL.size) + 2 * PADDING;
}

function lookOf(column: number): TextLook {
  return column === 0 ? FIRST : CELL;
}

/** Which rows stand on which sheet; at least one sheet. */
function fillSheets(heights: readonly number[], room: number): number[][] {
  const sheets: number[][] = [[]];
  let used = 0;
  heights.forEach((height, row) => {
    if (used + height > room && used > 0) {
      sheets.push([]);
      used = 0;
    }
    sheets.at(-1)?.push(row);
    used += height;
  });
  return sheets;
}

function drawEdges({ doc, text, request, paper }: Printing, page: string): void {
  const box = { left: MARGIN, top: MARGIN, width: paper.width - 2 * MARGIN, height: 14 };
  doc.markContent('Artifact', { type: 'Pagination' });
  text.set(request.title, { ...box, width: box.width / 2 }, { size: 10, bold: true, colour: INK });
  text.set(request.table.name, { ...box, top: MARGIN + 15 }, { size: 8.5, colour: QUIET });
  text.set(request.summary, box, { size: 8, colour: QUIET, align: 'right' });
  const foot = { ...box, top: paper.height - MARGIN - FOOTER + 6 };
  text.set(page, foot, { size: 7.5, colour: QUIET, align: 'right' });
  doc.endMarkedContent();
}

/** The head of the table; where it is said again on a later sheet, it is no part of what is read aloud. */
function drawHead({ doc, text, columns, paper }: Printing, table: PDFKit.PDFStructureElement | null): void {
  const top = MARGIN + HEADER;
  const line = () => hairline(doc, top + HEAD_HEIGHT, paper.width);
  const draws = columns.map(({ label, left, width }) => () => {
    text.set(label, { left: left + PADDING, top: top + PADDING, width: width - 2 * PADDING, height: 12 }, HEAD);
  });
  doc.markContent('Artifact', { type: 'Layout' });
  line();
  if (!table) for (const draw of draws) draw();
  doc.endMarkedContent();
  if (!table) return;
  const row = doc.struct('TR');
  for (const draw of draws) row.add(doc.struct('TH', {}, [draw]));
  table.add(row);
}

function drawRow(
  { doc, text, columns, paper }: Printing,
  table: PDFKit.PDFStructureElement,
  cells: Table['rows'][number],
  top: number,
  height: number,
): void {
  const row = doc.struct('TR');
  columns.forEach(({ left, width }, i) => {
    const box = { left: left + PADDING, top: top + PADDING, width: width - 2 * PADDING, height: height - 2 * PADDING };
    row.add(doc.struct(i === 0 ? 'TH' : 'TD', {}, [() => void text.set(String(cells[i] ?? ''), box, lookOf(i))]));
  });
  table.add(row);
  doc.markContent('Artifact', { type: 'Layout' });
  hairline(doc, top + height, paper.width);
  doc.endMarkedContent();
}

function hairline(doc: PDFKit.PDFDocument, top: number, width: number): void {
  doc
    .moveTo(MARGIN, top)
    .lineTo(width - MARGIN, top)
    .lineWidth(0.5)
    .strokeColor(HAIRLINE)
    .stroke();
}
