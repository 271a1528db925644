import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { Button, CopyField, RelativeTime, Select } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import { INVITE_OPTIONS, ROLE_WORDS } from '#app/lib/roles.ts';
import { isMemberRole, type MemberRole } from '#shared/access/index.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import styles from './invite-form.module.css';

/** What the members page answers to a request for an invitation. */
export interface Invited {
  readonly url: string;
  readonly role: MemberRole;
  readonly expiresAt: number;
}

/** Makes an invitation link and shows it, once: only its hash is kept. */
export function InviteForm({ workspace }: { readonly workspace: WorkspaceId }) {
  const invite = useFetcher<{ invited?: Invited }>();
  const [role, setRole] = useState<MemberRole>('writer');
  const invited = invite.data?.invited;
  const failure = failureOf(invite.data);
  return (
    <div className={styles['invite']}>
      <invite.Form method="post" action={`/workspaces/${workspace}/members`} className={styles['form']}>
        <input type="hidden" name="intent" value="invite" />
        <Select
          label="Role"
          name="role"
          className={styles['role']}
          options={INVITE_OPTIONS}
          value={role}
          hint={ROLE_WORDS[role].does}
          error={failure?.message}
          onChange={(event) => isMemberRole(event.target.value) && setRole(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={invite.state !== 'idle'} className={styles['make']}>
          Make a link
        </Button>
      </invite.Form>
      {invited && (
        <div role="status" className={styles['made']}>
          <CopyField label={`Invitation for one ${ROLE_WORDS[invited.role].name.toLowerCase()}`} value={invited.url} />
          <p className={styles['note']}>
            Copy it now: it is not shown again. Works once, expires <RelativeTime at={invited.expiresAt} />.
          </p>
        </div>
      )}
    </div>
  );
}
