/** Scripts in and out of projects, as files. */
export { pdfWriter, type PdfWriter } from './pdf-writer.ts';
export type { Screenplays, UploadedFile } from './port.ts';
export { scriptReader, type ScriptReader } from './script-reader.ts';
export { createScreenplays } from './screenplays.ts';
