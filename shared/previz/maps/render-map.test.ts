import { expect, test } from 'vitest';
import { lookOf } from '../cast-look.ts';
import { INTERIORS } from '../kinds.ts';
import { renderFrame } from '../render-frame.ts';
import { RENDERER_VERSION, type FigureSpec, type PrevizSpec, type SetKind } from '../spec.ts';
import { isAnybodySeen, mapWidth, renderMap, type MapPicture } from './render-map.ts';

type Wish = Partial<Omit<PrevizSpec, 'shot' | 'set'>> & { shot?: Partial<PrevizSpec['shot']>; set?: SetKind };

function specOf({ set = 'room', shot, ...wish }: Wish = {}, facing: FigureSpec['facing'] = 'camera'): PrevizSpec {
  return {
    ...{ renderer: RENDERER_VERSION, aspectRatio: 16 / 9, width: 320, seed: 5, focus: 0 },
    set: { kind: set, interior: INTERIORS.has(set), time: 'day' },
    figures: [{ name: 'ANNA', look: lookOf('ANNA', ['ANNA', 'BEN']), pose: 'stand', facing }],
    ...wish,
    shot: { size: 'FS', angle: 'eye', movement: 'static', lens: 35, ...shot },
  };
}

function mapped(spec: PrevizSpec, map: Parameters<typeof renderMap>[1]): MapPicture {
  const picture = renderMap(spec, map);
  if (!picture) throw new Error(`no ${map}`);
  return picture;
}

/** How many pixels have each colour. */
function colours({ pixels }: MapPicture): Map<string, number> {
  const found = new Map<string, number>();
  for (let p = 0; p < pixels.length; p += 3) {
    const colour = pixels.subarray(p, p + 3).join();
    found.set(colour, (found.get(colour) ?? 0) + 1);
  }
  return found;
}

test('a map is of the frame’s size, and the same bytes for the same spec', () => {
  for (const aspectRatio of [16 / 9, 1, 2.39]) {
    const spec = specOf({ aspectRatio });
    const { width, height } = renderFrame(spec);
    for (const map of ['depth', 'pose', 'normal'] as const) {
      const picture = mapped(spec, map);
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(picture.pixels).toHaveLength(width * height * picture.channels);
      expect(mapped(structuredClone(spec), map).pixels).toEqual(picture.pixels);
    }
  }
});

test('of depth the near is white, the sky black, and a figure lighter than what is behind it', () => {
  const { width, height, pixels } = mapped(specOf({ set: 'beach' }), 'depth');
  const at = (x: number, y: number) => pixels[Math.floor(y * height) * width + Math.floor(x * width)] ?? -1;
  expect(at(0.1, 0.02)).toBe(0);
  expect(at(0.1, 0.99)).toBeGreaterThan(240);
  const row = Array.from({ length: width }, (_, x) => at(x / width, 0.3));
  // Over the horizon there is nothing but her.
  expect(Math.max(...row)).toBeGreaterThan(60);
  expect(row[4]).toBeLessThan(40);
});

test('a floor faces up, green; what faces left is red; what faces the camera is blue, and so is the sky', () => {
  const { width, height, pixels } = mapped(specOf({ set: 'beach' }), 'normal');
  const at = (x: number, y: number) => {
    const p = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
    return [...pixels.subarray(p, p + 3)];
  };
  const [r = 0, g = 0, b = 0] = at(0.05, 0.98);
  expect(g).toBeGreaterThan(240);
  expect(Math.abs(r - 128)).toBeLessThan(6);
  expect(b).toBeLessThan(160);
  expect(at(0.1, 0.02)).toEqual([128, 128, 255]);
  // Down her legs there is the sand beside her; at her chest the sea and the sky, which have no red of their own.
  const chest = Array.from({ length: width }, (_, x) => at(x / width, 0.33)[0] ?? 128);
  expect(chest.indexOf(Math.max(...chest))).toBeLessThan(chest.indexOf(Math.min(...chest)));
  expect(Math.max(...chest)).toBeGreaterThan(180);
});

test('who faces the camera has the eighteen joints of OpenPose in their colours; who turns away has ears but no face', () => {
  const [NOSE, RIGHT_SHOULDER, LEFT_SHOULDER, LEFT_ANKLE, RIGHT_EAR] = [
    ...['255,0,0', '255,170,0', '85,255,0', '0,0,255', '255,0,170'],
  ];
  const facing = mapped(specOf({ width: 960 }), 'pose');
  const found = colours(facing);
  // Of eighteen colours and seventeen dimmed ones, on black.
  expect([...found.keys()].every((colour) => /^(\d+),(\d+),(\d+)$/.test(colour))).toBe(true);
  for (const colour of [NOSE, RIGHT_SHOULDER, LEFT_SHOULDER, LEFT_ANKLE])
    expect(found.get(colour ?? '')).toBeGreaterThan(20);
  expect(found.get('0,0,0')).toBeGreaterThan(facing.width * facing.height * 0.95);
  // Her right is on the left of the frame.
  const columnOf = (colour: string | undefined) => {
    const { pixels, width } = facing;
    for (let p = 0; p < pixels.length; p += 3) {
      if (pixels.subarray(p, p + 3).join() === colour) return (p / 3) % width;
    }
    return -1;
  };
  expect(columnOf(RIGHT_SHOULDER)).toBeLessThan(columnOf(LEFT_SHOULDER));
  const away = colours(mapped(specOf({ width: 960 }, 'away'), 'pose'));
  expect(away.get(NOSE ?? '')).toBeUndefined();
  expect(away.get(RIGHT_EAR ?? '')).toBeGreaterThan(5);
  expect(away.get(LEFT_SHOULDER ?? '')).toBeGreaterThan(20);
});

test('joints out of the frame, or behind what stands before them, are not there', () => {
  const close = colours(mapped(specOf({ width: 960, shot: { size: 'CU' } }), 'pose'));
  expect(close.get('255,0,0')).toBeGreaterThan(20);
  expect(close.get('0,0,255')).toBeUndefined();
});

test('where nobody is there are no poses, but there is depth', () => {
  for (const spec of [specOf({ figures: [] }), specOf({ shot: { size: 'INSERT' }, prop: 'letter' })]) {
    expect(renderMap(spec, 'pose')).toBeNull();
    expect(isAnybodySeen(spec)).toBe(false);
    expect(new Set(mapped(spec, 'depth').pixels).size).toBeGreaterThan(20);
  }
});

test('a map has a million pixels, as wide as the frame is', () => {
  expect(isAnybodySeen(specOf())).toBe(true);
  for (const aspectRatio of [16 / 9, 1, 2.39]) {
    const width = mapWidth(aspectRatio);
    expect(width % 8).toBe(0);
    expect(Math.abs(((width / aspectRatio) * width) / 1_000_000 - 1)).toBeLessThan(0.02);
  }
});
