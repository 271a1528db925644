import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { FormDialog, Select, TextField } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import type { AccountSummary, KindSummary } from '#server/context.ts';
import { KnownModels, OwnModel } from './model-fields.tsx';
import { TextModelFields, pictureModels, textModel } from './text-model-fields.tsx';
import styles from './pictures.module.css';
import { useClosing } from './use-closing.ts';

interface AccountDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Those that may be chosen, or the account is of. */
  readonly kinds: readonly KindSummary[];
  /** The one to change; a new one when left out. */
  readonly account?: AccountSummary;
}

export function AccountDialog({ open, onClose, kinds, account }: AccountDialogProps) {
  const send = useFetcher();
  useClosing(send.state, send.data, onClose);
  const failure = failureOf(send.data);
  const submit = account ? 'Keep' : 'Add';
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={account ? `Change ${account.label}` : titleOf(kinds)}
      submit={submit}
    >
      {(form) => (
        <send.Form id={form} method="post" className={styles['form']}>
          <input type="hidden" name="intent" value={account ? 'change' : 'add'} />
          {account && <input type="hidden" name="account" value={account.id} />}
          {failure && Object.keys(failure.fields).length === 0 && (
            <p role="alert" className={styles['failure']}>
              {failure.message}
            </p>
          )}
          <AccountFields {...{ kinds, account }} errors={failure?.fields ?? {}} />
        </send.Form>
      )}
    </FormDialog>
  );
}

function titleOf([first]: readonly KindSummary[]): string {
  return first?.makes === 'text' ? 'Add a model of text' : 'Add an account';
}

interface AccountFieldsProps {
  readonly kinds: readonly KindSummary[];
  readonly account: AccountSummary | undefined;
  readonly errors: Readonly<Record<string, string>>;
}

function AccountFields({ kinds, account, errors }: AccountFieldsProps) {
  const [kindId, setKind] = useState(account?.kind ?? kinds[0]?.id ?? '');
  const kind = kinds.find(({ id }) => id === kindId);
  if (!kind) return <p>This version of the program knows no such service.</p>;
  return (
    <>
      {!account && (
        <Select
          label="Service"
          name="kind"
          value={kindId}
          onChange={(event) => setKind(event.target.value)}
          options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField
        label="Name"
        name="label"
        defaultValue={account?.label}
        placeholder={kind.name}
        hint={kind.makes === 'text' ? 'What those who ask it see.' : 'What those who order pictures see.'}
        error={errors['label']}
      />
      {kind.ownServer && (
        <TextField
          label="Address"
          name="baseUrl"
          defaultValue={account?.baseUrl}
          placeholder={kind.makes === 'text' ? 'http://127.0.0.1:11434/v1' : 'http://127.0.0.1:8188'}
          hint="Without https, whoever runs this server has to allow it with PICTURE_HOSTS."
          error={errors['baseUrl']}
        />
      )}
      {!account && (
        <TextField
          key={`key ${kindId}`}
          label={kind.needsKey ? 'Key' : 'Key, if it asks for one'}
          name="key"
          type="password"
          autoComplete="off"
          hint="Sealed before it is stored, and never shown again."
          error={errors['key']}
        />
      )}
      {kind.makes === 'text' ? (
        <TextModelFields key={`text ${kindId}`} kind={kind} model={textModel(account)} error={errors['models']} />
      ) : kind.models.length > 0 ? (
        <KnownModels
          key={`known ${kindId}`}
          models={kind.models}
          chosen={pictureModels(account)}
          error={errors['models']}
        />
      ) : (
        <OwnModel key={`own ${kindId}`} model={pictureModels(account)?.[0]} error={errors['models']} />
      )}
      <Limits {...{ kind, account, errors }} />
    </>
  );
}

function Limits({ kind, account, errors }: Omit<AccountFieldsProps, 'kinds'> & { readonly kind: KindSummary }) {
  return (
    <div className={styles['limits']}>
      <TextField
        label="Budget a month, $"
        name="budget"
        inputMode="decimal"
        defaultValue={account?.budget ?? ''}
        placeholder="none"
        error={errors['budget']}
      />
      <TextField
        key={kind.id}
        label="At a time"
        name="concurrency"
        inputMode="numeric"
        defaultValue={account?.concurrency ?? kind.concurrency}
        error={errors['concurrency']}
      />
      <TextField
        label="A minute"
        name="perMinute"
        inputMode="numeric"
        defaultValue={account?.perMinute ?? ''}
        placeholder="any number"
        error={errors['perMinute']}
      />
    </div>
  );
}
