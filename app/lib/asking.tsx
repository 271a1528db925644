import { useEffect, useState } from 'react';
import { Button, Select } from '#app/components/index.ts';
import type { Asking, TextModels } from './use-suggestion.ts';
import styles from './asking.module.css';

/** Whom to ask, where there is a choice. */
export function ModelChoice({ models: { models, model, choose } }: { readonly models: TextModels }) {
  if (!model || models.length < 2) return null;
  return (
    <Select
      label="Model to ask"
      value={model.account}
      options={models.map(({ account, name }) => ({ value: account, label: name }))}
      onChange={(event) => choose(event.target.value)}
    />
  );
}

interface AskProps {
  readonly asking: Asking;
  /** What the button does. */
  readonly label: string;
  readonly onAsk: () => void;
}

/** The button that asks, and while it asks how long that has taken. Nothing where there is nobody. */
export function Ask({ asking, label, onAsk }: AskProps) {
  const { model, busy, cancel } = asking;
  if (!model) return null;
  return (
    <div className={styles['asking']}>
      {busy ? (
        <>
          <Button onClick={cancel}>Cancel</Button>
          <Waiting name={model.name} />
        </>
      ) : (
        <Button onClick={onAsk} title={`Sends the lines that it is about to ${model.name}`}>
          {label}
        </Button>
      )}
    </div>
  );
}

/** Why there is no answer. */
export function AskFailure({ asking: { failure, busy } }: Pick<AskProps, 'asking'>) {
  if (failure === null || busy) return null;
  return (
    <p role="alert" className={styles['failure']}>
      {failure}
    </p>
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
