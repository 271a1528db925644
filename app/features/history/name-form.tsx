import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import { Button, TextField } from '#app/components/index.ts';
import styles from './history-list.module.css';

interface NameAnswer {
  readonly error?: { readonly message: string };
}

/** Names the state of the project as it is now. */
export function NameForm({ project }: { readonly project: ProjectId }) {
  const fetcher = useFetcher<NameAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const naming = fetcher.state !== 'idle';
  const done = fetcher.state === 'idle' && fetcher.data !== undefined && !fetcher.data.error;
  useEffect(() => {
    if (done) form.current?.reset();
  }, [done, fetcher.data]);
  return (
    <fetcher.Form ref={form} method="post" action={`/projects/${project}/revisions`} className={styles['name']}>
      <input type="hidden" name="intent" value="name" />
      <TextField
        label="Name this revision"
        labelHidden
        name="name"
        placeholder="Name this revision, such as “First draft”"
        required
        maxLength={120}
        error={naming ? undefined : fetcher.data?.error?.message}
      />
      <Button type="submit" busy={naming}>
        Keep
      </Button>
    </fetcher.Form>
  );
}
