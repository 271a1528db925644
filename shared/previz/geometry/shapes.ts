import { Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import { triangle, vertex, type Pen } from './model.ts';

const TAU = Math.PI * 2;

export function vec(x: number, y: number, z: number): Vector3 {
  return new Vector3(x, y, z);
}

/** A skin over rings of equally many points. Smooth; the first and last ring can be closed by a fan. */
export function loft(pen: Pen, rings: readonly (readonly Vector3[])[], caps: 'both' | 'none' | 'end' = 'both'): void {
  const sides = must(rings[0]).length;
  const index = rings.map((ring, i) => {
    const before = must(rings[Math.max(0, i - 1)]);
    const after = must(rings[Math.min(rings.length - 1, i + 1)]);
    const centre = centroid(ring);
    return ring.map((p, j) => {
      const around = must(ring[(j + 1) % sides])
        .clone()
        .sub(must(ring[(j + sides - 1) % sides]));
      const along = must(after[j]).clone().sub(must(before[j]));
      const normal = around.cross(along).normalize();
      if (normal.dot(p.clone().sub(centre)) < 0) normal.negate();
      return vertex(pen, p, normal);
    });
  });
  for (let i = 0; i + 1 < rings.length; i++)
    for (let j = 0; j < sides; j++) quadOf(pen, must(index[i]), must(index[i + 1]), j, (j + 1) % sides);
  if (caps === 'both') cap(pen, must(rings[0]), must(rings[1]));
  if (caps !== 'none') cap(pen, must(rings.at(-1)), must(rings.at(-2)));
}

function quadOf(pen: Pen, lower: readonly number[], upper: readonly number[], j: number, next: number): void {
  triangle(pen, must(lower[j]), must(lower[next]), must(upper[next]));
  triangle(pen, must(lower[j]), must(upper[next]), must(upper[j]));
}

function cap(pen: Pen, ring: readonly Vector3[], inner: readonly Vector3[]): void {
  const centre = centroid(ring);
  const normal = centre.clone().sub(centroid(inner)).normalize();
  const hub = vertex(pen, centre, normal);
  const rim = ring.map((p) => vertex(pen, p, normal));
  for (let j = 0; j < rim.length; j++) triangle(pen, hub, must(rim[j]), must(rim[(j + 1) % rim.length]));
}

function centroid(ring: readonly Vector3[]): Vector3 {
  return ring.reduce((sum, p) => sum.add(p), vec(0, 0, 0)).divideScalar(ring.length);
}

export interface TubeNode {
  readonly at: Vector3;
  readonly radius: number;
  /** Second half-axis of the section, across the first; the same as `radius` if left out. */
  readonly depth?: number;
}

/** A round or oval section carried along a path without twisting. `across` points along the `radius` axis. */
export function tube(pen: Pen, path: readonly TubeNode[], sides = 12, across = vec(1, 0, 0)): void {
  const u = across.clone();
  const rings = path.map((node, i) => {
    const tangent = must(path[Math.min(i + 1, path.length - 1)])
      .at.clone()
      .sub(must(path[Math.max(i - 1, 0)]).at)
      .normalize();
    u.addScaledVector(tangent, -u.dot(tangent));
    if (u.lengthSq() < 1e-6) u.set(tangent.y, tangent.z, tangent.x).addScaledVector(tangent, -tangent.dot(u));
    u.normalize();
    return ellipse(node.at, u, tangent.clone().cross(u), node.radius, node.depth ?? node.radius, sides);
  });
  loft(pen, rings);
}

export function ellipse(at: Vector3, u: Vector3, v: Vector3, a: number, b: number, sides: number): Vector3[] {
  return Array.from({ length: sides }, (_, j) => {
    const angle = (j / sides) * TAU;
    return at
      .clone()
      .addScaledVector(u, Math.cos(angle) * a)
      .addScaledVector(v, Math.sin(angle) * b);
  });
}

export function ellipsoid(pen: Pen, at: Vector3, radii: Vector3, sides = 14, rows = 9): void {
  const rings = Array.from({ length: rows }, (_, i) => {
    const polar = ((i + 0.5) / rows) * Math.PI;
    const middle = at.clone().add(vec(0, -Math.cos(polar) * radii.y, 0));
    const r = Math.sin(polar);
    return ellipse(middle, vec(1, 0, 0), vec(0, 0, 1), radii.x * r, radii.z * r, sides);
  });
  loft(pen, rings);
}

/** An axis-aligned box by its middle and full sizes. */
export function box(pen: Pen, x: number, y: number, z: number, width: number, height: number, depth: number): void {
  const [a, b, c] = [width / 2, height / 2, depth / 2];
  const face = (n: Vector3, u: Vector3, v: Vector3) => {
    const middle = vec(x, y, z).add(n);
    quad(
      pen,
      [
        middle.clone().sub(u).sub(v),
        middle.clone().add(u).sub(v),
        middle.clone().add(u).add(v),
        middle.clone().sub(u).add(v),
      ],
      n.clone().normalize(),
    );
  };
  for (const side of [-1, 1]) {
    face(vec(a * side, 0, 0), vec(0, b, 0), vec(0, 0, c));
    face(vec(0, b * side, 0), vec(a, 0, 0), vec(0, 0, c));
    face(vec(0, 0, c * side), vec(a, 0, 0), vec(0, b, 0));
  }
}

export function quad(
  pen: Pen,
  corners: readonly [Vector3, Vector3, Vector3, Vector3],
  normal = corners[1].clone().sub(corners[0]).cross(corners[3].clone().sub(corners[0])).normalize(),
): void {
  const [a, b, c, d] = corners.map((p) => vertex(pen, p, normal)) as [number, number, number, number];
  triangle(pen, a, b, c);
  triangle(pen, a, c, d);
}

/** A flat convex outline as a fan, lit as `normal` says. */
export function fan(pen: Pen, outline: readonly Vector3[], normal: Vector3): void {
  const rim = outline.map((p) => vertex(pen, p, normal));
  for (let i = 1; i + 1 < rim.length; i++) triangle(pen, must(rim[0]), must(rim[i]), must(rim[i + 1]));
}

export function cylinder(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  radius: number,
  height: number,
  top = radius,
): void {
  const ring = (dy: number, r: number) => ellipse(vec(x, y + dy, z), vec(1, 0, 0), vec(0, 0, 1), r, r, 16);
  loft(pen, [ring(0, radius), ring(height, top)]);
}

/** A brush stroke lying on a surface: widths taper from point to point; `out` lifts it off the surface. */
export function stroke(pen: Pen, path: readonly Vector3[], widths: readonly number[], out: Vector3): void {
  const rim = path.map((p, i) => {
    const tangent = must(path[Math.min(i + 1, path.length - 1)])
      .clone()
      .sub(must(path[Math.max(i - 1, 0)]));
    const side = tangent
      .cross(out)
      .normalize()
      .multiplyScalar(must(widths[i]) / 2);
    return [vertex(pen, p.clone().add(side), out), vertex(pen, p.clone().sub(side), out)] as const;
  });
  for (let i = 0; i + 1 < rim.length; i++) {
    const [[a, b], [c, d]] = [must(rim[i]), must(rim[i + 1])];
    triangle(pen, a, b, c);
    triangle(pen, b, d, c);
  }
}

/** A Catmull-Rom curve through the points, `steps` samples a span. */
export function curve(points: readonly Vector3[], steps = 4): Vector3[] {
  const out: Vector3[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b, c, d] = [-1, 0, 1, 2].map((k) => must(points[Math.min(points.length - 1, Math.max(0, i + k))]));
    for (let s = 0; s < steps; s++) out.push(between(must(a), must(b), must(c), must(d), s / steps));
  }
  out.push(must(points.at(-1)).clone());
  return out;
}

function between(a: Vector3, b: Vector3, c: Vector3, d: Vector3, t: number): Vector3 {
  const [t2, t3] = [t * t, t * t * t];
  return vec(0, 0, 0)
    .addScaledVector(a, (-t3 + 2 * t2 - t) / 2)
    .addScaledVector(b, (3 * t3 - 5 * t2 + 2) / 2)
    .addScaledVector(c, (-3 * t3 + 4 * t2 + t) / 2)
    .addScaledVector(d, (t3 - t2) / 2);
}
