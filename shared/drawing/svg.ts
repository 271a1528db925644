import { marksOf, type Drawing, type Layer } from './mark.ts';
import { boundsOf, meet } from './bounds.ts';
import type { Ring } from './outline.ts';
import { paintOf, tracePath, type Paint } from './paint.ts';

/** Units of the SVG in a frame height: with a decimal, a tenth of a pixel in a frame of 1080 lines. */
const UNITS = 1000;

/** Paints that lie on each other with no eraser between them, and the erasers that pass over them later. */
interface Run {
  readonly paints: Paint[];
  readonly erasers: Set<number>;
}

/** A drawing as an SVG of this height in pixels, on nothing. */
export function drawingSvg(drawing: Drawing, aspectRatio: number, height: number): string {
  const erasers: Paint[] = [];
  const masks: string[] = [];
  const sheets = drawing.layers
    .filter(({ hidden }) => !hidden)
    .map((layer) => sheet(runsOf(drawing, layer, aspectRatio, erasers), masks, aspectRatio));
  const [width, w] = [Math.round(height * aspectRatio), aspectRatio * UNITS];
  const shapes = erasers.map((paint, i) => `<path id="e${String(i)}" d="${pathData(paint.rings)}"/>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${String(width)}" height="${String(height)}" ` +
    `viewBox="${String(-w / 2)} ${String(-UNITS / 2)} ${String(w)} ${String(UNITS)}">` +
    `<defs>${shapes.join('')}${masks.join('')}</defs>${sheets.join('')}</svg>`
  );
}

function runsOf(drawing: Drawing, { number }: Layer, aspectRatio: number, erasers: Paint[]): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const [, mark] of marksOf(drawing, number)) {
    const paint = paintOf(mark, aspectRatio);
    if (!paint.erases) {
      if (!open) runs.push((open = { paints: [], erasers: new Set() }));
      open.paints.push(paint);
      continue;
    }
    open = null;
    const touched = runs.filter((run) => meet(boundsOf(run.paints), boundsOf([paint])));
    for (const run of touched) run.erasers.add(erasers.length);
    if (touched.length > 0) erasers.push(paint);
  }
  return runs;
}

// Each run has one mask with all that was rubbed out of it later. Masks within masks would be shorter, but renderers allow
// only some hundred.
function sheet(runs: readonly Run[], masks: string[], aspectRatio: number): string {
  return runs
    .map(({ paints, erasers }) => {
      const shapes = paints.map(
        ({ rings, colour, opacity }) =>
          `<path d="${pathData(rings)}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity.toFixed(3)}"` : ''}/>`,
      );
      if (erasers.size === 0) return shapes.join('');
      const id = `m${String(masks.length)}`;
      const [w, h] = [aspectRatio * UNITS, UNITS];
      const area = `x="${String(-w / 2)}" y="${String(-h / 2)}" width="${String(w)}" height="${String(h)}"`;
      const rubbed = [...erasers].map((i) => `<use xlink:href="#e${String(i)}"/>`).join('');
      masks.push(
        `<mask id="${id}" maskUnits="userSpaceOnUse" ${area}><rect ${area} fill="#fff"/><g>${rubbed}</g></mask>`,
      );
      return `<g mask="url(#${id})">${shapes.join('')}</g>`;
    })
    .join('');
}

function pathData(rings: readonly Ring[]): string {
  const parts: string[] = [];
  const at = (x: number, y: number) => `${short(x)} ${short(y)}`;
  tracePath(rings, {
    moveTo: (x, y) => parts.push(`M${at(x, y)}`),
    lineTo: (x, y) => parts.push(`L${at(x, y)}`),
    closePath: () => parts.push('Z'),
  });
  return parts.join('');
}

function short(length: number): string {
  return String(Math.round(length * UNITS * 10) / 10);
}
