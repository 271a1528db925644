/** The formats that are read, by what is in the file: its name may say anything. */
export type PictureKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'svg';

export type Recognised =
  | { readonly kind: PictureKind }
  /** Why it is none of them, in a sentence. */
  | { readonly kind: null; readonly reason: string };

const AS_PICTURE = 'Export it as PNG or JPEG and add that.';
const NO_PICTURE = 'It is not a picture: PNG, JPEG, WebP, GIF, AVIF and SVG are.';

/** Where a format is known by its first bytes, in Latin-1. */
const BEGINNINGS: readonly (readonly [beginning: string, found: Recognised])[] = [
  ['\x89PNG\r\n\x1a\n', { kind: 'png' }],
  ['\xff\xd8\xff', { kind: 'jpeg' }],
  ['GIF87a', { kind: 'gif' }],
  ['GIF89a', { kind: 'gif' }],
  ['%PDF-', other('a PDF')],
  ['II*\0', other('a TIFF')],
  ['MM\0*', other('a TIFF')],
  ['8BPS', other('a Photoshop document')],
  ['BM', other('a Windows bitmap')],
  ['\x1f\x8b', other('a compressed file')],
  ['PK\x03\x04', { kind: null, reason: 'It is an archive. Unpack it and add the pictures in it.' }],
];
/** Brands of the ISO base media format that begin a file after its `ftyp`. */
const AVIF = ['avif', 'avis'];
const HEIC = ['heic', 'heix', 'heif', 'hevc', 'mif1', 'msf1'];
/** A text before the first tag may be long: editors put their licence there. */
const SEARCHED = 262_144;

export function recognise(bytes: Uint8Array): Recognised {
  if (bytes.length === 0) return { kind: null, reason: 'It is empty.' };
  const head = latin(bytes, 0, 64);
  const known = BEGINNINGS.find(([beginning]) => head.startsWith(beginning));
  if (known) return known[1];
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { kind: 'webp' };
  if (head.slice(4, 8) === 'ftyp') return inIsoMedia(head);
  // UTF-16 has a zero beside every letter of a tag.
  if (/<(?:\w+:)?svg[\s>/]/.test(latin(bytes, 0, SEARCHED).replaceAll('\0', ''))) return { kind: 'svg' };
  return { kind: null, reason: NO_PICTURE };
}

function inIsoMedia(head: string): Recognised {
  const brands = [head.slice(8, 12), ...(head.slice(16).match(/.{4}/gs) ?? [])];
  if (AVIF.some((brand) => brands.includes(brand))) return { kind: 'avif' };
  if (HEIC.some((brand) => brands.includes(brand))) return other('a HEIC photo');
  return { kind: null, reason: NO_PICTURE };
}

function other(what: string): Recognised {
  return { kind: null, reason: `It is ${what}. ${AS_PICTURE}` };
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
