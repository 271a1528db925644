import { partsOf, readBlocking, type Blocking, type BlockingParts } from '#shared/previz/index.ts';
import { sameValue } from '#shared/lib/same-value.ts';

/** What a hand has moved: the parts that say something else than before. */
export function movedParts(from: Blocking, to: Blocking): BlockingParts {
  const before = partsOf(from);
  return Object.fromEntries(Object.entries(partsOf(to)).filter(([name, part]) => !sameValue(part, before[name])));
}

/** Moved parts over a blocking that others may have changed meanwhile: whoever is not in it (any more) is passed over. */
export function withParts(blocking: Blocking, parts: BlockingParts): Blocking {
  const { figures, props, light, camera, end } = readBlocking({ ...partsOf(blocking), ...parts });
  return {
    ...blocking,
    figures: blocking.figures.map((mark) => figures.find(({ name }) => name === mark.name) ?? mark),
    props: blocking.props.map((mark) => props.find(({ id }) => id === mark.id) ?? mark),
    ...(light && { light }),
    ...(camera && { camera }),
    ...(end && { end }),
  };
}
