import type { Camera } from '../camera.ts';
import type { GBuffer } from '../draw/raster.ts';

/**
 * Which way surfaces face, as seen by the camera: blue to the front, red to the left, green to the top, as ControlNet 1.1
 * says that its normal model takes it from renderers. The sky faces the camera. Of a buffer twice as wide and high.
 */
export function normalMap({ width, height, normals, material }: GBuffer, { right, up, forward }: Camera): Uint8Array {
  const [columns, rows] = [width >> 1, height >> 1];
  const out = new Uint8Array(columns * rows * 3);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let [nx, ny, nz] = [0, 0, 0];
      for (const o of corners(y * 2 * width + x * 2, width)) {
        const sky = material[o] === 0;
        nx += sky ? -forward.x * 126 : (normals[o * 3] as number);
        ny += sky ? -forward.y * 126 : (normals[o * 3 + 1] as number);
        nz += sky ? -forward.z * 126 : (normals[o * 3 + 2] as number);
      }
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
      const p = (y * columns + x) * 3;
      out[p] = byte(-(nx * right.x + ny * right.y + nz * right.z) / length);
      out[p + 1] = byte((nx * up.x + ny * up.y + nz * up.z) / length);
      out[p + 2] = byte(-(nx * forward.x + ny * forward.y + nz * forward.z) / length);
    }
  }
  return out;
}

function corners(o: number, width: number): readonly number[] {
  return [o, o + 1, o + width, o + width + 1];
}

function byte(component: number): number {
  return Math.max(0, Math.min(255, Math.round((component + 1) * 127.5)));
}
