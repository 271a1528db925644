/** Rows of a log in one piece of memory: what a thread gives to another without a copy of each. */
export interface PackedRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each row ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

export function packRows(rows: readonly Uint8Array[]): PackedRows {
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.length, 0));
  const ends = new Uint32Array(rows.length);
  let end = 0;
  rows.forEach((row, i) => {
    bytes.set(row, end);
    end += row.length;
    ends[i] = end;
  });
  return { bytes, ends };
}

export function unpackRows({ bytes, ends }: PackedRows): Uint8Array[] {
  return Array.from(ends, (end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}
