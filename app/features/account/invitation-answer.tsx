import { Form, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/index.ts';
import { withRedirect } from '#app/lib/redirect-to.ts';
import type { Failure } from '#app/lib/failure.ts';
import styles from './account-page.module.css';

interface InvitationAnswerProps {
  readonly workspace: string;
  /** Null for a visitor, who signs in first and comes back. */
  readonly signedInAs: string | null;
  readonly path: string;
  readonly failure: Failure['error'] | undefined;
}

export function InvitationAnswer({ workspace, signedInAs, path, failure }: InvitationAnswerProps) {
  const busy = useNavigation().formMethod === 'POST';
  if (signedInAs === null) {
    return (
      <div className={styles['actions']}>
        <ButtonLink to={withRedirect('/signup', path)} variant="primary" touch>
          Create an account
        </ButtonLink>
        <ButtonLink to={withRedirect('/login', path)} touch>
          Sign in
        </ButtonLink>
      </div>
    );
  }
  return (
    <Form method="post" className={styles['form']}>
      {failure && (
        <p role="alert" className={styles['failure']}>
          {failure.message}
        </p>
      )}
      <Button type="submit" variant="primary" touch busy={busy}>
        Join {workspace}
      </Button>
      <p className={styles['foot']}>You are signed in as {signedInAs}.</p>
    </Form>
  );
}
