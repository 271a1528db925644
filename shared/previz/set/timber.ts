import { box, quad, tube, vec } from '../geometry/shapes.ts';
import { line, type Piece } from './stage.ts';

/** A boarded cabin with one window, a door, a pitched roof and a stove pipe; its front is +z, its floor at `y`. */
export function cabin(p: Piece, lit: boolean, y = 0, scale = 1): void {
  const [w, h, d] = [2.5 * scale, 2.15 * scale, 2 * scale];
  const out = vec(0, 0, 1);
  const front = d / 2 + 0.01;
  box(p.pen(0.74), 0, y + h / 2, 0, w, h, d);
  for (let k = 1; k < 9; k++) {
    const x = -w / 2 + (w * k) / 9;
    line(p, vec(x, y, front), vec(x, y + h, front), out, 0.012, 0.4);
    for (const side of [-1, 1] as const)
      line(
        p,
        vec((side * w) / 2 + side * 0.01, y, -d / 2 + (d * k) / 9),
        vec((side * w) / 2 + side * 0.01, y + h, -d / 2 + (d * k) / 9),
        vec(side, 0, 0),
        0.012,
        0.4,
      );
  }
  box(p.pen(0.95), -w * 0.18, y + h * 0.62, front, w * 0.38, h * 0.38, 0.05);
  box(p.pen(lit ? 1 : 0.3, lit ? { glow: true } : {}), -w * 0.18, y + h * 0.62, front + 0.02, w * 0.31, h * 0.3, 0.05);
  line(p, vec(-w * 0.18, y + h * 0.47, front + 0.06), vec(-w * 0.18, y + h * 0.77, front + 0.06), out, 0.03, 0.8);
  box(p.pen(0.5), w * 0.29, y + h * 0.42, front, w * 0.26, h * 0.84, 0.06);
  const roof = p.pen(0.4);
  const ridge = y + h + 0.62 * scale;
  const [a, b] = [w / 2 + 0.2 * scale, d / 2 + 0.25 * scale];
  for (const side of [-1, 1] as const)
    quad(
      roof,
      [vec(-a, y + h - 0.08, side * b), vec(a, y + h - 0.08, side * b), vec(a, ridge, 0), vec(-a, ridge, 0)],
      vec(0, 0.85, side * 0.5).normalize(),
    );
  tube(
    p.pen(0.3),
    [vec(w * 0.32, y + h, -0.2), vec(w * 0.32, ridge + 0.5 * scale, -0.2)].map((at) => ({ at, radius: 0.08 * scale })),
    8,
  );
}
