import { quad, stroke, vec } from '../geometry/shapes.ts';
import { piece, type Stage } from './stage.ts';

/** Flat land to the horizon. */
export function ground(stage: Stage, tone: number, far = 90): void {
  const pen = piece(stage, 'set').pen(tone, { unshadowing: true });
  quad(pen, [vec(-far, 0, -far), vec(far, 0, -far), vec(far, 0, far), vec(-far, 0, far)], vec(0, 1, 0));
}

/** Pen marks scattered on the ground between two distances: grass, pebbles, ripples. */
export function marks(
  stage: Stage,
  count: number,
  near: number,
  far: number,
  kind: 'grass' | 'pebble' | 'ripple',
): void {
  const p = piece(stage, 'far');
  const pen = p.pen(0.2, { ink: 0.42, unshadowing: true });
  const { eye, forward } = stage.camera;
  const heading = Math.atan2(forward.x, forward.z);
  for (let i = 0; i < count; i++) {
    const a = heading + (stage.rng.next() - 0.5) * 1.5;
    const d = near + (far - near) * stage.rng.next() ** 1.8;
    const x = eye.x + Math.sin(a) * d;
    const z = eye.z + Math.cos(a) * d;
    const size = 0.6 + stage.rng.next();
    if (kind === 'grass')
      for (const lean of [-0.06, 0.01, 0.07])
        stroke(
          pen,
          [vec(x + lean * 0.3, 0, z), vec(x + lean * size, 0.13 * size, z)],
          [0.014, 0.004],
          forward.clone().negate(),
        );
    else
      stroke(
        pen,
        [vec(x - 0.12 * size, 0.01, z), vec(x + 0.12 * size, 0.01, z + 0.03)],
        kind === 'ripple' ? [0.012, 0.03] : [0.03, 0.02],
        vec(0, 1, 0),
      );
  }
}

/** Hills or treetops on the horizon, all round. */
export function horizon(stage: Stage, radius: number, height: number, rough: number, tone: number): void {
  const pen = piece(stage, 'far').pen(tone, { unshadowing: true });
  const steps = 96;
  const peak = Array.from({ length: steps }, (_, i) => {
    const a = (i / steps) * Math.PI * 2;
    const swell = 0.55 + 0.25 * Math.sin(a * 3 + 1) + 0.2 * Math.sin(a * 7 + 2);
    return height * (swell + rough * (stage.rng.next() - 0.5));
  });
  for (let i = 0; i < steps; i++) {
    const [a, b] = [(i / steps) * Math.PI * 2, ((i + 1) / steps) * Math.PI * 2];
    const at = (angle: number, y: number) => vec(Math.sin(angle) * radius, y, Math.cos(angle) * radius);
    const n = vec(-Math.sin(a), 0.3, -Math.cos(a)).normalize();
    quad(pen, [at(a, -1), at(b, -1), at(b, peak[(i + 1) % steps] ?? 0), at(a, peak[i] ?? 0)], n);
  }
}
