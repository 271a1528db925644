import { Form, Link, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { Badge, Button, Dialog, TextField } from '#app/components/index.ts';
import type { Failure } from '#app/lib/failure.ts';
import { ROLE_WORDS } from '#app/lib/roles.ts';
import type { WorkspaceSummary } from '#server/context.ts';
import styles from './workspace-list.module.css';

export function WorkspaceList({ workspaces }: { readonly workspaces: readonly WorkspaceSummary[] }) {
  return (
    <ul className={styles['list']}>
      {workspaces.map((workspace) => (
        <li key={workspace.id}>
          <Link to={`/workspaces/${workspace.id}`} prefetch="intent" className={styles['row']}>
            <span className={styles['name']}>{workspace.name}</span>
            <span className={styles['facts']}>
              {count(workspace.projects, 'project')}, {count(workspace.members, 'person', 'people')}
            </span>
            <Badge>{ROLE_WORDS[workspace.role].name}</Badge>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function count(of: number, one: string, many = `${one}s`): string {
  return `${String(of)} ${of === 1 ? one : many}`;
}

/** A team's tenant begins with its name. */
export function NewWorkspace({ failure }: { readonly failure: Failure['error'] | undefined }) {
  const [open, setOpen] = useState(false);
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <Button onClick={() => setOpen(true)}>New workspace</Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="New workspace"
        footer={
          <Button type="submit" form="new-workspace" variant="primary" busy={busy}>
            Create workspace
          </Button>
        }
      >
        <Form id="new-workspace" method="post">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={80}
            autoFocus
            autoComplete="off"
            error={failure?.fields['name'] ?? failure?.message}
            hint="A company, a team or a film. Its members see all its projects."
          />
        </Form>
      </Dialog>
    </>
  );
}
