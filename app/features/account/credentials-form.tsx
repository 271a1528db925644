import { Form, useNavigation } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { Button, Icon, TextField } from '#app/components/index.ts';
import type { Failure } from '#app/lib/failure.ts';
import styles from './account-page.module.css';

interface CredentialsFormProps {
  readonly kind: 'sign-in' | 'sign-up';
  /** Where to go afterwards; already checked to be of this site. */
  readonly redirectTo: string | null;
  readonly failure: Failure['error'] | undefined;
}

/** Works as a plain form before, or without, JavaScript. */
export function CredentialsForm({ kind, redirectTo, failure }: CredentialsFormProps) {
  const busy = useNavigation().formMethod === 'POST';
  const fields = failure?.fields ?? {};
  const signUp = kind === 'sign-up';
  const general = failure && Object.keys(fields).length === 0;
  return (
    <Form method="post" action={signUp ? '/signup' : '/login'} className={styles['form']} noValidate>
      {general && (
        <p role="alert" className={styles['failure']}>
          <Icon of={CircleAlert} />
          {failure.message}
        </p>
      )}
      {redirectTo !== null && <input type="hidden" name="redirectTo" value={redirectTo} />}
      {signUp && (
        <TextField label="Name" name="name" autoComplete="name" touch required autoFocus error={fields['name']} />
      )}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        touch
        required
        autoFocus={!signUp}
        error={fields['email']}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete={signUp ? 'new-password' : 'current-password'}
        touch
        required
        error={fields['password']}
        {...(signUp && { hint: 'At least 8 characters. Length is what makes it strong.' })}
      />
      <Button type="submit" variant="primary" touch busy={busy}>
        {signUp ? 'Create account' : 'Sign in'}
      </Button>
    </Form>
  );
}
