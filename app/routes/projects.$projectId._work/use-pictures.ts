import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import type { PictureJob } from '#server/context.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { PictureProgress, ServerEvents } from '#shared/protocol/index.ts';
import type { PictureOrder } from '#shared/storyboard/index.ts';
import { useRealtime, useRealtimeGap } from '#app/collab/use-realtime.tsx';
import { useToast } from '#app/components/index.ts';
import { usePictureJobs } from '#app/features/generation/index.ts';

export type ListedJobs = readonly PictureJob[];

interface Pictures {
  readonly jobs: readonly PictureProgress[];
  readonly request: (panels: readonly PanelId[], order?: PictureOrder) => void;
  readonly cancel: (job: JobId) => void;
  readonly retry: (job: JobId) => void;
}

interface Answer {
  readonly jobs?: ListedJobs | readonly JobId[];
  readonly error?: { readonly message: string };
}

/** The pictures on order, and how to order them. */
export function usePictures(project: ProjectId, listed: ListedJobs): Pictures {
  const action = `/projects/${project}/generate`;
  const realtime = useRealtime();
  const again = useFetcher<{ jobs: ListedJobs }>({ key: `jobs-${project}` });
  const { load } = again;
  useRealtimeGap(useCallback(() => load(action), [load, action]));
  const subscribe = useCallback(
    (listener: (event: ServerEvents['picture.progress']) => void) =>
      realtime?.subscribe('picture.progress', listener) ?? (() => undefined),
    [realtime],
  );
  const jobs = usePictureJobs(project, again.data?.jobs ?? listed, subscribe);
  const send = useSubmission(action);
  return {
    jobs,
    request: (panels, order) =>
      send([
        ['intent', 'request'],
        ...(order ? [['order', JSON.stringify(order)] as const] : []),
        ...panels.map((panel) => ['panel', panel] as const),
      ]),
    cancel: (job) =>
      send([
        ['intent', 'cancel'],
        ['job', job],
      ]),
    retry: (job) =>
      send([
        ['intent', 'retry'],
        ['job', job],
      ]),
  };
}

/** Posts fields; what the server refuses is told in a notice, since the panels it concerns may be out of sight. */
function useSubmission(action: string): (fields: readonly (readonly [string, string])[]) => void {
  const fetcher = useFetcher<Answer>();
  const toast = useToast();
  const { data, submit } = fetcher;
  useEffect(() => {
    if (data?.error) toast({ tone: 'stop', message: data.error.message });
  }, [data, toast]);
  return useCallback(
    (fields) => {
      const form = new FormData();
      for (const [name, value] of fields) form.append(name, value);
      submit(form, { method: 'post', action });
    },
    [submit, action],
  );
}
