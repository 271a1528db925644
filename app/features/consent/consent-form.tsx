import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { CONSENT_USES, CONSENT_USE_NAMES, type ConsentUse } from '#shared/cast/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { Button, Select, TextField } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import styles from './consent.module.css';

export interface ConsentProject {
  readonly id: ProjectId;
  readonly title: string;
}

/** What a signed paper says, with the paper. */
export function ConsentForm({ projects }: { readonly projects: readonly ConsentProject[] }) {
  const give = useFetcher<{ given?: string }>();
  const form = useRef<HTMLFormElement>(null);
  const failure = failureOf(give.data);
  const given = give.data?.given;
  useEffect(() => {
    if (given !== undefined) form.current?.reset();
  }, [given]);
  const faults = failure?.fields ?? {};
  return (
    <give.Form ref={form} method="post" encType="multipart/form-data" className={styles['form']}>
      <input type="hidden" name="intent" value="give" />
      <TextField
        label="Real person"
        name="person"
        hint="As under “Played by” and “Real person in it”"
        error={faults['person']}
      />
      <TextField label="Signed by" name="grantedBy" hint="They, or who may sign for them" error={faults['grantedBy']} />
      <Select
        label="For"
        name="project"
        options={[
          { value: '', label: 'Every project of the workspace' },
          ...projects.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        error={faults['project']}
      />
      <TextField label="Territory" name="territory" defaultValue="Worldwide" error={faults['territory']} />
      <TextField label="From" name="from" type="date" error={faults['from']} />
      <TextField
        label="To, the last day"
        name="until"
        type="date"
        hint="Empty: it has no end"
        error={faults['until']}
      />
      <Uses error={faults['uses']} />
      <TextField
        label="Signed paper"
        name="file"
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        hint="PDF, PNG or JPEG. Only owners can have it again."
        error={faults['file']}
      />
      <div className={styles['send']}>
        <Button type="submit" variant="primary" busy={give.state !== 'idle'}>
          Record it
        </Button>
        {failure && (
          <p role="alert" className={styles['failure']}>
            {failure.message}
          </p>
        )}
      </div>
    </give.Form>
  );
}

function Uses({ error }: { readonly error: string | undefined }) {
  return (
    <fieldset className={styles['uses']}>
      <legend>What for</legend>
      {CONSENT_USES.map((use: ConsentUse) => (
        <label key={use}>
          <input type="checkbox" name="uses" value={use} defaultChecked={use === 'picture'} />
          {CONSENT_USE_NAMES[use]}
        </label>
      ))}
      {error !== undefined && (
        <p role="alert" className={styles['failure']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
