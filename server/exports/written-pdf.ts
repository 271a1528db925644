export interface WrittenPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Letters that no typeface here has: they stand as boxes. */
  readonly missing: readonly string[];
}

/** The bytes of a document, once it is ended. */
export function collectPdf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.once('end', () => resolve(Buffer.concat(chunks)));
    doc.once('error', reject);
  });
}
