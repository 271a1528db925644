import type { Material } from '../geometry/model.ts';
import type { GBuffer } from './raster.ts';
import { noise2 } from './noise.ts';

/** Coverage of drawn lines per pixel, 0–255. */
export type InkBuffer = Uint8Array;

/** How a kind of edge is drawn: half-width in frame units (1/960 of the width), darkness. */
const STYLES = {
  outline: { figure: [1.3, 1], prop: [0.95, 0.85], set: [0.8, 0.66], far: [0.65, 0.4] },
  inner: { figure: [0.8, 0.88], prop: [0.7, 0.7], set: [0.65, 0.5], far: [0.5, 0.3] },
} as const;

/** Finds the edges of the picture and draws each as a pen stroke that trembles, swells and thins. */
export function drawLines(
  buffer: GBuffer,
  materials: readonly Material[],
  seed: number,
  focusDepth: number,
): InkBuffer {
  const { width, height, nearness, material } = buffer;
  const ink = new Uint8Array(width * height);
  const unit = width / 960;
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const o = y * width + x;
      const m = material[o] as number;
      const right = material[o + 1] as number;
      const below = material[o + width] as number;
      let owner = m;
      let style: 'outline' | 'inner' | null = null;
      if (m !== right || m !== below) {
        const other = m !== right ? right : below;
        const q = m !== right ? o + 1 : o + width;
        const a = m === 0 ? undefined : materials[m - 1];
        const b = other === 0 ? undefined : materials[other - 1];
        if (a?.object !== b?.object) style = 'outline';
        else if (a && b && a.ink === undefined && b.ink === undefined && Math.abs(a.tone - b.tone) > 0.01)
          style = 'inner';
        if ((nearness[q] as number) > (nearness[o] as number)) owner = other;
        if (a?.glow && b?.glow) style = null;
      }
      if (style === null && m !== 0 && materials[m - 1]?.ink === undefined && folds(buffer, o)) style = 'inner';
      if (style === null || owner === 0) continue;
      const layer = (materials[owner - 1] as Material).layer;
      const [half, dark] = STYLES[style][layer];
      const depth = 1 / Math.max(nearness[o] as number, nearness[o + 1] as number, nearness[o + width] as number);
      const away = Math.min(1, Math.max(0.45, 1.15 - 0.28 * Math.log2(Math.max(0.7, depth / focusDepth))));
      stamp(ink, width, height, x, y, half * unit * (0.6 + 0.4 * away), dark * away, seed, unit);
    }
  }
  return ink;
}

/** Creases, and one part of an object standing before another. */
function folds(buffer: GBuffer, o: number): boolean {
  const { width, nearness, normals, material } = buffer;
  const w = nearness[o] as number;
  const m = material[o];
  for (const step of [1, width]) {
    if (material[o - step] !== m || material[o + step] !== m) continue;
    const bend = (nearness[o - step] as number) + (nearness[o + step] as number) - 2 * w;
    if (Math.abs(bend) > w * 0.014) return true;
    const a = o * 3;
    const b = (o + step) * 3;
    const dot =
      (normals[a] as number) * (normals[b] as number) +
      (normals[a + 1] as number) * (normals[b + 1] as number) +
      (normals[a + 2] as number) * (normals[b + 2] as number);
    if (dot < 0.55 * 126 * 126) return true;
  }
  return false;
}

/** The pen's point, moved by a slow tremble that neighbours share, so that the line stays one line. */
function stamp(
  ink: InkBuffer,
  width: number,
  height: number,
  x: number,
  y: number,
  half: number,
  dark: number,
  seed: number,
  unit: number,
): void {
  const u = x / unit;
  const v = y / unit;
  const cx = x + 1 + unit * (1.1 * noise2(u / 70, v / 70, seed) + 0.35 * noise2(u / 17, v / 17, seed + 1));
  const cy = y + 1 + unit * (1.1 * noise2(u / 70, v / 70, seed + 2) + 0.35 * noise2(u / 17, v / 17, seed + 3));
  const pressure = 1 + 0.34 * noise2(u / 46, v / 46, seed + 4);
  const r = half * pressure;
  const strength = 255 * dark * Math.min(1, 0.82 + 0.3 * pressure - 0.18);
  const reach = Math.ceil(r + 0.5);
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  for (let j = -reach; j <= reach; j++) {
    const py = y0 + j;
    if (py < 0 || py >= height) continue;
    for (let i = -reach; i <= reach; i++) {
      const px = x0 + i;
      if (px < 0 || px >= width) continue;
      const d = Math.sqrt((px + 0.5 - cx) ** 2 + (py + 0.5 - cy) ** 2);
      const cover = r + 0.5 - d;
      if (cover <= 0) continue;
      const value = strength * (cover < 1 ? cover : 1);
      const o = py * width + px;
      if (value > (ink[o] as number)) ink[o] = value;
    }
  }
}
