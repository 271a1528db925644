/** Scripts as files to print. Knows no project and no database: a script goes in, bytes come out. */
export { MAX_PAGES, TooManyPages, writePdf, type PdfRequest, type WrittenPdf } from './write-pdf.ts';
