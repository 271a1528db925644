import { useFetcher } from '@remix-run/react';
import { Link2 } from 'lucide-react';
import { Button, Icon, RelativeTime } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import { ROLE_WORDS } from '#app/lib/roles.ts';
import type { PendingInvitation } from '#server/context.ts';
import styles from './members-table.module.css';

export function PendingInvitations({ invitations }: { readonly invitations: readonly PendingInvitation[] }) {
  return (
    <ul className={styles['table']} aria-label="Open invitations">
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  );
}

function InvitationRow({ invitation }: { readonly invitation: PendingInvitation }) {
  const revoke = useFetcher();
  const failure = failureOf(revoke.data);
  const role = ROLE_WORDS[invitation.role].name;
  return (
    <li className={styles['row']}>
      <Icon of={Link2} />
      <span className={styles['who']}>
        <span className={styles['name']}>{role}</span>
        <span className={styles['note']}>
          Made by {invitation.createdBy} <RelativeTime at={invitation.createdAt} />
        </span>
        {failure && (
          <span role="alert" className={styles['failure']}>
            {failure.message}
          </span>
        )}
      </span>
      <span className={styles['since']}>
        Expires <RelativeTime at={invitation.expiresAt} />
      </span>
      <revoke.Form method="post">
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="invitation" value={invitation.id} />
        <Button
          type="submit"
          variant="quiet"
          busy={revoke.state !== 'idle'}
          aria-label={`Revoke the ${role} invitation`}
        >
          Revoke
        </Button>
      </revoke.Form>
    </li>
  );
}
