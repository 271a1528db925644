import sharp, { type Metadata, type Sharp } from 'sharp';
import { PICTURE_WIDTHS, type PictureWidth } from '#shared/lib/picture-widths.ts';
import { recognise, type PictureKind } from './picture-kind.ts';
import { safeSvg } from './safe-svg.ts';

/** A picture as it is kept: the right way up, in sRGB, without anything that the file said beside its pixels. */
export interface ReadPicture {
  readonly kind: PictureKind;
  readonly mime: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  readonly sizes: readonly { readonly width: PictureWidth; readonly bytes: Uint8Array }[];
}

export type PictureRead =
  | { readonly ok: true; readonly picture: ReadPicture }
  | {
      readonly ok: false;
      readonly code: 'unsupported_file' | 'too_large';
      readonly message: string;
      /** The library broke off in the middle of it. */
      readonly broke?: true;
    };

const MEGAPIXEL = 1_000_000;
const MAX_PIXELS = 40 * MEGAPIXEL;
/** AVIF is decoded whole, at several times the cost of JPEG: 12 million pixels take two seconds and 250 MB. */
const MAX_AVIF_PIXELS = 12 * MEGAPIXEL;
/** Longest side of what is kept: what a large screen shows. The loader of JPEG halves a photo of 40 million for it by itself. */
const MAX_SIDE = 3840;
/** Longest side of a drawing that has no pixels of its own. */
const DRAWN_SIDE = 2048;
/** A picture without transparency whose PNG is larger is a photo. */
const MAX_PNG = 6 * 1024 * 1024;

const DAMAGED = 'It is damaged or cut off: it can’t be read to its end.';

// Whatever a file's first bytes make the library think, these are all that it may read with.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Png', 'Jpeg', 'Webp', 'Nsgif', 'Heif', 'Svg'].map((format) => `VipsForeignLoad${format}Buffer`),
});
sharp.cache(false);
// Two threads would take the other core from those who type.
sharp.concurrency(1);

/** Reads a file as a picture. `message` says in a sentence why it is none. Never throws for what is in the file. */
export async function readPicture(bytes: Uint8Array): Promise<PictureRead> {
  const found = recognise(bytes);
  if (found.kind === null) return refused(found.reason);
  try {
    const opened = found.kind === 'svg' ? await openSvg(bytes) : await openPixels(bytes, found.kind);
    if ('ok' in opened) return opened;
    return { ok: true, picture: await keep(opened, found.kind) };
  } catch {
    // The library's words are for programmers; whatever it could not read is damaged to a person.
    return { ...refused(DAMAGED), broke: true };
  }
}

/** A picture that one of ours has kept, as it was kept, or why it is none. */
export type PictureCheck = (Pick<ReadPicture, 'sizes'> & { readonly ok: true; readonly mime: string }) | Refused;

/** The kinds that are kept, or once were. */
const KEPT: Partial<Record<PictureKind, string>> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' };

/** Whether all of it decodes, and is of a kind and size that is kept. Never throws for what is in the file. */
export async function checkPicture(bytes: Uint8Array): Promise<PictureCheck> {
  const found = recognise(bytes);
  if (found.kind === null) return refused(found.reason);
  const mime = KEPT[found.kind];
  if (mime === undefined) return refused('Pictures of a project are PNG, JPEG or WebP.');
  try {
    const opened = await openPixels(bytes, found.kind);
    if ('ok' in opened) return opened;
    const sizes = await sizesOf(() => opened.clone());
    return { ok: true, mime, sizes };
  } catch {
    return { ...refused(DAMAGED), broke: true };
  }
}

/** A picture of ours made smaller, never larger. */
export async function scalePicture(bytes: Uint8Array, width: PictureWidth): Promise<Uint8Array> {
  return bytesOf(await shrink(sharp(bytes, { limitInputPixels: MAX_PIXELS }), width).toBuffer());
}

type Refused = Extract<PictureRead, { ok: false }>;

async function openPixels(bytes: Uint8Array, kind: PictureKind): Promise<Sharp | Refused> {
  const header = sharp(bytes, { limitInputPixels: false, pages: 1 });
  const large = tooLarge(await header.metadata(), kind === 'avif' ? MAX_AVIF_PIXELS : MAX_PIXELS, kind);
  if (large) return large;
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1, sequentialRead: true }).autoOrient();
}

function tooLarge({ width, height }: Metadata, most: number, kind: PictureKind): Refused | null {
  if (width * height <= most) return null;
  const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
  const name = kind === 'avif' ? 'AVIF picture' : 'picture';
  const message = `It has ${size}; a ${name} may have ${String(most / MEGAPIXEL)} million. Make it smaller and add that.`;
  return { ok: false, code: 'too_large', message: message.replace('a AVIF', 'an AVIF') };
}

async function openSvg(bytes: Uint8Array): Promise<Sharp | Refused> {
  const svg = safeSvg(bytes);
  if (!svg.ok) return refused(svg.error);
  let pixels = 0;
  for (const picture of svg.value.embedded) {
    const { width, height } = await sharp(picture, { limitInputPixels: false, pages: 1 }).metadata();
    pixels += width * height;
  }
  if (pixels > MAX_PIXELS)
    return refused('The pictures inside it have more than 40 million pixels together.', 'too_large');
  const drawn = Buffer.from(svg.value.bytes);
  const { width, height } = await sharp(drawn, { limitInputPixels: false }).metadata();
  const density = (72 * DRAWN_SIDE) / Math.max(width, height);
  if (!(density >= 1 && density <= 100_000))
    return refused('It is far too large or too small to be drawn.', 'too_large');
  return sharp(drawn, { limitInputPixels: MAX_PIXELS, density, failOn: 'error' });
}

/** Formats of photos: what can't be seen through is kept as one. */
const PHOTOS: readonly PictureKind[] = ['jpeg', 'webp', 'avif'];

async function keep(image: Sharp, kind: PictureKind): Promise<ReadPicture> {
  // Once to pixels, from which the whole and its sizes are made: colours in sRGB, 8 bits, the profile left behind.
  const { data, info } = await image
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const raw = () => sharp(data, { raw: { width, height, channels } });
  const transparent = (channels === 4 || channels === 2) && !(await raw().stats()).isOpaque;
  const pixels = () => (transparent ? raw() : raw().removeAlpha());
  const whole = await encode(pixels, PHOTOS.includes(kind), transparent);
  return { kind, ...whole, width, height, sizes: await sizesOf(pixels) };
}

async function sizesOf(pixels: () => Sharp): Promise<ReadPicture['sizes']> {
  const sizes: ReadPicture['sizes'][number][] = [];
  for (const size of PICTURE_WIDTHS) {
    sizes.push({ width: size, bytes: bytesOf(await shrink(pixels(), size).toBuffer()) });
  }
  return sizes;
}

async function encode(pixels: () => Sharp, photo: boolean, transparent: boolean) {
  if (transparent || !photo) {
    const png = bytesOf(await pixels().png().toBuffer());
    if (transparent || png.length <= MAX_PNG) return { mime: 'image/png', bytes: png } as const;
  }
  // Full colour resolution: thin coloured lines of a drawing stay clean.
  const jpeg = await pixels().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  return { mime: 'image/jpeg', bytes: bytesOf(jpeg) } as const;
}

function shrink(image: Sharp, width: PictureWidth): Sharp {
  return image.resize({ width, withoutEnlargement: true }).webp({ quality: 82, effort: 3, smartSubsample: true });
}

function refused(message: string, code: Refused['code'] = 'unsupported_file'): Refused {
  return { ok: false, code, message };
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
