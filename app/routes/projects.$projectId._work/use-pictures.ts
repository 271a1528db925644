import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import type { PictureJob } from '#server/context.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { PictureProgress, ServerEvents } from '#shared/protocol/index.ts';
import type { PictureOrder } from '#shared/storyboard/index.ts';
import { useRealtime, useRealtimeEvent, useRealtimeGap } from '#app/collab/use-realtime.tsx';
import { useToast } from '#app/components/index.ts';
import { usePictureJobs } from '#app/features/generation/index.ts';

type ListedJobs = readonly PictureJob[];

export interface ListedPictures {
  readonly jobs: ListedJobs;
  readonly held: boolean;
}

interface Pictures {
  readonly jobs: readonly PictureProgress[];
  /** Whether nothing more is taken up of what is on order. */
  readonly isHeld: boolean;
  readonly hold: (held: boolean) => void;
  readonly request: (panels: readonly PanelId[], order?: PictureOrder) => void;
  readonly cancel: (job: JobId) => void;
  readonly retry: (job: JobId) => void;
}

interface Answer {
  readonly jobs?: ListedJobs | readonly JobId[];
  readonly error?: { readonly message: string };
}

/** The pictures on order, and how to order them. */
export function usePictures(project: ProjectId, listed: ListedPictures): Pictures {
  const action = `/projects/${project}/generate`;
  const realtime = useRealtime();
  const again = useFetcher<ListedPictures>({ key: `jobs-${project}` });
  const { load } = again;
  useRealtimeGap(useCallback(() => load(action), [load, action]));
  const subscribe = useCallback(
    (listener: (event: ServerEvents['picture.progress']) => void) =>
      realtime?.subscribe('picture.progress', listener) ?? (() => undefined),
    [realtime],
  );
  const jobs = usePictureJobs(project, (again.data ?? listed).jobs, subscribe);
  const isHeld = useHeld(project, again.data ?? listed);
  const send = useSubmission(action);
  return {
    jobs,
    isHeld,
    hold: (held) => send([['intent', held ? 'hold' : 'go-on']]),
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

/** As the last listing has it, or what was told since. */
function useHeld(project: ProjectId, listed: ListedPictures): boolean {
  const [told, setTold] = useState<{ readonly since: ListedPictures; readonly held: boolean } | null>(null);
  useRealtimeEvent('pictures.paused', ({ project: of, paused }) => {
    if (of === project) setTold({ since: listed, held: paused });
  });
  return told?.since === listed ? told.held : listed.held;
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
