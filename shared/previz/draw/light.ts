import type { Vector3 } from 'three';
import { vec } from '../geometry/shapes.ts';
import type { Model } from '../geometry/model.ts';
import type { Camera } from '../camera.ts';
import type { GBuffer } from './raster.ts';
import { crossing, leftmost, rightmost } from './scanline.ts';

/** A bulb, a street light, a window's glow: lights what is near it. */
export interface Lamp {
  readonly at: Vector3;
  readonly strength: number;
  /** Metres at which it has fallen to about a third. */
  readonly reach: number;
}

export interface Lighting {
  /** Light where nothing else reaches: by day nearly all of it. */
  readonly ambient: number;
  readonly keyStrength: number;
  /** Unit vector to the key light. */
  readonly key: Vector3;
  readonly lamps: readonly Lamp[];
  /** Value of the sky at the horizon and overhead. */
  readonly sky: readonly [number, number];
}

/** Per pixel 0–255: `light` is how much falls on it, `shade` how far the key light is kept off. */
export interface LightBuffer {
  readonly light: Uint8Array;
  readonly shade: Uint8Array;
}

const MAP = 1024;

interface ShadowMap {
  readonly u: Vector3;
  readonly v: Vector3;
  readonly key: Vector3;
  readonly middle: Vector3;
  readonly scale: number;
  /** Height towards the light of the first thing met. */
  readonly heights: Float32Array;
}

export function illuminate(
  buffer: GBuffer,
  model: Model,
  camera: Camera,
  lighting: Lighting,
  scene: { readonly middle: Vector3; readonly radius: number },
): LightBuffer {
  const { width, height, material } = buffer;
  const out: LightBuffer = { light: new Uint8Array(width * height), shade: new Uint8Array(width * height) };
  const map = shadowMap(model, lighting.key, scene.middle, scene.radius);
  const plain = model.materials.map((m) => m.ink !== undefined || m.glow === true);
  const lightAt = lighter(buffer, camera, lighting, map, out);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      const m = material[o] as number;
      if (m === 0 || plain[m - 1]) continue;
      // Light changes slowly: the samples of one pixel share it where they show the same thing.
      const first = o - (x & 1) - (y & 1) * width;
      if (first !== o && material[first] === m) {
        out.light[o] = out.light[first] as number;
        out.shade[o] = out.shade[first] as number;
      } else lightAt(x, y, o);
    }
  }
  return out;
}

function lighter(buffer: GBuffer, camera: Camera, lighting: Lighting, map: ShadowMap, out: LightBuffer) {
  const { width, height, nearness, normals } = buffer;
  const { key, ambient, keyStrength } = lighting;
  const { eye, forward, right, up } = camera;
  const lamps = lighting.lamps.map(({ at, strength, reach }) => ({
    x: at.x,
    y: at.y,
    z: at.z,
    strength,
    fall: 2 / (reach * reach),
  }));
  return (x: number, y: number, o: number): void => {
    const z = 1 / (nearness[o] as number);
    const sx = ((2 * (x + 0.5)) / width - 1) * camera.tanX;
    const sy = (1 - (2 * (y + 0.5)) / height) * camera.tanY;
    const nx = (normals[o * 3] as number) / 126;
    const ny = (normals[o * 3 + 1] as number) / 126;
    const nz = (normals[o * 3 + 2] as number) / 126;
    const px = eye.x + z * (forward.x + sx * right.x + sy * up.x);
    const py = eye.y + z * (forward.y + sx * right.y + sy * up.y);
    const pz = eye.z + z * (forward.z + sx * right.z + sy * up.z);
    const facing = nx * key.x + ny * key.y + nz * key.z;
    let lit = facing <= 0.02 ? 0 : facing >= 0.22 ? 1 : (facing - 0.02) / 0.2;
    if (lit > 0) lit *= unshadowed(map, px + nx * 0.02, py + ny * 0.02, pz + nz * 0.02);
    let total = ambient + keyStrength * lit * (0.75 + 0.25 * Math.max(0, facing));
    for (const lamp of lamps) {
      const dx = lamp.x - px;
      const dy = lamp.y - py;
      const dz = lamp.z - pz;
      const d2 = dx * dx + dy * dy + dz * dz + 1e-4;
      const cos = (dx * nx + dy * ny + dz * nz) / Math.sqrt(d2);
      if (cos > -0.25) total += (lamp.strength * (0.25 + cos)) / ((1 + d2 * lamp.fall) * 1.25);
    }
    out.light[o] = total >= 1 ? 255 : total * 255;
    out.shade[o] = (1 - lit) * 255;
  };
}

function shadowMap(model: Model, key: Vector3, middle: Vector3, radius: number): ShadowMap {
  const u = vec(0, 1, 0).cross(key).normalize();
  const v = key.clone().cross(u);
  const scale = MAP / 2 / radius;
  const heights = new Float32Array(MAP * MAP).fill(-1e9);
  const { positions: p, triangles, triangleMaterials, materials } = model;
  const casts = materials.map(
    (m) => m.unshadowing !== true && m.ink === undefined && m.glow !== true && m.layer !== 'far',
  );
  const [ux, uy, uz, vx, vy, vz] = [u.x, u.y, u.z, v.x, v.y, v.z];
  const at = new Float64Array(9);
  for (let t = 0; t < triangleMaterials.length; t++) {
    if (!casts[triangleMaterials[t] as number]) continue;
    for (let k = 0; k < 3; k++) {
      const i = (triangles[t * 3 + k] as number) * 3;
      const x = (p[i] as number) - middle.x;
      const y = (p[i + 1] as number) - middle.y;
      const z = (p[i + 2] as number) - middle.z;
      at[k * 3] = (x * ux + y * uy + z * uz) * scale + MAP / 2;
      at[k * 3 + 1] = (x * vx + y * vy + z * vz) * scale + MAP / 2;
      at[k * 3 + 2] = x * key.x + y * key.y + z * key.z;
    }
    fillHeights(heights, at);
  }
  return { u, v, key, middle, scale, heights };
}

/** `at`: three corners' place on the map, and their height. */
function fillHeights(heights: Float32Array, at: Float64Array): void {
  const [ax, ay, az] = [at[0] as number, at[1] as number, at[2] as number];
  const [bx, by, bz] = [at[3] as number, at[4] as number, at[5] as number];
  const [cx, cy, cz] = [at[6] as number, at[7] as number, at[8] as number];
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (Math.abs(area) < 1e-9) return;
  const zx = ((bz - az) * (cy - ay) - (cz - az) * (by - ay)) / area;
  const zy = ((cz - az) * (bx - ax) - (bz - az) * (cx - ax)) / area;
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const bottom = Math.min(MAP - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  if (Math.max(ax, bx, cx) < -1 || Math.min(ax, bx, cx) > MAP + 1) return;
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5;
    const ab = crossing(ax, ay, bx, by, py);
    const bc = crossing(bx, by, cx, cy, py);
    const ca = crossing(cx, cy, ax, ay, py);
    const from = Math.max(0, Math.ceil(leftmost(ab, bc, ca) - 0.5));
    const to = Math.min(MAP - 1, Math.floor(rightmost(ab, bc, ca) - 0.5));
    let z = az + zx * (from + 0.5 - ax) + zy * (py - ay);
    const end = y * MAP + to;
    for (let o = y * MAP + from; o <= end; o++, z += zx) if (z > (heights[o] as number)) heights[o] = z;
  }
}

/** 1 in the light, 0 in shadow, between them over a texel. */
function unshadowed(map: ShadowMap, px: number, py: number, pz: number): number {
  const x = px - map.middle.x;
  const y = py - map.middle.y;
  const z = pz - map.middle.z;
  const su = (x * map.u.x + y * map.u.y + z * map.u.z) * map.scale + MAP / 2 - 0.5;
  const sv = (x * map.v.x + y * map.v.y + z * map.v.z) * map.scale + MAP / 2 - 0.5;
  const i = Math.floor(su);
  const j = Math.floor(sv);
  if (i < 0 || j < 0 || i >= MAP - 1 || j >= MAP - 1) return 1;
  const h = x * map.key.x + y * map.key.y + z * map.key.z;
  const o = j * MAP + i;
  const { heights } = map;
  const most = h + (0.015 + 1.5 / map.scale);
  const near = +((heights[o] as number) <= most);
  const right = +((heights[o + 1] as number) <= most);
  const below = +((heights[o + MAP] as number) <= most);
  const across = +((heights[o + MAP + 1] as number) <= most);
  const fu = su - i;
  const fv = sv - j;
  return (near * (1 - fu) + right * fu) * (1 - fv) + (below * (1 - fu) + across * fu) * fv;
}
