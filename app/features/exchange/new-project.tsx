import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { useState } from 'react';
import { Button, Dialog, TextField } from '#app/components/index.ts';
import type { Failure } from '#app/lib/failure.ts';
import type { ScriptPreview } from '#server/context.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { ScriptDrop } from './script-drop.tsx';
import { ScriptFacts } from './script-facts.tsx';
import { isFolder, useFolder } from './use-folder.ts';
import { useScriptFile } from './use-script-file.ts';
import styles from './new-project.module.css';

interface NewProjectProps {
  readonly workspace: WorkspaceId;
  readonly failure: Failure['error'] | undefined;
}

export function NewProject(props: NewProjectProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        New project
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="New project">
        <NewProjectForms {...props} />
      </Dialog>
    </>
  );
}

/** From a script that exists, shown before it is taken, from an open folder, or from an empty page. */
export function NewProjectForms({ workspace, failure }: NewProjectProps) {
  const navigation = useNavigation();
  const submit = useSubmit();
  const chosen = useScriptFile<{ readonly preview: ScriptPreview }>(`/workspaces/${workspace}/preview`);
  const creating = navigation.formData?.get('intent') === 'create';
  const importing = navigation.formMethod === 'POST' && !creating;
  const about = failure && ('title' in failure.fields ? 'title' : 'file');
  const { file, answer } = chosen;
  const folder = useFolder(workspace);

  if (folder.taken) {
    const { project, notes } = folder.taken;
    return (
      <div className={styles['forms']}>
        <p>The project is there, as it was in the folder. To be known of it:</p>
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <div className={styles['choice']}>
          <Button variant="primary" onClick={() => folder.open(project)} autoFocus>
            Open the project
          </Button>
        </div>
      </div>
    );
  }

  if (file && answer) {
    const take = () => {
      const form = new FormData();
      form.append('intent', 'import');
      form.append('file', file);
      submit(form, { method: 'post', encType: 'multipart/form-data' });
    };
    return (
      <div className={styles['forms']}>
        <ScriptFacts preview={answer.preview} />
        <div className={styles['choice']}>
          <Button onClick={chosen.clear}>Another file</Button>
          <Button variant="primary" busy={importing} onClick={take} autoFocus>
            Create project
          </Button>
        </div>
      </div>
    );
  }
  const fileFailure = folder.failure ?? chosen.failure ?? (about === 'file' ? failure?.message : undefined);
  return (
    <div className={styles['forms']}>
      <Form method="post" encType="multipart/form-data">
        <ScriptDrop
          busy={chosen.busy || importing || folder.sent !== null}
          sent={folder.sent}
          failure={fileFailure}
          onFile={(picked) => (isFolder(picked) ? folder.take(picked) : chosen.choose(picked))}
        />
        <noscript>
          <button type="submit" name="intent" value="import">
            Open
          </button>
        </noscript>
      </Form>
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
