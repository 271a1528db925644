import { withLineFeeds } from './line-feeds.ts';
import { err, ok, type Result } from './result.ts';

/** `not_text`: a picture, a PDF, an archive, any binary. `unknown_encoding`: text, but in none of the encodings read here. */
export type DecodeError = 'not_text' | 'unknown_encoding';

/** First bytes of what people drop by mistake. RTF and PDF begin as text and are none. */
const MAGIC = [
  '\x89PNG',
  '%PDF-',
  'PK\x03\x04',
  'PK\x05\x06',
  '\xFF\xD8\xFF',
  'GIF8',
  '{\\rtf',
  '\xD0\xCF\x11\xE0',
  '\x1F\x8B',
];
const SAMPLE = 4096;
/** Of 100 bytes this many may be outside ASCII in a Latin text; Cyrillic or Greek in a one-byte encoding has most. */
const MOST_ACCENTS = 30;

/**
 * A text file's bytes as text with `\n` line ends: UTF-8 or UTF-16 with or without a byte order mark, else Windows-1252
 * (which holds Latin-1) when it looks like that. A character cut off by the end of the file is left out.
 */
export function decodeText(bytes: Uint8Array): Result<string, DecodeError> {
  if (MAGIC.some((magic) => startsWith(bytes, magic))) return err('not_text');
  const utf16 = utf16Label(bytes);
  if (utf16) return asText(new TextDecoder(utf16).decode(bytes.subarray(0, bytes.length - (bytes.length % 2))));
  if (bytes.includes(0)) return err('not_text');
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return asText(utf8);
  const latin = asText(decodeLatin(bytes));
  return latin.ok && !isLatin(bytes) ? err('unknown_encoding') : latin;
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
  return true;
}

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, '\xFF\xFE')) return 'utf-16le';
  if (startsWith(bytes, '\xFE\xFF')) return 'utf-16be';
  // Without a mark: every ASCII letter leaves a zero on one side and none on the other.
  const length = Math.min(bytes.length, SAMPLE);
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd > length / 8) return 'utf-16le';
  return odd === 0 && even > length / 8 ? 'utf-16be' : null;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeCutUtf8(bytes);
  }
}

/** UTF-8 that ends inside a character. Without another one to show that it is UTF-8, the odd last byte is Latin-1. */
function decodeCutUtf8(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return /[^\0-\x7F]/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** What Windows-1252 holds at 0x80–0x9F. Node 20 decodes these as the control characters of Latin-1. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decodeLatin(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/[\x80-\x9F]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

function asText(text: string): Result<string, DecodeError> {
  return countControls(text) > text.length / 100 ? err('not_text') : ok(withLineFeeds(text));
}

/** Control characters that no text has. Found one after the other, for there may be as many as bytes. */
function countControls(text: string): number {
  const control = /[\0-\x08\x0E-\x1F\x7F]/g;
  let count = 0;
  while (control.test(text)) count++;
  return count;
}

function isLatin(bytes: Uint8Array): boolean {
  let accents = 0;
  for (const byte of bytes) {
    if (UNUSED.has(byte)) return false;
    if (byte > 0x7f) accents++;
  }
  return accents * 100 <= bytes.length * MOST_ACCENTS;
}

/** Bytes that stand for nothing in Windows-1252; in Shift-JIS they are everywhere. */
const UNUSED: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
