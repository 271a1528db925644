import writeXlsxFile from 'write-excel-file/node';

/** Cells by row; a number stays one in a spreadsheet. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly label: string }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function writeCsv({ columns, rows }: Table): Uint8Array {
  const lines = [columns.map(({ label }) => label), ...rows].map((cells) => cells.map(csvCell).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/**
 * A cell that begins like a formula is one for Excel and its like, whoever wrote it: an apostrophe before it makes it
 * text (OWASP, CSV injection). Where a comma stands in numbers, they part cells at semicolons or tabs instead, and see
 * quotation marks only at the beginning of such a cell: what follows a semicolon or a break begins one, too.
 */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const text = cell.replace(/^(?=[\t\r\n=+\-@＝＋－＠])|(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠])/g, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const WIDEST = 60;

/** Text stays text here: a formula would have to say that it is one. */
export async function writeXlsx({ name, columns, rows }: Table): Promise<Uint8Array> {
  const head = columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((cells) =>
    cells.map((cell) =>
      cell === '' ? null : typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String },
    ),
  );
  const widths = columns.map(({ label }, i) => {
    const longest = rows.reduce((most, cells) => Math.max(most, String(cells[i] ?? '').length), label.length);
    return { width: Math.min(WIDEST, longest + 2) };
  });
  return writeXlsxFile([head, ...body], { sheet: name, columns: widths, stickyRowsCount: 1 }).toBuffer();
}
