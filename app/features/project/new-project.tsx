import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { Button, Dialog, TextField } from '#app/components/index.ts';
import type { Failure } from '#app/lib/failure.ts';
import { ScriptDrop } from './script-drop.tsx';
import styles from './new-project.module.css';

interface NewProjectProps {
  readonly failure: Failure['error'] | undefined;
}

export function NewProject({ failure }: NewProjectProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        New project
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="New project">
        <NewProjectForms failure={failure} />
      </Dialog>
    </>
  );
}

/** From a script that exists, or from an empty page. */
export function NewProjectForms({ failure }: NewProjectProps) {
  const navigation = useNavigation();
  const creating = navigation.formData?.get('intent') === 'create';
  const importing = navigation.formMethod === 'POST' && !creating;
  const about = failure && ('title' in failure.fields ? 'title' : 'file');
  return (
    <div className={styles['forms']}>
      <ScriptDrop busy={importing} failure={about === 'file' ? failure?.message : undefined} />
      <p className={styles['or']}>or start with an empty page</p>
      <Form method="post" className={styles['empty']}>
        <input type="hidden" name="intent" value="create" />
        <TextField
          label="Title"
          name="title"
          required
          maxLength={200}
          autoComplete="off"
          className={styles['title']}
          error={about === 'title' ? failure?.message : undefined}
        />
        <Button type="submit" busy={creating} className={styles['create']}>
          Create
        </Button>
      </Form>
    </div>
  );
}
