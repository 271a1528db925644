const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** A call takes so many arguments and no more. */
const AT_ONCE = 4096;

export function bytesToHex(bytes: Uint8Array): string {
  let hex = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) hex += hexOf(bytes, at, Math.min(at + AT_ONCE, bytes.length));
  return hex;
}

/** One string of all the digits: what is joined of pairs is a chain of strings, for as long as the whole is kept. */
function hexOf(bytes: Uint8Array, from: number, to: number): string {
  const digits = new Array<number>((to - from) * 2);
  for (let at = from, i = 0; at < to; at++) {
    const byte = bytes[at] as number;
    digits[i++] = DIGITS[byte >> 4] as number;
    digits[i++] = DIGITS[byte & 15] as number;
  }
  return String.fromCharCode.apply(null, digits);
}

/** Two digits a byte; anything that is not hexadecimal reads as zero. */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16) || 0;
  return bytes;
}
