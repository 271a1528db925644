import type { Camera } from '../camera.ts';
import type { Model } from '../geometry/model.ts';
import { crossing, leftmost, rightmost } from './scanline.ts';

/** What the camera sees in each pixel. */
export interface GBuffer {
  readonly width: number;
  readonly height: number;
  /** One over the depth in metres; 0 is the sky. It is linear over a plane, which makes edges easy to tell from slopes. */
  readonly nearness: Float32Array;
  /** Index of the material plus one; 0 is the sky. */
  readonly material: Uint16Array;
  /** World normals, times 126. */
  readonly normals: Int8Array;
}

const NEAR = 0.06;

/** A corner on the screen: x, y, nearness, normal. */
const CORNER = 6;

/** Corners of one triangle; the near plane cuts it to four at most. */
type Corners = Float64Array;

/** Each vertex as the camera has it. */
interface Seen {
  /** x and y scaled to the half field of view, z the depth. */
  readonly space: Float32Array;
  /** Where it lies on the screen, if it is before the near plane: x, y, nearness. */
  readonly screen: Float64Array;
}

export function rasterise(model: Model, camera: Camera, width: number, height: number): GBuffer {
  const buffer: GBuffer = {
    width,
    height,
    nearness: new Float32Array(width * height),
    material: new Uint16Array(width * height),
    normals: new Int8Array(width * height * 3),
  };
  const seen = seenBy(model, camera, width, height);
  const { space } = seen;
  const { triangles, triangleMaterials, materials, normals } = model;
  const corners: Corners = new Float64Array(4 * CORNER);
  for (let t = 0; t < triangleMaterials.length; t++) {
    const material = triangleMaterials[t] as number;
    const a = (triangles[t * 3] as number) * 3;
    const b = (triangles[t * 3 + 1] as number) * 3;
    const c = (triangles[t * 3 + 2] as number) * 3;
    const before =
      +((space[a + 2] as number) > NEAR) + +((space[b + 2] as number) > NEAR) + +((space[c + 2] as number) > NEAR);
    if (before === 0) continue;
    const flip = facesAway(model, camera, a);
    if (flip < 0 && materials[material]?.oneSided) continue;
    let count = 0;
    count = clipEdge(corners, count, seen, normals, a, b, flip, width, height);
    count = clipEdge(corners, count, seen, normals, b, c, flip, width, height);
    count = clipEdge(corners, count, seen, normals, c, a, flip, width, height);
    for (let k = 1; k + 1 < count; k++) fill(buffer, corners, k * CORNER, material + 1);
  }
  return buffer;
}

function seenBy(model: Model, camera: Camera, width: number, height: number): Seen {
  const { positions } = model;
  const { eye, right, up, forward } = camera;
  const space = new Float32Array(positions.length);
  const screen = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const x = (positions[i] as number) - eye.x;
    const y = (positions[i + 1] as number) - eye.y;
    const z = (positions[i + 2] as number) - eye.z;
    space[i] = (x * right.x + y * right.y + z * right.z) / camera.tanX;
    space[i + 1] = (x * up.x + y * up.y + z * up.z) / camera.tanY;
    space[i + 2] = x * forward.x + y * forward.y + z * forward.z;
    const near = 1 / Math.max(NEAR, space[i + 2] as number);
    screen[i] = ((space[i] as number) * near * 0.5 + 0.5) * width;
    screen[i + 1] = (0.5 - (space[i + 1] as number) * near * 0.5) * height;
    screen[i + 2] = near;
  }
  return { space, screen };
}

function facesAway(model: Model, camera: Camera, i: number): number {
  const { positions: p, normals: n } = model;
  const x = (p[i] as number) - camera.eye.x;
  const y = (p[i + 1] as number) - camera.eye.y;
  const z = (p[i + 2] as number) - camera.eye.z;
  return x * (n[i] as number) + y * (n[i + 1] as number) + z * (n[i + 2] as number) > 0 ? -1 : 1;
}

/** Sutherland-Hodgman against the near plane, one edge at a time. Returns how many corners there are then. */
function clipEdge(
  out: Corners,
  count: number,
  { space, screen }: Seen,
  normals: readonly number[],
  i: number,
  next: number,
  flip: number,
  width: number,
  height: number,
): number {
  const zi = space[i + 2] as number;
  const zn = space[next + 2] as number;
  let o = count * CORNER;
  if (zi > NEAR) {
    out[o] = screen[i] as number;
    out[o + 1] = screen[i + 1] as number;
    out[o + 2] = screen[i + 2] as number;
    out[o + 3] = (normals[i] as number) * flip;
    out[o + 4] = (normals[i + 1] as number) * flip;
    out[o + 5] = (normals[i + 2] as number) * flip;
    o += CORNER;
  }
  if (zi > NEAR !== zn > NEAR) {
    const t = (NEAR - zi) / (zn - zi);
    const near = 1 / Math.max(NEAR, mix(space, i + 2, next + 2, t));
    out[o] = (mix(space, i, next, t) * near * 0.5 + 0.5) * width;
    out[o + 1] = (0.5 - mix(space, i + 1, next + 1, t) * near * 0.5) * height;
    out[o + 2] = near;
    for (let k = 0; k < 3; k++) out[o + 3 + k] = mix(normals, i + k, next + k, t) * flip;
    o += CORNER;
  }
  return o / CORNER;
}

function mix(values: ArrayLike<number>, i: number, next: number, t: number): number {
  const a = values[i] as number;
  return a + ((values[next] as number) - a) * t;
}

/**
 * The first corner with those at `k` and behind it. Scanlines with steps along x; normals are interpolated on the screen,
 * which is near enough for shading.
 */
function fill(buffer: GBuffer, corners: Corners, k: number, material: number): void {
  const ax = corners[0] as number;
  const ay = corners[1] as number;
  const bx = corners[k] as number;
  const by = corners[k + 1] as number;
  const cx = corners[k + CORNER] as number;
  const cy = corners[k + CORNER + 1] as number;
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (Math.abs(area) < 1e-9) return;
  const { width, height, nearness, material: materials, normals } = buffer;
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  if (top > bottom || Math.max(ax, bx, cx) < -1 || Math.min(ax, bx, cx) > width + 1) return;
  const w0 = corners[2] as number;
  const nx0 = (corners[3] as number) * 126;
  const ny0 = (corners[4] as number) * 126;
  const nz0 = (corners[5] as number) * 126;
  const wx = alongX(corners, k, 2, area);
  const wy = alongY(corners, k, 2, area);
  const nxx = alongX(corners, k, 3, area) * 126;
  const nxy = alongY(corners, k, 3, area) * 126;
  const nyx = alongX(corners, k, 4, area) * 126;
  const nyy = alongY(corners, k, 4, area) * 126;
  const nzx = alongX(corners, k, 5, area) * 126;
  const nzy = alongY(corners, k, 5, area) * 126;
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5;
    const ab = crossing(ax, ay, bx, by, py);
    const bc = crossing(bx, by, cx, cy, py);
    const ca = crossing(cx, cy, ax, ay, py);
    const from = Math.max(0, Math.ceil(leftmost(ab, bc, ca) - 0.5));
    const to = Math.min(width - 1, Math.floor(rightmost(ab, bc, ca) - 0.5));
    const ox = from + 0.5 - ax;
    const oy = py - ay;
    let w = w0 + wx * ox + wy * oy;
    let nx = nx0 + nxx * ox + nxy * oy;
    let ny = ny0 + nyx * ox + nyy * oy;
    let nz = nz0 + nzx * ox + nzy * oy;
    const end = y * width + to;
    for (let o = y * width + from; o <= end; o++) {
      if (w > (nearness[o] as number)) {
        nearness[o] = w;
        materials[o] = material;
        const n = o * 3;
        normals[n] = nx;
        normals[n + 1] = ny;
        normals[n + 2] = nz;
      }
      w += wx;
      nx += nxx;
      ny += nyx;
      nz += nzx;
    }
  }
}

/** How much the corners' value `v` grows over a pixel to the right. */
function alongX(corners: Corners, k: number, v: number, area: number): number {
  const a = corners[v] as number;
  const ay = corners[1] as number;
  const b = (corners[k + v] as number) - a;
  const c = (corners[k + CORNER + v] as number) - a;
  return (b * ((corners[k + CORNER + 1] as number) - ay) - c * ((corners[k + 1] as number) - ay)) / area;
}

/** How much it grows over a pixel down. */
function alongY(corners: Corners, k: number, v: number, area: number): number {
  const a = corners[v] as number;
  const ax = corners[0] as number;
  const b = (corners[k + v] as number) - a;
  const c = (corners[k + CORNER + v] as number) - a;
  return (c * ((corners[k] as number) - ax) - b * ((corners[k + CORNER] as number) - ax)) / area;
}
