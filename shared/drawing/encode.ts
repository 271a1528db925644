import { PALETTE, TOOLS, type Mark, type Point } from './mark.ts';

/*
 * A mark as bytes: version, tool, colour, opacity, then unsigned varints of seven bits: width, layer, turn, lines. A line
 * is its length (doubled, and one more when the pressure is the same all along), its first pressure, and for each point
 * how far it is from the one before. A stroke of a second takes some 150 bytes. Words come last, in UTF-8, after how many
 * bytes they are.
 */

const VERSION = 1;
/** Steps in a frame height: a quarter of a pixel in a frame of 1080 lines. */
export const GRAINS = 4096;
/** What may be drawn beside the frame, in frame heights from its middle. */
const FARTHEST = 8;
const MOST_POINTS = 16_384;
const MOST_LINES = 512;
const MOST = 2 ** 31 - 1;
/** Letters of one text. */
export const MOST_LETTERS = 500;
const NO_WORDS = /[^\P{Cc}\n]|\p{Cs}|\uFFFD/gu;
/** A mark over this is cut short by whoever draws it. The server's limit of a frame is far above. */
export const MOST_BYTES = 64 * 1024;

export function encodeMark({ tool, colour, opacity, width, layer, turn, lines, text = '' }: Mark): Uint8Array {
  const bytes: number[] = [VERSION, TOOLS.indexOf(tool), colour, byteOf(opacity)];
  for (const number of [Math.max(1, Math.round(width * GRAINS)), layer, turn, lines.length]) writeUint(bytes, number);
  for (const line of lines) writeLine(bytes, line);
  if (tool === 'text') {
    const words = new TextEncoder().encode(readable(text));
    writeUint(bytes, words.length);
    bytes.push(...words);
  }
  return Uint8Array.from(bytes);
}

/** What comes back as it went: no half characters, and of control characters the ends of lines. */
function readable(text: string): string {
  const whole = text.replaceAll('\t', ' ').replace(NO_WORDS, '');
  return Array.from(whole).slice(0, MOST_LETTERS).join('');
}

function writeLine(bytes: number[], line: readonly Point[]): void {
  const pressures = line.map(({ pressure }) => byteOf(pressure));
  const first = pressures[0] ?? 0;
  const isSteady = pressures.every((pressure) => pressure === first);
  writeUint(bytes, line.length * 2 + (isSteady ? 1 : 0));
  bytes.push(first);
  let [x, y, p] = [0, 0, first];
  line.forEach((point, i) => {
    const [nextX, nextY, nextP] = [grainsOf(point.x), grainsOf(point.y), pressures[i] ?? 0];
    writeInt(bytes, nextX - x);
    writeInt(bytes, nextY - y);
    if (!isSteady) writeInt(bytes, nextP - p);
    [x, y, p] = [nextX, nextY, nextP];
  });
}

function grainsOf(length: number): number {
  return Math.round(Math.min(FARTHEST, Math.max(-FARTHEST, length)) * GRAINS);
}

function byteOf(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 255);
}

function writeUint(bytes: number[], number: number): void {
  let rest = number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

// The sign in the lowest bit, so that small steps of either direction take one byte.
function writeInt(bytes: number[], number: number): void {
  writeUint(bytes, number < 0 ? -2 * number - 1 : 2 * number);
}

/** The mark of these bytes; null for any that are none, or of a version or tool that came after this code. */
export function decodeMark(bytes: Uint8Array): Mark | null {
  if (bytes.length > MOST_BYTES) return null;
  const reader = new Reader(bytes);
  const [version, tool, colour, opacity] = [reader.byte(), reader.byte(), reader.byte(), reader.byte() / 255];
  const [width, layer, turn, count] = [reader.uint() / GRAINS, reader.uint(), reader.uint(), reader.uint()];
  const name = TOOLS[tool];
  if (version !== VERSION || name === undefined || colour >= PALETTE.length || count > MOST_LINES) return null;
  const lines: Point[][] = [];
  while (lines.length < count && !reader.failed) lines.push(readLine(reader));
  const text = name === 'text' ? reader.words() : null;
  const isWhole = !reader.failed && reader.isAtEnd && lines.every((line) => line.length > 0);
  if (!isWhole || lines.length === 0 || width > 1) return null;
  return { tool: name, colour, width, opacity, layer, turn, lines, ...(text !== null && { text }) };
}

function readLine(reader: Reader): Point[] {
  const head = reader.uint();
  const [length, isSteady] = [Math.floor(head / 2), head % 2 === 1];
  let [x, y, p] = [0, 0, reader.byte()];
  // Each point takes two bytes at least: a number that promises more is made up.
  if (length > MOST_POINTS || length * 2 > reader.left) reader.fail();
  const line: Point[] = [];
  while (line.length < length && !reader.failed) {
    x += reader.int();
    y += reader.int();
    if (!isSteady) p += reader.int();
    if (Math.max(Math.abs(x), Math.abs(y)) > FARTHEST * GRAINS || p < 0 || p > 255) reader.fail();
    line.push({ x: x / GRAINS, y: y / GRAINS, pressure: p / 255 });
  }
  return line;
}

/** Reads zeros past the end, and remembers that it did. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  get isAtEnd(): boolean {
    return this.left === 0;
  }

  fail(): void {
    this.failed = true;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) this.failed = true;
    return byte ?? 0;
  }

  uint(): number {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.byte();
      number += (byte % 128) * factor;
      if (byte < 128) {
        if (number > MOST) this.failed = true;
        return number;
      }
    }
    this.failed = true;
    return 0;
  }

  /** Lines of words in UTF-8. */
  words(): string {
    const length = this.uint();
    if (length > this.left) this.fail();
    if (this.failed) return '';
    const bytes = this.#bytes.subarray(this.#at, (this.#at += length));
    const text = new TextDecoder().decode(bytes);
    if (Array.from(text).length > MOST_LETTERS || text.search(NO_WORDS) !== -1) this.fail();
    return text;
  }

  int(): number {
    const number = this.uint();
    return number % 2 === 1 ? -(number + 1) / 2 : number / 2;
  }
}
