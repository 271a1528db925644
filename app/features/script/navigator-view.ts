import { useCallback, useMemo } from 'react';
import { parseKept, useKept } from '#app/lib/use-kept.ts';

/** How a person has the list of scenes, on this device. */
interface NavigatorView {
  readonly synopses: boolean;
  /** Sections that are folded, by their ids. */
  readonly folded: readonly string[];
}

const PLAIN: NavigatorView = { synopses: false, folded: [] };

/** A folded section that is no more costs its id: so many are remembered, the last first. */
const MOST_FOLDED = 200;

function parse(json: string | null): NavigatorView {
  const { synopses, folded } = parseKept(json);
  const ids = Array.isArray(folded) ? folded.filter((id): id is string => typeof id === 'string') : [];
  return { synopses: synopses === true, folded: ids.slice(-MOST_FOLDED) };
}

export function useNavigatorView(key: string) {
  const [view, change] = useKept(key, parse, PLAIN);
  const folded = useMemo<ReadonlySet<string>>(() => new Set(view.folded), [view.folded]);
  const toggleSynopses = useCallback(() => change((now) => ({ ...now, synopses: !now.synopses })), [change]);
  const fold = useCallback(
    (id: string, on: boolean) =>
      change((now) => ({ ...now, folded: [...now.folded.filter((other) => other !== id), ...(on ? [id] : [])] })),
    [change],
  );
  return { synopses: view.synopses, folded, toggleSynopses, fold };
}
