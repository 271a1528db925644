import type { Material } from '../geometry/model.ts';
import type { LightBuffer, Lighting } from './light.ts';
import type { InkBuffer } from './lines.ts';
import { grainTile, hash2, noise2 } from './noise.ts';
import type { GBuffer } from './raster.ts';

/** Samples per pixel along each axis. */
export const SUPERSAMPLING = 2;

interface Layers {
  readonly buffer: GBuffer;
  readonly light: LightBuffer;
  readonly ink: InkBuffer;
  readonly materials: readonly Material[];
  readonly lighting: Lighting;
  readonly seed: number;
  /** Row of the horizon as a fraction of the frame's height, for the sky. */
  readonly horizon: number;
}

const PAPER = 251;

/** Marker wash, hatching in the shade, lines on top, on paper with a tooth. */
export function sketch(layers: Layers): Uint8Array {
  const { buffer } = layers;
  const width = buffer.width / SUPERSAMPLING;
  const height = buffer.height / SUPERSAMPLING;
  const out = new Uint8Array(width * height);
  const grain = grainTile(layers.seed);
  const shift = wobbleRows(layers);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += sample(layers, shift, x * 2 + (k & 1), y * 2 + (k >> 1));
      const tooth = grain[((y & 255) << 8) | (x & 255)] as number;
      const value = sum / 4;
      // Pencil and wash catch on the tooth, bare paper hardly shows it.
      out[y * width + x] = Math.min(
        255,
        Math.max(0, value + tooth * (1.6 + 5.5 * (1 - value / 255) * (value / 90 > 1 ? 1 : value / 90)) + 0.5),
      );
    }
  }
  return out;
}

/** Colour never sits quite on the line: a displacement for the wash, on a coarse lattice. */
function wobbleRows({ buffer, seed }: Layers): { dx: Int8Array; dy: Int8Array; columns: number } {
  const columns = Math.ceil(buffer.width / 8) + 1;
  const rows = Math.ceil(buffer.height / 8) + 1;
  const unit = buffer.width / 960;
  const dx = new Int8Array(columns * rows);
  const dy = new Int8Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const u = (i * 8) / unit / 60;
      const v = (j * 8) / unit / 60;
      dx[j * columns + i] = Math.round(1.5 * unit * noise2(u, v, seed + 11));
      dy[j * columns + i] = Math.round(1.5 * unit * noise2(u, v, seed + 12));
    }
  }
  return { dx, dy, columns };
}

function sample(layers: Layers, shift: ReturnType<typeof wobbleRows>, x: number, y: number): number {
  const { buffer, light, materials } = layers;
  const { width, height } = buffer;
  const o = y * width + x;
  const ink = (layers.ink[o] as number) / 255;
  const m0 = buffer.material[o] as number;
  const here = m0 === 0 ? undefined : materials[m0 - 1];
  if (here?.ink !== undefined) return mark(layers, here, ink);
  const cell = (y >> 3) * shift.columns + (x >> 3);
  const wx = Math.min(width - 1, Math.max(0, x + (shift.dx[cell] as number)));
  const wy = Math.min(height - 1, Math.max(0, y + (shift.dy[cell] as number)));
  const w = wy * width + wx;
  let m = buffer.material[w] as number;
  let q = w;
  if (m === 0 || materials[m - 1]?.ink !== undefined) {
    m = m0;
    q = o;
  }
  const material = m === 0 ? undefined : materials[m - 1];
  let value: number;
  if (!material) value = PAPER * sky(layers, y / height);
  else if (material.glow) value = PAPER * material.tone;
  else {
    const lit = (light.light[q] as number) / 255;
    value = PAPER * material.tone * lit;
    value -= hatch(layers, x, y, material, (light.shade[q] as number) / 255, value);
  }
  const line = 26;
  return value > line ? value + (line - value) * ink * 0.96 : value;
}

function mark(layers: Layers, material: Material, ink: number): number {
  const opacity = material.ink ?? 0;
  const base = PAPER * Math.min(1, layers.lighting.ambient + layers.lighting.keyStrength * 0.8);
  const value = opacity === 0 ? base * material.tone : base * (1 - opacity) + PAPER * material.tone * 0.8 * opacity;
  return value + (24 - value) * ink * 0.9;
}

function sky({ lighting, horizon }: Layers, y: number): number {
  const t = Math.min(1, Math.max(0, (horizon - y) / Math.max(0.4, horizon)));
  return lighting.sky[0] + (lighting.sky[1] - lighting.sky[0]) * t;
}

/** How much darker the pencil makes this spot. Strokes run down to the left, away from the key light. */
function hatch(layers: Layers, x: number, y: number, material: Material, shade: number, value: number): number {
  if (shade < 0.4) return 0;
  const unit = layers.buffer.width / 960;
  const { seed } = layers;
  const backdrop = material.layer === 'set' || material.layer === 'far';
  const spacing = backdrop ? 7.5 : 5.2;
  const tilt = backdrop ? 0.85 : 1.15 + 0.25 * ((material.object * 37) % 5) * 0.2;
  const u = (x * Math.cos(tilt) + y * Math.sin(tilt)) / unit;
  const v = (-x * Math.sin(tilt) + y * Math.cos(tilt)) / unit;
  const wave = u + 1.6 * Math.sin(v / 31 + seed);
  const row = Math.floor(wave / spacing);
  const across = wave / spacing - row;
  const stretch = Math.floor((v + hash2(row, 3, seed) * 90) / 64);
  const luck = hash2(row, stretch, seed + 5);
  if (luck < 0.1) return 0;
  const middle = 0.5 + (hash2(row, stretch, seed + 6) - 0.5) * 0.3;
  const half = (backdrop ? 0.085 : 0.13) * (0.7 + 0.6 * luck);
  const d = Math.abs(across - middle);
  if (d > half * 1.6) return 0;
  const soft = d < half ? 1 : 1 - (d - half) / (half * 0.6);
  return soft * Math.min(1, (shade - 0.4) / 0.3) * value * (backdrop ? 0.16 : 0.34);
}
