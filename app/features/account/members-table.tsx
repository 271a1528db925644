import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { Avatar, Button, Dialog, RelativeTime, Select } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import { ROLE_OPTIONS, ROLE_WORDS } from '#app/lib/roles.ts';
import type { Member } from '#server/context.ts';
import styles from './members-table.module.css';

interface MembersTableProps {
  readonly members: readonly Member[];
  readonly workspace: string;
  readonly me: string;
  /** May change roles and take seats away. */
  readonly manages: boolean;
}

export function MembersTable({ members, workspace, me, manages }: MembersTableProps) {
  return (
    <ul className={styles['table']} aria-label="Members">
      {members.map((member) => (
        <MemberRow key={member.userId} {...{ member, workspace, manages }} self={member.userId === me} />
      ))}
    </ul>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly workspace: string;
  readonly self: boolean;
  readonly manages: boolean;
}

function MemberRow({ member, workspace, self, manages }: MemberRowProps) {
  const roles = useFetcher();
  const failure = failureOf(roles.data);
  // What was chosen, until the server has answered.
  const chosen = roles.formData?.get('role');
  const role = typeof chosen === 'string' ? chosen : member.role;
  return (
    <li className={styles['row']}>
      <Avatar name={member.name} />
      <span className={styles['who']}>
        <span className={styles['name']}>
          {member.name}
          {self && <span className={styles['note']}> (you)</span>}
        </span>
        <span className={styles['note']}>{member.email}</span>
        {failure && (
          <span role="alert" className={styles['failure']}>
            {failure.message}
          </span>
        )}
      </span>
      <span className={styles['since']}>
        Joined <RelativeTime at={member.joinedAt} />
      </span>
      {manages ? (
        <>
          <Select
            label={`Role of ${member.name}`}
            labelHidden
            className={styles['role']}
            value={role}
            options={ROLE_OPTIONS}
            onChange={(event) =>
              roles.submit({ intent: 'role', user: member.userId, role: event.target.value }, { method: 'post' })
            }
          />
          <RemoveMember {...{ member, workspace, self }} />
        </>
      ) : (
        <span className={styles['role']}>{ROLE_WORDS[member.role].name}</span>
      )}
    </li>
  );
}

function RemoveMember({ member, workspace, self }: Omit<MemberRowProps, 'manages'>) {
  const [asking, setAsking] = useState(false);
  const removal = useFetcher();
  const failure = failureOf(removal.data);
  return (
    <>
      <Button
        variant="quiet"
        className={styles['remove']}
        onClick={() => setAsking(true)}
        aria-label={self ? `Leave ${workspace}` : `Remove ${member.name}`}
      >
        {self ? 'Leave' : 'Remove'}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={self ? `Leave ${workspace}?` : `Remove ${member.name} from ${workspace}?`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep</Button>
            <Button
              variant="danger"
              busy={removal.state !== 'idle'}
              onClick={() => removal.submit({ intent: 'remove', user: member.userId }, { method: 'post' })}
            >
              {self ? 'Leave' : `Remove ${member.name}`}
            </Button>
          </>
        }
      >
        <p>
          {self ? 'You lose' : `${member.name} loses`} access to every project here within a second. What{' '}
          {self ? 'you' : 'they'} wrote, drew and said stays. To undo it, {self ? 'have somebody' : ''} send a new
          invitation.
        </p>
        {failure && (
          <p role="alert" className={styles['failure']}>
            {failure.message}
          </p>
        )}
      </Dialog>
    </>
  );
}
