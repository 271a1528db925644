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
  const washes = washesOf(layers);
  const pencil = pencilFor(layers);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 0; k < SUPERSAMPLING; k++) addRow(layers, washes, shift, pencil, y * SUPERSAMPLING + k, sums);
    for (let x = 0; x < width; x++) {
      const tooth = grain[((y & 255) << 8) | (x & 255)] as number;
      const value = (sums[x] as number) / 4;
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

const SKY = 0;
const GLOW = 1;
const STROKE = 2;
const SURFACE = 3;

/** What is washed on, by material plus one; the first is the sky. */
interface Washes {
  /** One of the four above. */
  readonly kinds: Uint8Array;
  /** Value in full light. */
  readonly values: Float64Array;
  readonly hatches: readonly Hatch[];
}

/** How a surface is hatched. */
interface Hatch {
  readonly spacing: number;
  readonly cos: number;
  readonly sin: number;
  /** Half the width of a stroke, in spacings. */
  readonly half: number;
  readonly strength: number;
}

function washesOf({ materials, lighting }: Layers): Washes {
  const base = PAPER * Math.min(1, lighting.ambient + lighting.keyStrength * 0.8);
  const values = materials.map(({ ink, tone }) => {
    if (ink === undefined) return PAPER * tone;
    return ink === 0 ? base * tone : base * (1 - ink) + PAPER * tone * 0.8 * ink;
  });
  const kinds = materials.map(({ ink, glow }) => (ink !== undefined ? STROKE : glow ? GLOW : SURFACE));
  return {
    kinds: Uint8Array.from([SKY, ...kinds]),
    values: Float64Array.from([0, ...values]),
    hatches: [BACKDROP, ...materials.map(hatchOf)],
  };
}

const BACKDROP: Hatch = { spacing: 7.5, cos: Math.cos(0.85), sin: Math.sin(0.85), half: 0.085, strength: 0.16 };

function hatchOf({ layer, object }: Material): Hatch {
  if (layer === 'set' || layer === 'far') return BACKDROP;
  const tilt = 1.15 + 0.25 * ((object * 37) % 5) * 0.2;
  return { spacing: 5.2, cos: Math.cos(tilt), sin: Math.sin(tilt), half: 0.13, strength: 0.34 };
}

/** Adds a row of samples to the pixels they are of. */
function addRow(
  { buffer, light: { light, shade }, ink: inks, lighting, horizon }: Layers,
  { kinds, values, hatches }: Washes,
  shift: ReturnType<typeof wobbleRows>,
  pencil: Pencil,
  y: number,
  sums: Float64Array,
): void {
  const { width, height, material } = buffer;
  const { dx, dy, columns } = shift;
  const [rightmost, lowest, cells, row] = [width - 1, height - 1, (y >> 3) * columns, y * width];
  const sky = PAPER * skyAt(lighting, horizon, y / height);
  for (let x = 0; x < width; x++) {
    const o = row + x;
    const ink = (inks[o] as number) / 255;
    let m = material[o] as number;
    let kind = kinds[m] as number;
    let value: number;
    if (kind === STROKE) {
      value = values[m] as number;
      value += (24 - value) * ink * 0.9;
    } else {
      const cell = cells + (x >> 3);
      const wx = Math.min(rightmost, Math.max(0, x + (dx[cell] as number)));
      const wy = Math.min(lowest, Math.max(0, y + (dy[cell] as number)));
      let q = wy * width + wx;
      const there = material[q] as number;
      const kindThere = kinds[there] as number;
      if (kindThere === SKY || kindThere === STROKE) q = o;
      else {
        m = there;
        kind = kindThere;
      }
      if (kind === SURFACE) {
        value = (values[m] as number) * ((light[q] as number) / 255);
        const dark = (shade[q] as number) / 255;
        if (dark >= 0.4) value -= pencil(x, y, hatches[m] as Hatch, dark, value);
      } else value = kind === SKY ? sky : (values[m] as number);
      if (value > LINE) value += (LINE - value) * ink * 0.96;
    }
    const pixel = x >> 1;
    sums[pixel] = (sums[pixel] as number) + value;
  }
}

/** What a drawn line comes down to. */
const LINE = 26;

function skyAt({ sky }: Lighting, horizon: number, y: number): number {
  const t = Math.min(1, Math.max(0, (horizon - y) / Math.max(0.4, horizon)));
  return sky[0] + (sky[1] - sky[0]) * t;
}

/** How much darker the pencil makes a spot. */
type Pencil = (x: number, y: number, hatch: Hatch, shade: number, value: number) => number;

/** Strokes run down to the left, away from the key light. */
function pencilFor({ buffer, seed }: Layers): Pencil {
  const unit = buffer.width / 960;
  // Neighbours lie on the same stroke: its chances are drawn once.
  let [knownRow, knownStretch, start, luck, middle] = [NaN, NaN, 0, 0, 0];
  return (x, y, { spacing, cos, sin, half: usual, strength }, shade, value) => {
    const u = (x * cos + y * sin) / unit;
    const v = (-x * sin + y * cos) / unit;
    const wave = u + 1.6 * Math.sin(v / 31 + seed);
    const row = Math.floor(wave / spacing);
    if (row !== knownRow) {
      start = hash2(row, 3, seed) * 90;
      knownStretch = NaN;
      knownRow = row;
    }
    const stretch = Math.floor((v + start) / 64);
    if (stretch !== knownStretch) {
      luck = hash2(row, stretch, seed + 5);
      middle = 0.5 + (hash2(row, stretch, seed + 6) - 0.5) * 0.3;
      knownStretch = stretch;
    }
    if (luck < 0.1) return 0;
    const half = usual * (0.7 + 0.6 * luck);
    const d = Math.abs(wave / spacing - row - middle);
    if (d > half * 1.6) return 0;
    const soft = d < half ? 1 : 1 - (d - half) / (half * 0.6);
    return soft * Math.min(1, (shade - 0.4) / 0.3) * value * strength;
  };
}
