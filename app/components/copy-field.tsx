import { Check, Copy } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';
import styles from './copy-field.module.css';
import { TextField } from './text-field.tsx';
import { useCopy } from './use-copy.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** Something to take along: selected on focus, copied by its button. */
export function CopyField({ label, value }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const { copied, copy } = useCopy();
  const take = () => {
    // Where there is no clipboard the text is selected, and the person's own copy key works.
    input.current?.select();
    void copy(value);
  };
  return (
    <div className={styles['copy']}>
      <TextField
        ref={input}
        label={label}
        value={value}
        readOnly
        className={styles['field']}
        onFocus={(event) => event.target.select()}
      />
      <Button icon={copied ? Check : Copy} onClick={take} className={styles['button']}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
