import type { ElementId } from '#shared/lib/ids.ts';
import type { Pagination } from './paginate.ts';
import { LINE, linesPerPage, type PageSettings } from './settings.ts';

export interface SceneLength {
  /** The scene heading. */
  readonly element: ElementId;
  /** The page its heading stands on, as numbered. */
  readonly page: number;
  /** Lines from the blank ones above its heading to its last, without what pagination adds. */
  readonly lines: number;
  /** Begun eighths of a page: at least 1. */
  readonly eighths: number;
}

/** Page and length of every scene, in script order. */
export function sceneLengths({ pages, settings }: Pagination): SceneLength[] {
  const lengths: { element: ElementId; page: number; points: number }[] = [];
  for (const [i, page] of pages.entries()) {
    let from = page.begin;
    for (const { element, top } of page.headings) {
      addTo(lengths.at(-1), top - from);
      lengths.push({ element, page: i + settings.firstPage, points: 0 });
      from = top;
    }
    addTo(lengths.at(-1), page.end - from);
  }
  return lengths.map(({ element, page, points }) => ({
    ...{ element, page, lines: points / LINE, eighths: eighthsOf(points, settings) },
  }));
}

/** The whole script, in begun eighths: of its last page as far as that is filled. 0 for an empty one. */
export function scriptLength({ pages, settings }: Pagination): number {
  const last = pages.at(-1);
  return last ? 8 * (pages.length - 1) + Math.min(8, eighthsOf(last.end, settings)) : 0;
}

function addTo(scene: { points: number } | undefined, points: number): void {
  if (scene) scene.points += Math.max(0, points);
}

/** Final Draft counts every eighth that a scene begins; a page has eight, whatever its size. */
function eighthsOf(points: number, settings: PageSettings): number {
  return Math.max(1, Math.ceil((8 * points) / (LINE * linesPerPage(settings))));
}
