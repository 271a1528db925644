import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { PictureProgress, ServerEvents } from '#shared/protocol/index.ts';
import { initialJobs, reduceJobs, shownJobs, type ListedJob } from './picture-jobs.ts';

type Listener = (event: ServerEvents['picture.progress']) => void;

/**
 * The pictures on order, at most one a panel. `listed` is the loader's answer, taken in again whenever it is a new
 * array; `subscribe` hands on the room's events and returns the way to stop, and must not change between renders.
 */
export function usePictureJobs(
  project: ProjectId,
  listed: readonly ListedJob[],
  subscribe: (listener: Listener) => () => void,
): readonly PictureProgress[] {
  const [jobs, dispatch] = useReducer(reduceJobs, listed, initialJobs);
  const taken = useRef(listed);
  useEffect(() => {
    if (taken.current === listed) return;
    taken.current = listed;
    dispatch({ kind: 'listed', jobs: listed });
  }, [listed]);
  useEffect(
    () =>
      subscribe(({ project: of, ...event }) => {
        if (of === project) dispatch({ kind: 'progressed', event });
      }),
    [project, subscribe],
  );
  return useMemo(() => shownJobs(jobs), [jobs]);
}
