import type { GBuffer } from '../draw/raster.ts';

/**
 * Near is white, the sky black, and grey goes with one over the distance: what MiDaS gives ("relative inverse depth"),
 * which ControlNet's depth models were trained on, stretched over the picture as its annotator does. Of a buffer twice
 * as wide and high as the map.
 */
export function depthMap({ width, height, nearness }: GBuffer): Uint8Array {
  const [columns, rows] = [width >> 1, height >> 1];
  const means = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const o = y * 2 * width + x * 2;
      const above = (nearness[o] as number) + (nearness[o + 1] as number);
      const below = (nearness[o + width] as number) + (nearness[o + width + 1] as number);
      means[y * columns + x] = (above + below) / 4;
    }
  }
  const sorted = means.slice().sort();
  const far = sorted[0] as number;
  // A leaf before the lens must not leave everything else in the dark.
  const near = sorted[Math.floor((sorted.length - 1) * NEAREST)] as number;
  const scale = near > far ? 255 / (near - far) : 0;
  return Uint8Array.from(means, (mean) => Math.min(255, Math.round((mean - far) * scale)));
}

/** The share of the picture that is not nearer than white. */
const NEAREST = 0.995;
