import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#app/components/index.ts';
import type { AccountSummary, KindSummary } from '#server/context.ts';
import { Section } from '../page.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AccountRow } from './account-row.tsx';
import table from '../members-table.module.css';
import styles from './pictures.module.css';

interface TextAccountsProps {
  readonly accounts: readonly AccountSummary[];
  readonly kinds: readonly KindSummary[];
}

/** Models of text are accounts of their own: what they are sent is the script. */
export function TextAccounts({ accounts, kinds }: TextAccountsProps) {
  const [adding, setAdding] = useState(false);
  return (
    <Section title="Text" lead={accounts.length === 0 ? NOBODY : LEAD}>
      {accounts.length > 0 && (
        <ul className={table['table']} aria-label="Models of text">
          {accounts.map((account) => (
            <AccountRow key={account.id} {...{ account, kinds }} />
          ))}
        </ul>
      )}
      <div className={styles['add']}>
        <Button icon={Plus} onClick={() => setAdding(true)}>
          Add a model of text
        </Button>
      </div>
      <AccountDialog open={adding} onClose={() => setAdding(false)} kinds={kinds} />
    </Section>
  );
}

const LEAD =
  'Writers and directors can ask these for shots, prompts and alt text. The lines that a question is about are sent to the service.';
const NOBODY =
  'A model of text can propose shots, prompts and alt text beside those of the rules. Until there is an account, no line of a script leaves this server.';
