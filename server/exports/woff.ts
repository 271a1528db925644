import { inflateSync } from 'node:zlib';
import { assert } from '#shared/lib/assert.ts';

const HEADER = 44;
const ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A WOFF 1.0 file as the OpenType font inside it. pdfkit reads WOFF too, but unpacks it in JavaScript: fifty times as
 * long as zlib needs.
 */
export function unpackWoff(woff: Buffer): Buffer {
  assert(woff.toString('latin1', 0, 4) === 'wOFF', 'a font file that is no WOFF');
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, i) => readTable(woff, HEADER + i * ENTRY));
  const sfnt = Buffer.alloc(
    tables.reduce((sum, { data }) => sum + padded(data.length), SFNT_HEADER + tables.length * SFNT_ENTRY),
  );
  writeHeader(sfnt, woff.readUInt32BE(4), tables.length);
  let at = SFNT_HEADER + tables.length * SFNT_ENTRY;
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    const entry = SFNT_HEADER + i * SFNT_ENTRY;
    tag.copy(sfnt, entry);
    sfnt.writeUInt32BE(checksum, entry + 4);
    sfnt.writeUInt32BE(at, entry + 8);
    sfnt.writeUInt32BE(data.length, entry + 12);
    data.copy(sfnt, at);
    at += padded(data.length);
  }
  return sfnt;
}

function readTable(woff: Buffer, at: number) {
  const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [number, number, number];
  const bytes = woff.subarray(offset, offset + packed);
  const data = packed < length ? inflateSync(bytes) : bytes;
  return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), data };
}

/** Tables begin at multiples of four bytes. */
function padded(length: number): number {
  return (length + 3) & ~3;
}

/** The flavour, the number of tables, and what a binary search over them needs. */
function writeHeader(sfnt: Buffer, flavour: number, tables: number): void {
  const steps = Math.floor(Math.log2(tables));
  sfnt.writeUInt32BE(flavour, 0);
  sfnt.writeUInt16BE(tables, 4);
  sfnt.writeUInt16BE(2 ** steps * SFNT_ENTRY, 6);
  sfnt.writeUInt16BE(steps, 8);
  sfnt.writeUInt16BE((tables - 2 ** steps) * SFNT_ENTRY, 10);
}
