import { gunzipSync, inflateSync, constants } from 'node:zlib';
import { unzipSync } from 'fflate';
import { readPdf } from '#tests/setup/read-pdf.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const DEEPEST = 4;
/** Beyond this a file is searched as it is: nothing that leaves in a test is so large, and a bundle's chunks are text. */
const MOST_UNPACKED = 8 * 1024 * 1024;

/** The names of those files in which the secret stands: as it is, packed, on a page, or written in another way. */
export function filesWith(secret: Uint8Array, files: readonly NamedFile[]): string[] {
  const written = waysToWrite(secret);
  return files.filter(({ bytes }) => has(Buffer.from(bytes), written, DEEPEST)).map(({ name }) => name);
}

/** Without looking into what is packed: for files by the hundred that are not. */
export function filesShowing(secret: Uint8Array, files: readonly NamedFile[]): string[] {
  const written = waysToWrite(secret);
  return files.filter(({ bytes }) => shows(Buffer.from(bytes), written)).map(({ name }) => name);
}

function waysToWrite(secret: Uint8Array): readonly Buffer[] {
  const plain = Buffer.from(secret);
  const hex = plain.toString('hex');
  const sixteen = Buffer.from(plain.toString('latin1'), 'utf16le');
  const base64 = [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), plain]);
    const text = whole.subarray(0, whole.length - (whole.length % 3)).toString('base64');
    // The first letters hold bits of what stands before it.
    return [
      text.slice(Math.ceil((shift * 8) / 6)),
      text
        .slice(Math.ceil((shift * 8) / 6))
        .replaceAll('+', '-')
        .replaceAll('/', '_'),
    ];
  });
  return [
    plain,
    sixteen,
    Buffer.from(sixteen).swap16(),
    ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text)),
  ];
}

function shows(bytes: Buffer, written: readonly Buffer[]): boolean {
  return written.some((way) => bytes.includes(way));
}

function has(bytes: Buffer, written: readonly Buffer[], depth: number): boolean {
  if (shows(bytes, written)) return true;
  return depth > 0 && bytes.length <= MOST_UNPACKED && partsOf(bytes).some((part) => has(part, written, depth - 1));
}

function partsOf(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return [gunzipSync(bytes)];
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04')))
    return Object.values(unzipSync(bytes)).map((part) => Buffer.from(part));
  const words = bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) ? [wordsOn(bytes)] : [];
  return [...words, ...inflated(bytes)];
}

/** What a reader of the PDF sees, also where it runs on from line to line. */
function wordsOn(pdf: Buffer): Buffer {
  const text = readPdf(pdf)
    .flat()
    .map((piece) => piece.text);
  return Buffer.from(`${text.join(' ')} ${text.join('')}`);
}

/** Whatever begins as zlib's format does, as the streams of a PDF and parts of a PNG do. */
function inflated(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = bytes.indexOf(0x78); at !== -1; at = bytes.indexOf(0x78, at + 1)) {
    if (bytes.readUInt16BE(Math.min(at, bytes.length - 2)) % 31 !== 0) continue;
    try {
      const part = inflateSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH });
      if (part.length > 0) parts.push(part);
    } catch {
      // It only looked as if.
    }
  }
  return parts;
}
