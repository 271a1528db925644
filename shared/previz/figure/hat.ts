import type { Vector3 } from 'three';
import type { Pen } from '../geometry/model.ts';
import { loft, vec } from '../geometry/shapes.ts';
import type { Hat } from '../spec.ts';

/** Hats in head space (head.ts). */
export function addHat(pen: Pen, band: Pen, hat: Hat): void {
  if (hat === 'fedora') {
    loft(pen, [
      ring(0.79, 0.4, 0.47),
      ring(0.95, 0.385, 0.45),
      ring(1.1, 0.35, 0.41),
      ring(1.15, 0.26, 0.33),
      ring(1.1, 0.12, 0.2),
    ]);
    loft(band, [ring(0.8, 0.408, 0.478), ring(0.87, 0.4, 0.468)], 'none');
    brim(pen, 0.79, 0.66, 0.74, 0.05, -0.05);
  }
  if (hat === 'wide_brim') {
    loft(pen, [ring(0.78, 0.4, 0.47), ring(0.95, 0.37, 0.43), ring(1.06, 0.28, 0.33), ring(1.1, 0.1, 0.12)]);
    loft(band, [ring(0.79, 0.408, 0.478), ring(0.86, 0.398, 0.462)], 'none');
    brim(pen, 0.78, 0.88, 0.95, -0.1, -0.1);
  }
  if (hat === 'cap') {
    loft(pen, [
      ring(0.73, 0.375, 0.465),
      ring(0.85, 0.36, 0.45),
      ring(0.97, 0.29, 0.36),
      ring(1.05, 0.16, 0.2),
      ring(1.075, 0.03, 0.03),
    ]);
    const rows = [0, 1, 2].map((i) =>
      Array.from({ length: 14 }, (_, j) => {
        const a = (j / 14) * Math.PI * 2;
        const out = Math.max(0, Math.cos(a));
        return vec(Math.sin(a) * (0.34 - i * 0.02), 0.755 - i * 0.03 - (1 - out) * 0.02, 0.3 + out * (0.13 + i * 0.16));
      }),
    );
    loft(band, rows);
  }
  if (hat === 'beanie') {
    loft(pen, [
      ring(0.7, 0.385, 0.475),
      ring(0.78, 0.39, 0.48),
      ring(0.95, 0.355, 0.43),
      ring(1.08, 0.23, 0.29),
      ring(1.14, 0.06, 0.08),
    ]);
    loft(band, [ring(0.69, 0.395, 0.485), ring(0.8, 0.4, 0.488)], 'none');
  }
}

function ring(level: number, across: number, along: number): Vector3[] {
  return Array.from({ length: 24 }, (_, j) => {
    const a = (j / 24) * Math.PI * 2;
    return vec(Math.sin(a) * across, level, Math.cos(a) * along - 0.03);
  });
}

function brim(pen: Pen, level: number, across: number, along: number, curlSides: number, dipFront: number): void {
  const rim = (k: number, thick: number) =>
    Array.from({ length: 28 }, (_, j) => {
      const a = (j / 28) * Math.PI * 2;
      const [s, c] = [Math.sin(a), Math.cos(a)];
      const x = s * (0.38 + (across - 0.38) * k);
      const z = c * (0.45 + (along - 0.45) * k) - 0.03;
      return vec(x, level + thick + k * (curlSides * s * s + dipFront * Math.max(0, c)), z);
    });
  loft(pen, [rim(0, 0.02), rim(0.5, 0.015), rim(1, 0.008), rim(1, -0.008), rim(0.5, -0.015), rim(0, -0.02)], 'none');
}
