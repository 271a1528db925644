import { useFetcher } from '@remix-run/react';
import { RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ProjectId, RevisionId } from '#shared/lib/ids.ts';
import { Button, useToast } from '#app/components/index.ts';

interface RestoreAnswer {
  readonly before?: RevisionId;
  readonly error?: { readonly message: string };
}

interface RestoreButtonProps {
  readonly project: ProjectId;
  readonly revision: RevisionId;
  readonly name: string;
}

/** Restores at once. What was there is named first, so that the way back is one click in the notice. */
export function RestoreButton({ project, revision, name }: RestoreButtonProps) {
  const fetcher = useFetcher<RestoreAnswer>();
  const toast = useToast();
  const restored = useRef<string | null>(null);
  const { data, state, submit } = fetcher;
  useEffect(() => {
    if (state !== 'idle' || !data || restored.current === null) return;
    const what = restored.current;
    restored.current = null;
    if (data.error) return;
    const { before } = data;
    const undo = () => {
      restored.current = 'what was there before';
      if (before) submit(...restoreOf(project, before));
    };
    toast({ tone: 'ok', message: `Restored ${what}.`, ...(before && { action: { label: 'Undo', run: undo } }) });
  }, [data, state, submit, toast, project]);
  const restore = () => {
    restored.current = `“${name}”`;
    submit(...restoreOf(project, revision));
  };
  return (
    <>
      <Button variant="primary" icon={RotateCcw} busy={state !== 'idle'} onClick={restore}>
        Restore this revision
      </Button>
      {data?.error && state === 'idle' && <span role="alert">{data.error.message}</span>}
    </>
  );
}

function restoreOf(project: ProjectId, revision: RevisionId) {
  const options = { method: 'post', action: `/projects/${project}/revisions` } as const;
  return [{ intent: 'restore', revision }, options] as const;
}
