import { useFetcher } from '@remix-run/react';
import { CircleAlert, CircleCheck, ImageIcon, KeyRound, TextIcon } from 'lucide-react';
import { useState } from 'react';
import { Button, FormDialog, Icon, RelativeTime, TextField, useToast } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import type { AccountSummary, KindSummary } from '#server/context.ts';
import { dollars } from '#shared/lib/dollars.ts';
import { AccountDialog } from './account-dialog.tsx';
import { useClosing } from './use-closing.ts';
import table from '../members-table.module.css';
import styles from './pictures.module.css';

interface AccountRowProps {
  readonly account: AccountSummary;
  readonly kinds: readonly KindSummary[];
}

export function AccountRow({ account, kinds }: AccountRowProps) {
  const [open, setOpen] = useState<'change' | 'key' | null>(null);
  const close = () => setOpen(null);
  const check = useFetcher();
  const remove = useRemoval(account);
  const kind = kinds.find(({ id }) => id === account.kind);
  const failure = failureOf(check.data);
  return (
    <li className={table['row']}>
      <Icon of={kind?.makes === 'text' ? TextIcon : ImageIcon} />
      <div className={table['who']}>
        <span className={table['name']}>{account.label}</span>
        <span className={table['note']}>{describe(account, kind)}</span>
        <span className={table['note']}>{spentWords(account)}</span>
        {kind && !kind.knowsRepeats && (
          <span className={styles['small']}>
            {kind.name} takes no order number: a picture asked for in the moment the server goes down may be asked for,
            and billed, twice.
          </span>
        )}
        <span aria-live="polite" className={styles['check']}>
          {failure ? failure.message : kind?.canBeChecked === false ? UNCHECKED : <LastCheck account={account} />}
        </span>
      </div>
      <div className={styles['acts']}>
        {kind?.canBeChecked !== false && (
          <check.Form method="post">
            <input type="hidden" name="intent" value="check" />
            <input type="hidden" name="account" value={account.id} />
            <Button type="submit" busy={check.state !== 'idle'} aria-label={`Check ${account.label}`}>
              Check
            </Button>
          </check.Form>
        )}
        <Button onClick={() => setOpen('change')} aria-label={`Change ${account.label}`}>
          Change
        </Button>
        <Button variant="quiet" onClick={() => setOpen('key')} aria-label={`New key for ${account.label}`}>
          New key
        </Button>
        <Button variant="quiet" onClick={remove} aria-label={`Remove ${account.label}`}>
          Remove
        </Button>
      </div>
      <AccountDialog open={open === 'change'} onClose={close} kinds={kinds} account={account} />
      <KeyDialog open={open === 'key'} onClose={close} account={account} />
    </li>
  );
}

/** A tick would say that somebody has looked. */
const UNCHECKED = (
  <span className={styles['unchecked']}>
    <Icon of={KeyRound} />
    <span>Key kept; can’t be checked without a picture.</span>
  </span>
);

function LastCheck({ account: { lastCheck } }: Pick<AccountRowProps, 'account'>) {
  if (!lastCheck) return <>Not checked yet.</>;
  return (
    <span className={lastCheck.passed ? styles['passed'] : styles['stopped']}>
      <Icon of={lastCheck.passed ? CircleCheck : CircleAlert} />
      <span>
        {lastCheck.message} <RelativeTime at={lastCheck.at} />
      </span>
    </span>
  );
}

function describe({ models, keyHint, baseUrl, concurrency }: AccountSummary, kind: KindSummary | undefined): string {
  const where = kind?.ownServer ? ` at ${baseUrl}` : '';
  const key = keyHint === null ? 'no key' : keyHint === '' ? 'with a key' : `key ends with ${keyHint}`;
  const names = models.map(({ name }) => name).join(', ');
  return `${kind?.name ?? 'A service that this version does not know'}${where} · ${names} · ${key} · ${String(concurrency)} at a time`;
}

function spentWords({ spent, underWay, budget }: AccountSummary): string {
  const onOrder = underWay > 0 ? `, ${dollars(underWay)} on order` : '';
  return `${dollars(spent)} spent${onOrder} this month${budget === null ? ', no budget' : ` of ${dollars(budget)}`}`;
}

/** Takes it out of use and offers to take that back: for an hour the server keeps it. */
function useRemoval({ id, label }: AccountSummary): () => void {
  const removal = useFetcher({ key: `remove-${id}` });
  const toast = useToast();
  return () => {
    removal.submit({ intent: 'remove', account: id }, { method: 'post' });
    toast({
      message: `${label} is removed. Its key is deleted for good in an hour.`,
      action: {
        label: 'Undo',
        run: () => removal.submit({ intent: 'restore', account: id }, { method: 'post' }),
      },
    });
  };
}

interface KeyDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly account: AccountSummary;
}

function KeyDialog({ open, onClose, account }: KeyDialogProps) {
  const replace = useFetcher();
  useClosing(replace.state, replace.data, onClose);
  const failure = failureOf(replace.data);
  return (
    <FormDialog open={open} onClose={onClose} title={`New key for ${account.label}`} submit="Replace the key">
      {(form) => (
        <replace.Form id={form} method="post" className={styles['form']}>
          <input type="hidden" name="intent" value="key" />
          <input type="hidden" name="account" value={account.id} />
          <TextField
            label="Key"
            name="key"
            type="password"
            autoComplete="off"
            hint="What is under way goes on with the old one."
            error={failure?.fields['key'] ?? failure?.message}
          />
        </replace.Form>
      )}
    </FormDialog>
  );
}
