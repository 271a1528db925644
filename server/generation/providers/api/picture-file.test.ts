import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPictureFile } from './picture-file.ts';

const grey = (width: number, height: number) => {
  return sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 90 } } });
};

test('a picture is known by its first bytes, with its size', async () => {
  const picture = grey(641, 359);
  const seen = grey(641, 359).ensureAlpha(0.5);
  const made = [
    picture.png(),
    picture.jpeg(),
    picture.jpeg({ progressive: true }),
    picture.webp(),
    picture.webp({ lossless: true }),
  ];
  for (const one of [...made, seen.webp(), picture.withMetadata({ density: 300 }).jpeg(), picture.keepExif().webp()]) {
    const { data, info } = await one.toBuffer({ resolveWithObject: true });
    const mime = `image/${info.format}`;
    expect(readPictureFile(data), mime).toMatchObject({ mime, width: 641, height: 359 });
  }
});

test('a page, a GIF, nothing, and a picture that breaks off are none', async () => {
  const png = await grey(10, 10).png().toBuffer();
  const jpeg = await grey(10, 10).jpeg().toBuffer();
  const gif = await grey(10, 10).gif().toBuffer();
  for (const bytes of [
    gif,
    Buffer.from('<!doctype html>'.repeat(9)),
    Buffer.alloc(0),
    png.subarray(0, 20),
    jpeg.subarray(0, 40),
  ]) {
    expect(readPictureFile(bytes)).toBeNull();
  }
});
