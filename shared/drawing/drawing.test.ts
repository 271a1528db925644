import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { decodeMark, encodeMark } from './encode.ts';
import { fillAt } from './fill.ts';
import { FIRST_LAYER, TOOLS, type Mark, type Point } from './mark.ts';
import type { Ring } from './outline.ts';
import { paintOf } from './paint.ts';
import { isHeld, isNear, transformMark } from './select.ts';
import { drawingSvg } from './svg.ts';
import { smooth, thin } from './thin.ts';

const GRAIN = 1 / 4096;
const PEN: Mark = { tool: 'pen', colour: 0, width: 0.01, opacity: 1, layer: 0, turn: 1, lines: [] };
const at = (x: number, y: number, pressure = 1): Point => ({ x, y, pressure });

/** Two seconds of a hand at 120 samples a second: a curve with a tremor, pressed harder in the middle. */
function gesture(rng: Rng, samples = 240): Point[] {
  const [turn, size] = [rng.next() * 6, 0.05 + rng.next() * 0.3];
  return Array.from({ length: samples }, (_, i) => {
    const t = i / samples;
    const tremor = () => (rng.next() - 0.5) / 4000;
    return at(
      Math.cos(turn + t * 5) * size * (0.4 + t) + tremor(),
      Math.sin(turn + t * 4) * size + tremor(),
      Math.round(255 * (0.3 + 0.6 * Math.sin(Math.PI * t))) / 255,
    );
  });
}

/** By the nonzero rule, as everything is filled. */
function covers(rings: readonly Ring[], x: number, y: number): boolean {
  let winding = 0;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [ax = 0, ay = 0] = [ring.at(i - 2), ring.at(i - 1)];
      const [bx = 0, by = 0] = [ring[i], ring[i + 1]];
      const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
      if (ay <= y && by > y && side > 0) winding += 1;
      if (ay > y && by <= y && side < 0) winding -= 1;
    }
  }
  return winding !== 0;
}

function distanceToLine({ x, y }: Point, line: readonly Point[]): number {
  return Math.min(
    ...line.slice(1).map((b, i) => {
      const a = must(line[i]);
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - a.x - dx * t, y - a.y - dy * t);
    }),
  );
}

test('a mark comes back as it was, to a quarter of a pixel', () => {
  const rng = seededRng(20261126);
  for (const tool of TOOLS) {
    const mark: Mark = {
      ...{ tool, colour: 3, width: 0.02, opacity: 0.6, layer: 4_000_000, turn: 70_000 },
      lines: [gesture(rng, 30), gesture(rng, 5)],
      ...(tool === 'text' && { text: 'Zoë’s\nhand →' }),
    };
    const back = must(decodeMark(encodeMark(mark)));
    expect({ ...back, width: 0, opacity: 0, lines: [] }).toEqual({ ...mark, width: 0, opacity: 0, lines: [] });
    expect(Math.abs(back.opacity - 0.6)).toBeLessThan(1 / 255);
    back.lines.flat().forEach((point, i) => {
      const drawn = must(mark.lines.flat()[i]);
      expect(Math.max(Math.abs(point.x - drawn.x), Math.abs(point.y - drawn.y))).toBeLessThanOrEqual(GRAIN / 2 + 1e-9);
      expect(Math.abs(point.pressure - drawn.pressure)).toBeLessThan(1 / 255);
    });
    expect(encodeMark(back)).toEqual(encodeMark(mark));
  }
});

test('nine of ten typical strokes take at most 250 bytes, and what was left out was within two fifths of a pixel', () => {
  const rng = seededRng(20261126);
  const sizes = Array.from({ length: 200 }, () => {
    const drawn = smooth(gesture(rng));
    const kept = thin(drawn, PEN.width);
    for (const point of drawn) expect(distanceToLine(point, kept)).toBeLessThanOrEqual(0.4 / 1080 + 1e-9);
    return encodeMark({ ...PEN, layer: 1, turn: 3000, lines: [kept] }).length;
  }).sort((a, b) => a - b);
  expect(sizes[100]).toBeLessThanOrEqual(190);
  expect(sizes[180]).toBeLessThanOrEqual(250);
});

test('bytes that are no mark are null: cut off, longer, of another version or tool, or out of range', () => {
  const good = encodeMark({ ...PEN, lines: [[at(0, 0), at(0.1, 0.2, 0.4), at(0.2, 0.1)]] });
  expect(decodeMark(good)).not.toBeNull();
  for (let length = 0; length < good.length; length++) expect(decodeMark(good.slice(0, length))).toBeNull();
  expect(decodeMark(Uint8Array.from([...good, 0]))).toBeNull();
  for (const [place, byte] of [
    [0, 2],
    [0, 0],
    [1, TOOLS.length],
    [2, 200],
  ] as const)
    // prettier-ignore
    expect(decodeMark(Uint8Array.from(good, (was, i) => (i === place ? byte : was)))).toBeNull();
  // A line that says it has two thousand million points, and one that leads out of every screen.
  const head = [...good.slice(0, 4), 41, 0, 1, 1];
  expect(decodeMark(Uint8Array.from([...head, 0xff, 0xff, 0xff, 0xff, 0x0f, 255, 0, 0]))).toBeNull();
  expect(decodeMark(Uint8Array.from([...head, 3, 255, 0xff, 0xff, 0x7f, 0]))).toBeNull();
  expect(decodeMark(new Uint8Array(70_000))).toBeNull();
});

test('whatever the bytes, they are read or passed over, and what is read can be painted', () => {
  const seed = 20261126;
  const rng = seededRng(seed);
  for (let round = 0; round < 4000; round++) {
    const bytes = encodeMark({
      ...{ ...PEN, tool: TOOLS[round % TOOLS.length] ?? 'pen', lines: [gesture(rng, 12)], text: 'Zoë' },
    });
    for (let hits = randomInt(rng, 4); hits >= 0; hits--) bytes[randomInt(rng, bytes.length)] = randomInt(rng, 256);
    const mark = decodeMark(bytes);
    if (!mark) continue;
    const numbers = paintOf(mark, 16 / 9).rings.flat();
    expect(numbers.every(Number.isFinite), `seed ${String(seed)}, round ${String(round)}`).toBe(true);
  }
});

test('an outline covers its whole line, at sharp turns and in tight curls too, and nothing far from it', () => {
  const rng = seededRng(20261126);
  const zigzag = Array.from({ length: 12 }, (_, i) => at((i - 6) / 60, i % 2 ? 0.05 : -0.05));
  const curl = Array.from({ length: 80 }, (_, i) => at(Math.cos(i / 3) * 0.01, Math.sin(i / 3) * 0.01 + i / 2000));
  const back = [at(0, 0), at(0.1, 0), at(0, 0), at(0.1, 0.0001)];
  for (const line of [zigzag, curl, back, thin(gesture(rng), 0.05), [at(0.1, 0.1)]]) {
    for (const [tool, width] of [
      ['pen', 0.004],
      ['marker', 0.05],
      ['pencil', 0.006],
    ] as const) {
      // prettier-ignore
      const { rings } = paintOf({ ...PEN, tool, width, lines: [line] }, 16 / 9);
      line.forEach((to, i) => {
        const from = line[i - 1] ?? to;
        for (const t of [0.01, 0.3, 0.5, 0.7, 0.99]) {
          const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
          expect(covers(rings, x, y), `${tool} at ${String(i)}`).toBe(true);
        }
      });
      const reach = rings.flatMap((ring) =>
        ring.flatMap((x, i) => (i % 2 ? [] : [distanceToLine(at(x, ring[i + 1] ?? 0), [...line, must(line.at(-1))])])),
      );
      expect(Math.max(...reach)).toBeLessThan(width);
    }
  }
});

test('the light hand draws thinner and, with a pencil, paler', () => {
  const line = (pressure: number) => [[at(-0.1, 0, pressure), at(0.1, 0, pressure)]];
  const width = (pressure: number) =>
    Math.max(...paintOf({ ...PEN, lines: line(pressure) }, 1).rings.flat().filter((_, i) => i % 2)); // prettier-ignore
  expect(width(0.2)).toBeLessThan(width(0.9) / 2);
  const dark = (pressure: number) => paintOf({ ...PEN, tool: 'pencil', lines: line(pressure) }, 1).opacity;
  expect(dark(0.2)).toBeLessThan(dark(0.9));
});

test('a lasso holds what has half of its points in it; moving and growing are exact', () => {
  const mark = { ...PEN, lines: [[at(0, 0), at(0.1, 0), at(0.2, 0), at(0.3, 0)]] };
  const square = (left: number, right: number) => [at(left, -1), at(right, -1), at(right, 1), at(left, 1)];
  expect([isHeld(mark, square(-0.05, 0.15)), isHeld(mark, square(0.25, 0.4)), isHeld(mark, square(1, 2))]).toEqual([
    ...[true, false, false],
  ]);
  expect([isNear(mark, at(0.15, 0.01), 0.01), isNear(mark, at(0.15, 0.1), 0.01)]).toEqual([true, false]);
  const grown = transformMark(mark, { about: at(0.1, 0), scale: 2, dx: 0, dy: 0.5 });
  expect(grown.lines).toEqual([[at(-0.1, 0.5), at(0.1, 0.5), at(0.1 + 0.2, 0.5), at(0.1 + 0.4, 0.5)]]);
  expect(grown.width).toBe(0.02);
});

test('a fill reaches to the ink and not through it; holes stay open', () => {
  const [width, height] = [160, 90];
  const ink = new Uint8Array(width * height);
  const wall = (x: number, y: number) => (ink[y * width + x] = 1);
  for (let x = 40; x <= 120; x++) [20, 21, 70, 71].forEach((y) => wall(x, y));
  for (let y = 20; y <= 71; y++) [40, 41, 119, 120].forEach((x) => wall(x, y));
  for (let x = 70; x < 90; x++) for (let y = 40; y < 50; y++) wall(x, y);
  const lines = must(fillAt({ width, height, ink }, 60, 30));
  const { rings } = paintOf({ ...PEN, tool: 'fill', lines }, 16 / 9);
  const filled = (x: number, y: number) => covers(rings, (x + 0.5 - width / 2) / height, (y + 0.5) / height - 0.5);
  expect([filled(60, 30), filled(100, 60), filled(44, 24)]).toEqual([true, true, true]);
  expect([filled(30, 30), filled(80, 45), filled(60, 80)]).toEqual([false, false, false]);
  expect(lines.flat().length).toBeLessThan(30);
  expect(fillAt({ width, height, ink }, 40, 30)).toBeNull();
});

test('a camera’s move boxes its frames in the ratio of the film, wherever that changes', () => {
  const mark: Mark = { ...PEN, tool: 'camera', lines: [[at(-0.2, 0, 0.5), at(0.3, 0.1, 0.4)]] };
  for (const ratio of [2.39, 1]) {
    const numbers = paintOf(mark, ratio).rings.flat();
    const xs = numbers.filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBeCloseTo(Math.min(-0.2 - 0.25 * ratio, 0.3 - 0.2 * ratio), 1);
  }
});

test('an SVG has the marks of visible layers in their order, and masks only what an eraser passed over later', () => {
  const line = (x: number) => [[at(x, -0.1), at(x, 0.1)]];
  const marks = new Map<string, Mark>([
    ['b', { ...PEN, turn: 2, colour: 6, lines: line(0) }],
    ['a', { ...PEN, turn: 1, colour: 5, lines: line(0.4) }],
    ['c', { ...PEN, turn: 3, tool: 'eraser', width: 0.05, lines: line(0) }],
    ['d', { ...PEN, turn: 4, colour: 8, lines: line(0) }],
    ['e', { ...PEN, turn: 5, colour: 9, layer: 7, lines: line(0) }],
  ]);
  const layers = [FIRST_LAYER, { number: 7, name: 'Notes', hidden: true, order: 1 }];
  const svg = drawingSvg({ layers, marks }, 16 / 9, 720);
  expect(svg).toContain('width="1280" height="720"');
  expect([...svg.matchAll(/fill="(#\w{6})"/g)].map(([, colour]) => colour)).toEqual(['#c2321f', '#1f5fae', '#2f7d4f']);
  expect([...svg.matchAll(/<mask /g)]).toHaveLength(1);
  expect(svg.indexOf('#1f5fae')).toBeLessThan(svg.indexOf('</g>', svg.indexOf('<g mask')));
  expect(svg.indexOf('#2f7d4f')).toBeGreaterThan(svg.lastIndexOf('</g>'));
});
