import { assert } from '#shared/lib/assert.ts';

/** Width and height of a PNG, in pixels: its first chunk, IHDR, begins with them (PNG 3, §11.2.1). */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  assert(png.byteLength > 24 && view.getUint32(0) === 0x89504e47, 'the picture is no PNG');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
