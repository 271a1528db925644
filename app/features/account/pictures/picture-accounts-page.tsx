import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, EmptyState } from '#app/components/index.ts';
import type { AccountSummary, AccountsOverview } from '#server/context.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { Section } from '../page.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AccountRow } from './account-row.tsx';
import { SpendingChart } from './spending-chart.tsx';
import { TextAccounts } from './text-accounts.tsx';
import { WorkspaceTally } from './workspace-tally.tsx';
import table from '../members-table.module.css';
import styles from './pictures.module.css';

interface PictureAccountsPageProps {
  readonly id: WorkspaceId;
  readonly overview: AccountsOverview;
}

/** With whom a workspace has accounts, what they may cost, what they did this month, and how well. */
export function PictureAccountsPage({ id, overview }: PictureAccountsPageProps) {
  const [adding, setAdding] = useState(false);
  const { canKeepKeys } = overview;
  const kinds = overview.kinds.filter(({ makes }) => makes === 'pictures');
  const textKinds = overview.kinds.filter(({ makes }) => makes === 'text');
  const isText = ({ kind }: AccountSummary) => textKinds.some(({ id }) => id === kind);
  const accounts = overview.accounts.filter((account) => !isText(account));
  const texts = overview.accounts.filter(isText);
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      Add an account
    </Button>
  );
  return (
    <>
      {!canKeepKeys && (
        <p role="note" className={styles['lead']}>
          This server can’t keep keys yet: whoever runs it has to set SECRETS_KEY. Services without a key work.
        </p>
      )}
      {accounts.length === 0 ? (
        <EmptyState title="Pictures are drawn here, without any account" actions={add}>
          <p>
            The previz artist draws every panel from its shot and blocking, on this server, without a key and for
            nothing.
          </p>
          <p>
            For pictures by a model, add an account: a service with the key you have there, or a server of your own
            (ComfyUI, A1111, or whatever speaks as OpenAI does). Then “Make pictures” on the boards (Shift+G) offers it,
            with what it costs before anything is sent.
          </p>
        </EmptyState>
      ) : (
        <Section title="Accounts" lead="Writers and directors order from these. Only owners see this page.">
          <ul className={table['table']} aria-label="Accounts">
            {accounts.map((account) => (
              <AccountRow key={account.id} {...{ account, kinds }} />
            ))}
          </ul>
          <div className={styles['add']}>{add}</div>
        </Section>
      )}
      <TextAccounts accounts={texts} kinds={textKinds} />
      {(overview.accounts.length > 0 || overview.spending.length > 0) && (
        <Section title="This month">
          <SpendingChart overview={overview} />
        </Section>
      )}
      <WorkspaceTally workspace={id} />
      <AccountDialog open={adding} onClose={() => setAdding(false)} kinds={kinds} />
    </>
  );
}
