/** Scripts as files to print. Knows no project and no database: a script goes in, bytes come out. */
export { writePdf, type PdfRequest, type WrittenPdf } from './write-pdf.ts';
