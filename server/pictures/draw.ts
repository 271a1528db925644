import sharp from 'sharp';
import { drawingOf, drawingSvg, type PackedDrawing } from '#shared/drawing/index.ts';

/** A drawing as a picture of its own, on nothing; or over what is drawn on. */
export interface DrawOrder {
  readonly drawing: PackedDrawing;
  readonly aspectRatio: number;
  /** Pixels. */
  readonly width: number;
  /** Bytes of a picture of ours, or white paper. */
  readonly over: Uint8Array | 'paper' | 'nothing';
}

/** As PNG, in the frame's ratio. A picture of another stands in its middle, as in the grid. */
export async function draw({ drawing, aspectRatio, width, over }: DrawOrder): Promise<Uint8Array> {
  const height = Math.round(width / aspectRatio);
  const svg = drawingSvg(drawingOf(drawing), width / height, height);
  // Ours, and as long as the drawing is large: the library's limit is for those of strangers.
  const ink = sharp(Buffer.from(svg), { unlimited: true }).resize({ width, height, fit: 'fill' });
  if (over === 'nothing') return ink.png().toBuffer();
  const ground = over === 'paper' ? paper(width, height) : await fitted(over, width, height);
  return ground
    .composite([{ input: await ink.png().toBuffer() }])
    .png()
    .toBuffer();
}

function paper(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } });
}

async function fitted(picture: Uint8Array, width: number, height: number) {
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp(await sharp(picture).resize({ width, height, fit: 'contain', background }).png().toBuffer());
}
