/** 32 well-mixed bits of two lattice coordinates and a seed, as a number in [0, 1). */
export function hash2(x: number, y: number, seed: number): number {
  let n = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 974711)) | 0;
  n = Math.imul(n ^ (n >>> 13), 1274126177);
  n = Math.imul(n ^ (n >>> 16), 2246822519);
  return ((n ^ (n >>> 15)) >>> 0) / 4294967296;
}

/** Smooth noise in [−1, 1] with features about one unit wide. */
export function noise2(x: number, y: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = x - i;
  const v = y - j;
  const su = u * u * (3 - 2 * u);
  const sv = v * v * (3 - 2 * v);
  const top = hash2(i, j, seed) * (1 - su) + hash2(i + 1, j, seed) * su;
  const low = hash2(i, j + 1, seed) * (1 - su) + hash2(i + 1, j + 1, seed) * su;
  return (top * (1 - sv) + low * sv) * 2 - 1;
}

const TILE = 256;

/** A square of paper tooth that repeats, values in [−1, 1]; `TILE` is a power of two so that `& 255` finds a place. */
export function grainTile(seed: number): Float32Array {
  return Float32Array.from({ length: TILE * TILE }, (_, o) => {
    const x = o & (TILE - 1);
    const y = o >> 8;
    return hash2(x, y, seed) * 0.9 + hash2(x >> 1, y >> 1, seed + 1) * 0.7 + hash2(x >> 2, y >> 2, seed + 2) * 0.4 - 1;
  });
}
