import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, useCopy } from '#app/components/index.ts';
import css from './report-table.module.css';

interface CopyTableProps {
  readonly text: () => string;
  readonly rows: number;
}

/** Says beside itself that it has copied: a notice would lie behind the dialog, where nobody is read it. */
export function CopyTable({ text, rows }: CopyTableProps) {
  const { copied, copy } = useCopy();
  const [refused, setRefused] = useState(false);
  const take = async () => setRefused(!(await copy(text())));
  return (
    <span className={css['copy']}>
      <span role="status">
        {copied && `${rows === 1 ? '1 row' : `${rows} rows`} copied`}
        {refused && 'This browser copies only from an https address. Select the table and copy it.'}
      </span>
      <Button variant="quiet" icon={copied ? Check : Copy} onClick={() => void take()}>
        Copy as table
      </Button>
    </span>
  );
}
