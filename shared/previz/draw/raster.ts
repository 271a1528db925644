import type { Camera } from '../camera.ts';
import type { Model } from '../geometry/model.ts';

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

/** Screen x, y, nearness, normal. */
type Corner = [number, number, number, number, number, number];

export function rasterise(model: Model, camera: Camera, width: number, height: number): GBuffer {
  const buffer: GBuffer = {
    width,
    height,
    nearness: new Float32Array(width * height),
    material: new Uint16Array(width * height),
    normals: new Int8Array(width * height * 3),
  };
  const seen = toCameraSpace(model, camera);
  const { triangles, triangleMaterials, materials, normals } = model;
  const corners: Corner[] = [];
  for (let t = 0; t < triangleMaterials.length; t++) {
    corners.length = 0;
    const material = triangleMaterials[t] ?? 0;
    const a = (triangles[t * 3] ?? 0) * 3;
    const b = (triangles[t * 3 + 1] ?? 0) * 3;
    const c = (triangles[t * 3 + 2] ?? 0) * 3;
    const flip = facesAway(model, camera, a);
    if (flip < 0 && materials[material]?.oneSided) continue;
    const indices = [a, b, c];
    for (let k = 0; k < 3; k++) {
      const i = indices[k] ?? 0;
      const next = indices[(k + 1) % 3] ?? 0;
      clipEdge(corners, seen, normals, i, next, flip, width, height);
    }
    for (let k = 1; k + 1 < corners.length; k++)
      fill(buffer, corners[0] as Corner, corners[k] as Corner, corners[k + 1] as Corner, material + 1);
  }
  return buffer;
}

/** Camera space per vertex: x and y scaled to the half field of view, z the depth. */
function toCameraSpace(model: Model, camera: Camera): Float32Array {
  const { positions } = model;
  const { eye, right, up, forward } = camera;
  const out = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const x = (positions[i] ?? 0) - eye.x;
    const y = (positions[i + 1] ?? 0) - eye.y;
    const z = (positions[i + 2] ?? 0) - eye.z;
    out[i] = (x * right.x + y * right.y + z * right.z) / camera.tanX;
    out[i + 1] = (x * up.x + y * up.y + z * up.z) / camera.tanY;
    out[i + 2] = x * forward.x + y * forward.y + z * forward.z;
  }
  return out;
}

function facesAway(model: Model, camera: Camera, i: number): number {
  const { positions: p, normals: n } = model;
  const x = (p[i] ?? 0) - camera.eye.x;
  const y = (p[i + 1] ?? 0) - camera.eye.y;
  const z = (p[i + 2] ?? 0) - camera.eye.z;
  return x * (n[i] ?? 0) + y * (n[i + 1] ?? 0) + z * (n[i + 2] ?? 0) > 0 ? -1 : 1;
}

/** Sutherland-Hodgman against the near plane, one edge at a time. */
function clipEdge(
  out: Corner[],
  seen: Float32Array,
  normals: readonly number[],
  i: number,
  next: number,
  flip: number,
  width: number,
  height: number,
): void {
  const zi = seen[i + 2] ?? 0;
  const zn = seen[next + 2] ?? 0;
  const corner = (t: number): Corner => {
    const mix = (from: ArrayLike<number>, k: number) => {
      const a = from[i + k] ?? 0;
      return a + ((from[next + k] ?? 0) - a) * t;
    };
    const near = 1 / Math.max(NEAR, mix(seen, 2));
    return [
      (mix(seen, 0) * near * 0.5 + 0.5) * width,
      (0.5 - mix(seen, 1) * near * 0.5) * height,
      near,
      mix(normals, 0) * flip,
      mix(normals, 1) * flip,
      mix(normals, 2) * flip,
    ];
  };
  if (zi > NEAR) out.push(corner(0));
  if (zi > NEAR !== zn > NEAR) out.push(corner((NEAR - zi) / (zn - zi)));
}

/** Scanlines with steps along x; normals are interpolated on the screen, which is near enough for shading. */
function fill(buffer: GBuffer, a: Corner, b: Corner, c: Corner, material: number): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
  if (Math.abs(area) < 1e-9) return;
  const { width, height, nearness } = buffer;
  const top = Math.max(0, Math.ceil(Math.min(a[1], b[1], c[1]) - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(a[1], b[1], c[1]) - 0.5));
  const dx = (k: 2 | 3 | 4 | 5) => ((b[k] - a[k]) * (c[1] - a[1]) - (c[k] - a[k]) * (b[1] - a[1])) / area;
  const dy = (k: 2 | 3 | 4 | 5) => ((c[k] - a[k]) * (b[0] - a[0]) - (b[k] - a[k]) * (c[0] - a[0])) / area;
  const [wx, wy, nxx, nxy] = [dx(2), dy(2), dx(3) * 126, dy(3) * 126];
  const [nyx, nyy, nzx, nzy] = [dx(4) * 126, dy(4) * 126, dx(5) * 126, dy(5) * 126];
  const { material: materials, normals } = buffer;
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5;
    let left = Infinity;
    let right = -Infinity;
    for (let e = 0; e < 3; e++) {
      const p = e === 0 ? a : e === 1 ? b : c;
      const q = e === 0 ? b : e === 1 ? c : a;
      if (p[1] <= py === q[1] <= py) continue;
      const x = p[0] + ((py - p[1]) / (q[1] - p[1])) * (q[0] - p[0]);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    const from = Math.max(0, Math.ceil(left - 0.5));
    const to = Math.min(width - 1, Math.floor(right - 0.5));
    const ox = from + 0.5 - a[0];
    const oy = py - a[1];
    let w = a[2] + wx * ox + wy * oy;
    let nx = a[3] * 126 + nxx * ox + nxy * oy;
    let ny = a[4] * 126 + nyx * ox + nyy * oy;
    let nz = a[5] * 126 + nzx * ox + nzy * oy;
    let o = y * width + from;
    for (let x = from; x <= to; x++, o++) {
      if (w > (nearness[o] as number)) {
        nearness[o] = w;
        materials[o] = material;
        normals[o * 3] = nx;
        normals[o * 3 + 1] = ny;
        normals[o * 3 + 2] = nz;
      }
      w += wx;
      nx += nxx;
      ny += nyx;
      nz += nzx;
    }
  }
}
