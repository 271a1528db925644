import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './copy-field.module.css';
import { TextField } from './text-field.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

const SAYS_COPIED_MS = 2_000;

/** Something to take along: selected on focus, copied by its button. */
export function CopyField({ label, value }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAYS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without a secure origin there is no clipboard: the text is selected, and the person's own copy key works.
    }
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
      <Button icon={copied ? Check : Copy} onClick={() => void copy()} className={styles['button']}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
