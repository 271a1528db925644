import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPicture, scalePicture, type ReadPicture } from './read-picture.ts';

type Rgb = readonly [number, number, number];
const RED: Rgb = [200, 30, 20];
const BLUE: Rgb = [10, 20, 210];

const solid = (width: number, height: number, [r, g, b]: Rgb = RED) =>
  sharp({ create: { width, height, channels: 3, background: { r, g, b } } });

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  solid(width, height, RED).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: { r: BLUE[0], g: BLUE[1], b: BLUE[2] } } },
      left: width / 2,
      top: 0,
    },
  ]);

async function picture(bytes: Uint8Array): Promise<ReadPicture> {
  const read = await readPicture(bytes);
  if (!read.ok) throw new Error(read.message);
  return read.picture;
}

async function pixelAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

async function expectNear(bytes: Uint8Array, [x, y]: readonly [number, number], colour: Rgb): Promise<void> {
  const found = await pixelAt(bytes, x, y);
  for (const [i, part] of colour.entries()) expect(Math.abs((found[i] ?? 0) - part), String(found)).toBeLessThan(14);
}

test.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('%s is read as what it is', async (format) => {
  const { kind, mime, width, height, bytes } = await picture(await halves(60, 40).toFormat(format).toBuffer());
  expect({ kind, width, height }).toEqual({ kind: format, width: 60, height: 40 });
  expect(mime).toBe(format === 'png' || format === 'gif' ? 'image/png' : 'image/jpeg');
  await expectNear(bytes, [5, 5], RED);
  await expectNear(bytes, [55, 35], BLUE);
});

test('a photo that was taken with the camera turned stands upright, and says nothing of where it was taken', async () => {
  const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1' }, IFD0: { Copyright: 'Somebody' } };
  const turned = await halves(60, 40).withExif(gps).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { width, height, bytes, sizes } = await picture(turned);
  expect([width, height]).toEqual([40, 60]);
  await expectNear(bytes, [20, 5], RED);
  await expectNear(bytes, [20, 55], BLUE);
  for (const made of [bytes, ...sizes.map((size) => size.bytes)]) {
    const { exif, orientation, xmp, icc } = await sharp(made).metadata();
    expect({ exif, orientation, xmp, icc }).toEqual({});
    expect(Buffer.from(made).includes('Somebody')).toBe(false);
  }
});

test('colours of a wide space, of print and of 16 bits are those of the screen', async () => {
  const wide = await solid(20, 20).withIccProfile('p3').jpeg().toBuffer();
  // The numbers of the same red are others in that space.
  expect((await pixelAt(wide, 5, 5))[1]).not.toBe(RED[1]);
  await expectNear((await picture(wide)).bytes, [5, 5], RED);
  const print = await solid(20, 20, [128, 128, 128]).toColourspace('cmyk').jpeg().toBuffer();
  const { bytes } = await picture(print);
  expect((await sharp(bytes).metadata()).space).toBe('srgb');
  const deep = await solid(20, 20).toColourspace('rgb16').png().toBuffer();
  await expectNear((await picture(deep)).bytes, [5, 5], RED);
  expect((await sharp((await picture(deep)).bytes).metadata()).depth).toBe('uchar');
});

test('what can be seen through stays so', async () => {
  const glass = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
  })
    .webp({ lossless: true })
    .toBuffer();
  const { mime, bytes, sizes } = await picture(glass);
  expect(mime).toBe('image/png');
  expect((await pixelAt(bytes, 5, 5))[3]).toBe(128);
  expect((await sharp(sizes[0]?.bytes).metadata()).hasAlpha).toBe(true);
});

test('of an animation the first frame is kept', async () => {
  const frames = await sharp([await solid(30, 20, RED).png().toBuffer(), await solid(30, 20, BLUE).png().toBuffer()], {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  expect((await sharp(frames, { animated: true }).metadata()).pages).toBe(2);
  const { bytes, width, height } = await picture(frames);
  expect([width, height]).toEqual([30, 20]);
  await expectNear(bytes, [5, 5], RED);
});

test('a drawing is drawn as large as a board shows it, with the plain entities that programs declare', async () => {
  const svg = `<?xml version="1.0" encoding="utf-8"?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
      <!ENTITY ns_svg "http://www.w3.org/2000/svg">
      <!ENTITY ns_ai 'http://ns.adobe.com/AdobeIllustrator/10.0/'>
    ]>
    <svg version="1.1" xmlns="&ns_svg;" xmlns:i="&ns_ai;" viewBox="0 0 160 90">
      <switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"/>
      <g fill="url(#none) rgb(200, 30, 20)"><a href="https://example.org/"><rect width="160" height="90"/></a></g></switch>
    </svg>`;
  const { kind, mime, width, height, bytes } = await picture(new TextEncoder().encode(svg));
  expect({ kind, mime, width, height }).toEqual({ kind: 'svg', mime: 'image/png', width: 2048, height: 1152 });
  await expectNear(bytes, [1000, 500], RED);
});

test('sizes are as wide as they say, and never wider than the picture', async () => {
  const { sizes } = await picture(await solid(900, 450).png().toBuffer());
  const found = await Promise.all(
    sizes.map(async ({ width, bytes }) => [width, await sharp(bytes).metadata()] as const),
  );
  expect(found.map(([width, made]) => [width, made.format, made.width, made.height])).toEqual([
    [320, 'webp', 320, 160],
    [640, 'webp', 640, 320],
    [1280, 'webp', 900, 450],
  ]);
  expect((await sharp(await scalePicture(await solid(900, 450).png().toBuffer(), 320)).metadata()).width).toBe(320);
});

test('what is larger than any screen is made as large as one; 40 million pixels are taken', async () => {
  const { width, height } = await picture(await solid(8000, 5000).jpeg().toBuffer());
  expect([width, height]).toEqual([3840, 2400]);
}, 60_000);
