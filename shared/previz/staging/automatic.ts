import { seededRng } from '#shared/lib/rng.ts';
import { block } from '../blocking.ts';
import { INTERIORS } from '../kinds.ts';
import type { FigureSpec, PrevizSpec } from '../spec.ts';
import { MOST_PEOPLE, NOTHING_BLOCKED, type Blocking } from './blocking.ts';

/**
 * Everything of a frame's blocking said outright, to be edited: where nobody put anything, what the artist does by itself.
 * A spec with this blocking gives the same bytes as before. Camera and light follow the shot until somebody sets them.
 */
export function blockingOf(spec: PrevizSpec): Blocking {
  const actors = block(spec, seededRng(spec.seed));
  const figures = actors.map(({ figure: { name }, at: { x, z }, stance, mark, skeleton: { yaw } }) => ({
    ...(mark ?? { name, x, z, yaw, stance }),
  }));
  return { ...(spec.blocking ?? NOTHING_BLOCKED), figures };
}

/**
 * What of a blocking concerns a spec: its set, who was brought in or taken out, and marks of those who are in the frame.
 * `figureOf` says how somebody is who is not in the spec.
 */
export function withBlocking(
  asked: PrevizSpec,
  blocking: Blocking,
  figureOf: (name: string) => FigureSpec,
): PrevizSpec {
  const { set, ...rest } = blocking;
  const spec = withPeople(asked, blocking, figureOf);
  const figures = rest.figures.filter(({ name }) => spec.figures.some((figure) => figure.name === name));
  const kept = { ...rest, figures };
  const isEmpty = figures.length + kept.props.length === 0 && !kept.absent && !kept.light && !kept.camera;
  return {
    ...spec,
    ...(set && { set: { kind: set, interior: INTERIORS.has(set), time: spec.set.time } }),
    ...(!isEmpty && { blocking: kept }),
  };
}

/** The frame goes on being about whom it was about, as long as they are in it. */
function withPeople(
  spec: PrevizSpec,
  { figures: marks, absent = [] }: Blocking,
  figureOf: (name: string) => FigureSpec,
): PrevizSpec {
  const stay = spec.figures.filter(({ name }) => !absent.includes(name));
  const come = marks.filter(({ name, added }) => added && !stay.some((figure) => figure.name === name));
  if (stay.length === spec.figures.length && come.length === 0) return spec;
  const figures = [...stay, ...come.map(({ name }) => figureOf(name))].slice(0, MOST_PEOPLE);
  const about = figures.findIndex(({ name }) => name === spec.figures[spec.focus]?.name);
  return { ...spec, figures, focus: Math.max(0, about) };
}
