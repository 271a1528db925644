/** Scripts and boards as files to print and to keep. Knows no project and no database: data goes in, bytes come out. */
export {
  SHEET_PAPERS,
  type SheetLayout,
  type SheetPaper,
  type SheetPanel,
  type SheetScene,
  type SheetsRequest,
} from './sheet.ts';
export { BadZip, openZip, type Zip } from './read-zip.ts';
export { MAX_PAGES, TooManyPages } from './too-many-pages.ts';
export { writePdf, type PdfRequest } from './write-pdf.ts';
export { writeShotList, type ShotListRequest } from './write-shot-list.ts';
export { writeSheets } from './write-sheets.ts';
export { writeCsv, writeXlsx, type Table } from './write-table.ts';
export { zipStream, type ZipFile } from './zip-stream.ts';
export type { WrittenPdf } from './written-pdf.ts';
