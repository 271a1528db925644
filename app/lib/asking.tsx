import { useEffect, useState } from 'react';
import { Button, Select } from '#app/components/index.ts';
import type { Asking } from './use-suggestion.ts';
import styles from './asking.module.css';

interface AskProps {
  readonly asking: Asking;
  /** What the button does. */
  readonly label: string;
  readonly onAsk: () => void;
}

/** Whom to ask, the button that asks, and while it asks how long that has taken. Nothing where there is nobody. */
export function Ask({ asking, label, onAsk }: AskProps) {
  const { models, model, choose, busy, failure, cancel } = asking;
  if (!model) return null;
  return (
    <div className={styles['asking']}>
      {models.length > 1 && !busy && (
        <Select
          label="Model"
          value={model.account}
          options={models.map(({ account, name }) => ({ value: account, label: name }))}
          onChange={(event) => choose(event.target.value)}
        />
      )}
      {busy ? (
        <>
          <Waiting name={model.name} />
          <Button onClick={cancel}>Cancel</Button>
        </>
      ) : (
        <Button onClick={onAsk} title={`Sends the lines that it is about to ${model.name}`}>
          {label}
        </Button>
      )}
      {failure !== null && !busy && (
        <p role="alert" className={styles['failure']}>
          {failure}
        </p>
      )}
    </div>
  );
}

const SECOND_MS = 1000;

function Waiting({ name }: { readonly name: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => setSeconds((before) => before + 1), SECOND_MS);
    return () => clearInterval(ticking);
  }, []);
  return (
    <span role="status" className={styles['waiting']}>
      Asking {name} …{seconds > 0 && <span aria-hidden> {seconds} s</span>}
    </span>
  );
}
