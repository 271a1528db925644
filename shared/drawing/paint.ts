import { wordRings } from './lettering.ts';
import { cameraRings, wayRings } from './moves.ts';
import { PALETTE, type Mark, type Point } from './mark.ts';
import { outlineOf, type Ring } from './outline.ts';

/** An area and what it is filled with: all that a browser or the server needs to know of a mark. */
export interface Paint {
  /** Filled together, by the nonzero rule. */
  readonly rings: readonly Ring[];
  /** `#rrggbb`. */
  readonly colour: string;
  /** 0 to 1. */
  readonly opacity: number;
  /** Takes away from what lies under it on its layer instead. */
  readonly erases: boolean;
}

/** What takes the path of an area: a Path2D of a browser is one. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/**
 * The one function by which marks become areas, here and on the server. `aspectRatio` is the frame's: the boxes of a
 * camera's move have it, too.
 */
export function paintOf(mark: Mark, aspectRatio: number): Paint {
  const { tool, colour, opacity } = mark;
  return {
    rings: ringsOf(mark, aspectRatio),
    colour: PALETTE[colour]?.hex ?? PALETTE[0].hex,
    opacity: tool === 'eraser' ? 1 : tool === 'pencil' ? opacity * softness(mark) : opacity,
    erases: tool === 'eraser',
  };
}

function ringsOf(mark: Mark, aspectRatio: number): readonly Ring[] {
  const { tool, lines, width } = mark;
  const radius = width / 2;
  const [line = []] = lines;
  switch (tool) {
    case 'pen':
      return outlineOf(line, ({ pressure }) => radius * (0.2 + 0.8 * pressure));
    case 'pencil':
      return outlineOf(grained(line), ({ x, y, pressure }) => {
        const full = radius * (0.35 + 0.65 * pressure);
        return full - grain(x, y) * Math.min(full * 0.35, ROUGH);
      });
    case 'marker':
      return outlineOf(line, ({ pressure }) => radius * (0.85 + 0.15 * pressure));
    case 'eraser':
      return outlineOf(line, ({ pressure }) => radius * (0.6 + 0.4 * pressure));
    case 'fill':
      return lines.map((ring) => ring.flatMap(({ x, y }) => [x, y]));
    case 'arrow':
      return wayRings(line, width);
    case 'camera':
      return cameraRings(line, width, aspectRatio);
    case 'text':
      return wordRings(mark);
  }
}

/** Graphite is as dark as the hand was heavy. */
function softness({ lines: [line = []] }: Mark): number {
  const mean = line.reduce((sum, { pressure }) => sum + pressure, 0) / Math.max(1, line.length);
  return 0.35 + 0.65 * mean;
}

/** The tooth of the paper, in frame heights: how far apart its grains are, and how deep they bite into an edge. */
const TOOTH = 1 / 360;
const ROUGH = 1.3 / 1080;

function grained(line: readonly Point[]): Point[] {
  return line.flatMap((to, i) => {
    const from = line[i - 1];
    if (!from) return [to];
    const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / TOOTH));
    return Array.from({ length: steps }, (_, step) => {
      const t = (step + 1) / steps;
      const on = (a: number, b: number) => a + (b - a) * t;
      return { x: on(from.x, to.x), y: on(from.y, to.y), pressure: on(from.pressure, to.pressure) };
    });
  });
}

/** 0 to 1 by the place alone, so that a stroke looks the same in every window and on the server. */
function grain(x: number, y: number): number {
  let hash = Math.imul(Math.round(x * 4096), 0x9e3779b1) ^ Math.imul(Math.round(y * 4096), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}

/** Walks the rings of an area into a path. */
export function tracePath(rings: readonly Ring[], path: PathSink): void {
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
}
