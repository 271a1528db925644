import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** 0 grey, 2 colour, 6 colour with transparency. */
  readonly colour?: number;
  readonly interlaced?: boolean;
}

/** A chunk as it stands in a PNG, whatever its content makes of it. */
export function pngChunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function pngHeader({ width, height, depth = 8, colour = 0, interlaced = false }: Header): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour, 0, 0, Number(interlaced)], 8);
  return pngChunk('IHDR', data);
}

export function pngOf(...chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([SIGNATURE, ...chunks, pngChunk('IEND')]);
}

/** A PNG of one tone: a few kilobytes, whatever its size. */
export function plainPng(header: Header, between: readonly Uint8Array[] = []): Buffer {
  const { width, height, depth = 8, colour = 0 } = header;
  const samples = { 0: 1, 2: 3, 6: 4 }[colour] ?? 1;
  const row = Buffer.alloc(1 + Math.ceil((width * depth * samples) / 8), 0);
  return pngOf(pngHeader(header), ...between, pngChunk('IDAT', deflateSync(repeated(row, height))));
}

function repeated(row: Buffer, times: number): Buffer {
  return Buffer.alloc(row.length * times, row);
}
