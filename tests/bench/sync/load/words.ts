/*
 * Every edit types one word, which says who typed it and as how many-eth. It is found again in whatever a server makes of
 * the edits: handed on as they are, or several of them merged into one.
 */

export const WORD_LENGTH = 6;
const LEAD = '~'.charCodeAt(0);
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-';
const VALUES = new Int8Array(256).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** Writers up to 4,095, numbers up to 262,143. */
export function word(writer: number, number: number): string {
  const letter = (value: number) => ALPHABET.charAt(value & 63);
  return `~${letter(writer >> 6)}${letter(writer)}${letter(number >> 12)}${letter(number >> 6)}${letter(number)}`;
}

/** Calls `found` for every word between `start` and `end`. */
export function findWords(
  buffer: Buffer,
  start: number,
  end: number,
  found: (writer: number, number: number) => void,
): void {
  for (let at = start; at <= end - WORD_LENGTH; at++) {
    if (buffer[at] !== LEAD) continue;
    const writer = digits(buffer, at + 1, 2);
    const number = digits(buffer, at + 3, 3);
    if (writer < 0 || number < 0) continue;
    found(writer, number);
    at += WORD_LENGTH - 1;
  }
}

function digits(buffer: Buffer, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = VALUES[buffer[i]!]!;
    if (digit < 0) return -1;
    value = value * 64 + digit;
  }
  return value;
}
