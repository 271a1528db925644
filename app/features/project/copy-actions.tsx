import { useFetcher } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useEffect } from 'react';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { Button, useToast } from '#app/components/index.ts';
import type { Failure } from '#app/lib/failure.ts';
import { useProject } from '#app/lib/project-context.tsx';
import { download, scriptCopy } from './script-copy.ts';

interface CopyActionsProps {
  /** Called when it is wanted: a copy on the device is read only then. */
  readonly read: () => ProjectDoc | Promise<ProjectDoc>;
}

/** What can be done with a copy of the document that the server does not have: take its script away, or go on with it apart. */
export function CopyActions({ read }: CopyActionsProps) {
  const { session, can } = useProject();
  const separate = useNewProject();
  const copy = async () => scriptCopy(await read(), session.title);
  return (
    <>
      <Button icon={Download} onClick={() => void copy().then(download)}>
        Save my copy
      </Button>
      {can('project.create') && (
        <Button busy={separate.busy} onClick={() => void copy().then(separate.make)}>
          Keep its script as a new project
        </Button>
      )}
    </>
  );
}

/** Makes a project of a script file, in this project's workspace, and goes there. */
function useNewProject(): { readonly busy: boolean; readonly make: (file: File) => void } {
  const { session } = useProject();
  const fetcher = useFetcher<Partial<Failure>>();
  const toast = useToast();
  const { data } = fetcher;
  useEffect(() => {
    if (data?.error) toast({ tone: 'stop', message: data.error.message });
  }, [data, toast]);
  const make = (file: File) => {
    const form = new FormData();
    form.append('intent', 'import');
    form.append('file', file);
    const action = `/workspaces/${session.workspace.id}?index`;
    // The answer is the way to the new project.
    fetcher.submit(form, { method: 'post', action, encType: 'multipart/form-data' });
  };
  return { busy: fetcher.state !== 'idle', make };
}
