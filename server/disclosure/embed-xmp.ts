import { crc32 } from 'node:zlib';

/*
 * Metadata goes into the file beside its pixels, which stay as they are, bit for bit: making the picture anew would blur
 * every JPEG that is exported, and take a third of a second for each. What stood there as XMP before gives way.
 */

/** The picture with this XMP packet in it; as it is where its kind holds none. */
export function embedXmp(bytes: Uint8Array, mime: string, xmp: string): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packet = Buffer.from(xmp, 'utf8');
  if (mime === 'image/png') return inPng(file, packet);
  if (mime === 'image/jpeg') return inJpeg(file, packet);
  if (mime === 'image/webp') return inWebp(file, packet);
  return bytes;
}

const PNG_SIGNATURE = 8;
/** Keyword, then: not compressed, no language, no translated keyword (XMP Specification Part 3, 1.1.5). */
const PNG_XMP = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');

function inPng(file: Buffer, packet: Buffer): Uint8Array {
  const chunks: Buffer[] = [];
  for (let at = PNG_SIGNATURE; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const chunk = file.subarray(at, end);
    if (!isPngXmp(chunk)) chunks.push(chunk);
    at = end;
  }
  const [header = Buffer.alloc(0), ...rest] = chunks;
  return Buffer.concat([file.subarray(0, PNG_SIGNATURE), header, pngChunk('iTXt', [PNG_XMP, packet]), ...rest]);
}

function isPngXmp(chunk: Buffer): boolean {
  return chunk.toString('latin1', 4, 26) === 'iTXtXML:com.adobe.xmp\0';
}

function pngChunk(type: string, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...parts]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

const APP0 = 0xe0;
const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const JPEG_XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

/** After JFIF and Exif, which readers look for first. */
function inJpeg(file: Buffer, packet: Buffer): Uint8Array {
  const [before, after]: [Buffer[], Buffer[]] = [[file.subarray(0, 2)], []];
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== START_OF_SCAN) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    const segment = file.subarray(at, end);
    const marker = segment[1] ?? 0;
    const xmp = marker === APP1 && segment.subarray(4, 4 + JPEG_XMP.length).equals(JPEG_XMP);
    if (!xmp) ((marker === APP0 || marker === APP1) && after.length === 0 ? before : after).push(segment);
    at = end;
  }
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(2 + JPEG_XMP.length + packet.length, 2);
  return Buffer.concat([...before, head, JPEG_XMP, packet, ...after, file.subarray(at)]);
}

const RIFF_HEADER = 12;
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;

/** WebP Container Specification: a file with metadata begins with a VP8X chunk, and the XMP chunk comes last. */
function inWebp(file: Buffer, packet: Buffer): Uint8Array {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = RIFF_HEADER; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const type = file.toString('latin1', at, at + 4);
    if (type !== 'XMP ') chunks.push({ type, data: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  const [first] = chunks;
  if (!first) return file;
  const extended = first.type === 'VP8X' ? Buffer.from(first.data) : extendedOf(first.type, first.data);
  extended[0] = (extended[0] ?? 0) | HAS_XMP;
  const rest = first.type === 'VP8X' ? chunks.slice(1) : chunks;
  const body = [{ type: 'VP8X', data: extended }, ...rest, { type: 'XMP ', data: packet }].map(riffChunk);
  return riffChunk({ type: 'RIFF', data: Buffer.concat([Buffer.from('WEBP', 'latin1'), ...body]) });
}

/** The canvas as the one picture in the file has it: 14 bits a side. */
function extendedOf(type: string, data: Buffer): Buffer {
  const lossless = type === 'VP8L';
  const bits = lossless ? data.readUInt32LE(1) : 0;
  const width = lossless ? bits & 0x3fff : (data.readUInt16LE(6) & 0x3fff) - 1;
  const height = lossless ? (bits >>> 14) & 0x3fff : (data.readUInt16LE(8) & 0x3fff) - 1;
  const extended = Buffer.alloc(10);
  if ((bits >>> 28) & 1) extended[0] = HAS_ALPHA;
  extended.writeUIntLE(width, 4, 3);
  extended.writeUIntLE(height, 7, 3);
  return extended;
}

function riffChunk({ type, data }: { readonly type: string; readonly data: Buffer }): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
