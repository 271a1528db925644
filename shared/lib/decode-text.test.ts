import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { randomInt, seededRng } from './rng.ts';

const SAMPLE = 'INT. CAFÉ – DAY\n\nZOË\nÇa va?\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const marked = mark ? `\uFEFF${text}` : text;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), order === 'le');
  return new Uint8Array(view.buffer);
}

test('reads UTF-8 and UTF-16 with and without a byte order mark', () => {
  const files: Uint8Array[] = [utf8(SAMPLE), utf8(`\uFEFF${SAMPLE}`)];
  for (const order of ['le', 'be'] as const) for (const mark of [true, false]) files.push(utf16(SAMPLE, order, mark));
  for (const file of files) expect(decodeText(file)).toEqual({ ok: true, value: SAMPLE });
});

test('reads Latin-1 and Windows-1252 where the bytes are no UTF-8', () => {
  expect(decodeText(latin1('ZOË\nÇa va?\n'))).toEqual({ ok: true, value: 'ZOË\nÇa va?\n' });
  expect(decodeText(latin1('It\x92s \x93late\x94'))).toEqual({ ok: true, value: 'It’s “late”' });
  expect(decodeText(latin1('un café'))).toEqual({ ok: true, value: 'un café' });
});

test('line ends of every kind become one', () => {
  expect(decodeText(utf8('a\r\nb\rc\nd'))).toEqual({ ok: true, value: 'a\nb\nc\nd' });
});

test('an empty file is an empty text', () => {
  expect(decodeText(new Uint8Array())).toEqual({ ok: true, value: '' });
});

test('UTF-8 and UTF-16 cut in the middle of a character lose that character alone', () => {
  expect(decodeText(utf8('Zoë é').slice(0, -1))).toEqual({ ok: true, value: 'Zoë ' });
  expect(decodeText(utf16('Zoë', 'le', true).slice(0, -1))).toEqual({ ok: true, value: 'Zo' });
});

test('refuses pictures, documents, archives and noise', () => {
  const rng = seededRng(20261121);
  const noise = Uint8Array.from({ length: 5000 }, () => randomInt(rng, 256));
  const noiseWithoutZeros = noise.map((byte) => byte || 1);
  const files = ['\x89PNG\r\n\x1a\n', '%PDF-1.7\n', 'PK\x03\x04', '{\\rtf1 hello}', 'text\0text'].map(latin1);
  for (const file of [...files, noise, noiseWithoutZeros])
    expect(decodeText(file)).toEqual({ ok: false, error: 'not_text' });
});

test('says so when it is text in an encoding it does not read', () => {
  const windows1251 = latin1('\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?');
  const shiftJis = latin1('\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x81B');
  for (const file of [windows1251, shiftJis])
    expect(decodeText(file)).toEqual({ ok: false, error: 'unknown_encoding' });
});
