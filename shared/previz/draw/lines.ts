import type { Layer, Material } from '../geometry/model.ts';
import type { GBuffer } from './raster.ts';
import { noise2 } from './noise.ts';

/** Coverage of drawn lines per pixel, 0–255. */
export type InkBuffer = Uint8Array;

/** How a kind of edge is drawn: half-width in frame units (1/960 of the width), darkness. */
type Style = Readonly<Record<Layer, readonly [half: number, dark: number]>>;

const OUTLINE: Style = { figure: [1.3, 1], prop: [0.95, 0.85], set: [0.8, 0.66], far: [0.65, 0.4] };
const INNER: Style = { figure: [0.8, 0.88], prop: [0.7, 0.7], set: [0.65, 0.5], far: [0.5, 0.3] };

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
  const surfaces: Surfaces = [undefined, ...materials];
  const smooth = Uint8Array.from(surfaces, (surface) => +(surface !== undefined && surface.ink === undefined));
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2, o = y * width + 2; x < width - 2; x++, o++) {
      const m = material[o] as number;
      let edge: Edge | null = null;
      if (m !== material[o + 1] || m !== material[o + width]) edge = edgeAt(buffer, surfaces, o);
      // Of the edges of one surface most are none: this is asked of nearly every pixel.
      const style =
        edge?.style ?? (smooth[m] === 1 && folds(nearness, buffer.normals, material, o, width) ? INNER : null);
      const owner = edge?.owner ?? m;
      if (style === null || owner === 0) continue;
      const [half, dark] = style[(surfaces[owner] as Material).layer];
      const depth = 1 / Math.max(nearness[o] as number, nearness[o + 1] as number, nearness[o + width] as number);
      const away = Math.min(1, Math.max(0.45, 1.15 - 0.28 * Math.log2(Math.max(0.7, depth / focusDepth))));
      stamp(ink, width, height, x, y, half * unit * (0.6 + 0.4 * away), dark * away, seed, unit);
    }
  }
  return ink;
}

/** Materials by their number in the buffer: the first is the sky. */
type Surfaces = readonly (Material | undefined)[];

interface Edge {
  readonly style: Style | null;
  readonly owner: number;
}

/** Where one surface meets another; the nearer one owns the line. */
function edgeAt({ width, nearness, material }: GBuffer, surfaces: Surfaces, o: number): Edge {
  const m = material[o] as number;
  const q = m !== material[o + 1] ? o + 1 : o + width;
  const other = material[q] as number;
  const owner = (nearness[q] as number) > (nearness[o] as number) ? other : m;
  const [a, b] = [surfaces[m], surfaces[other]];
  if (a?.glow && b?.glow) return { style: null, owner };
  if (a?.object !== b?.object) return { style: OUTLINE, owner };
  const tones = a && b && a.ink === undefined && b.ink === undefined && Math.abs(a.tone - b.tone) > 0.01;
  return { style: tones ? INNER : null, owner };
}

/** Creases, and one part of an object standing before another. */
function folds(nearness: Float32Array, normals: Int8Array, material: Uint16Array, o: number, width: number): boolean {
  return foldsAlong(nearness, normals, material, o, 1) || foldsAlong(nearness, normals, material, o, width);
}

function foldsAlong(
  nearness: Float32Array,
  normals: Int8Array,
  material: Uint16Array,
  o: number,
  step: number,
): boolean {
  const m = material[o];
  if (material[o - step] !== m || material[o + step] !== m) return false;
  const w = nearness[o] as number;
  const bend = (nearness[o - step] as number) + (nearness[o + step] as number) - 2 * w;
  if (Math.abs(bend) > w * 0.014) return true;
  const a = o * 3;
  const b = a + step * 3;
  const dot =
    (normals[a] as number) * (normals[b] as number) +
    (normals[a + 1] as number) * (normals[b + 1] as number) +
    (normals[a + 2] as number) * (normals[b + 2] as number);
  return dot < 0.55 * 126 * 126;
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
