import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { Thread } from '#server/context.ts';
import { useRealtimeEvent, useRealtimeGap } from '#app/collab/use-realtime.tsx';

const NONE: readonly Thread[] = [];

export interface LiveThreads {
  readonly threads: readonly Thread[];
  /** False until the first answer. */
  readonly loaded: boolean;
}

export function commentsUrl(project: ProjectId): string {
  return `/projects/${project}/comments`;
}

/** Every thread of the project, oldest first. Events only say that something changed; the threads are fetched anew. */
export function useThreads(project: ProjectId): LiveThreads {
  const { load, data } = useFetcher<{ threads: Thread[] }>({ key: `threads-${project}` });
  const refresh = useCallback(() => load(commentsUrl(project)), [load, project]);
  useEffect(refresh, [refresh]);
  useRealtimeEvent('comments.changed', refresh);
  useRealtimeGap(refresh);
  return { threads: data?.threads ?? NONE, loaded: data !== undefined };
}

/** How many open threads each panel has; panels without any are not in the map. */
export function openThreadsByPanel(threads: readonly Thread[]): ReadonlyMap<PanelId, number> {
  const counts = new Map<PanelId, number>();
  for (const { panel, resolved } of threads) if (!resolved) counts.set(panel, (counts.get(panel) ?? 0) + 1);
  return counts;
}
