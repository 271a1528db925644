import {
  paginate,
  sceneLengths,
  secondsByCharacters,
  secondsByElements,
  secondsByPages,
} from '#shared/pagination/index.ts';
import type { Paper } from '#shared/pagination/index.ts';
import { printedHeading, scenesOf, type Scene } from '#shared/screenplay/index.ts';
import type { ReadScript } from './read-script.ts';
import type { Timing } from './usage.ts';

export interface ListedScene {
  readonly number: string;
  readonly heading: string;
  readonly page: number;
  readonly eighths: number;
  readonly seconds: number;
}

/** The scenes of a script, with the page on which each begins and its length. */
export async function listScenes(script: ReadScript, paper: Paper | undefined, timing: Timing): Promise<ListedScene[]> {
  const lengths = sceneLengths(paginate(script.elements, await script.settings(paper)));
  const byId = new Map(lengths.map((length) => [length.element, length]));
  return scenesOf(script.elements).map((scene) => {
    const { page, eighths } = byId.get(scene.id) ?? { page: 0, eighths: 1 };
    const heading = printedHeading(scene.heading);
    // As the file has it, or by its place: a command must not hand out numbers that nobody gave.
    const number = scene.heading.number ?? String(scene.index + 1);
    return { number, heading, page, eighths, seconds: secondsOf(scene, eighths, timing) };
  });
}

function secondsOf({ heading, body }: Scene, eighths: number, timing: Timing): number {
  if (timing === 'pages') return secondsByPages(eighths);
  const seconds = timing === 'characters' ? secondsByCharacters : secondsByElements;
  return Math.round(seconds([heading, ...body]) * 10) / 10;
}
