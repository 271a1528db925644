import { useState, type FormEvent } from 'react';
import { nameKey } from '#shared/lib/name-key.ts';
import { MOST_PEOPLE, type Blocking } from '#shared/previz/index.ts';
import { Button, TextField } from '#app/components/index.ts';
import { ChoiceControl } from './controls.tsx';
import styles from './controls.module.css';

interface BringInProps {
  readonly blocking: Blocking;
  /** The script's people, in order of appearance. */
  readonly cast: readonly string[];
  /** As `nameKey` gives it, and of nobody who is there. */
  readonly onBring: (name: string) => void;
}

const EXTRA = '+extra';
const OTHER = '+other';
const LONGEST_NAME = 40;

/** Brings somebody in whom the script does not have there: of its cast, an extra, or anybody by a name. */
export function BringIn({ blocking, cast, onBring }: BringInProps) {
  const [asking, setAsking] = useState(false);
  const there = new Set(blocking.figures.map(({ name }) => name));
  const isFull = there.size >= MOST_PEOPLE;
  const bring = (name: string) => {
    setAsking(false);
    if (name !== '' && !there.has(name)) onBring(name);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    bring(nameKey(typeof name === 'string' ? name : ''));
  };
  const absent = [...new Set(cast.map(nameKey))].filter((name) => name !== '' && !there.has(name));
  return (
    <>
      <ChoiceControl
        {...{ label: 'Bring in', disabled: isFull, value: asking ? OTHER : '' }}
        options={[
          ['', isFull ? 'Four are the most' : 'Somebody …'],
          ...absent.map((name) => [name, name] as const),
          [EXTRA, 'An extra'],
          [OTHER, 'By name …'],
        ]}
        onChange={(value) => {
          setAsking(value === OTHER);
          if (value === EXTRA) bring(extraBeside(there));
          else if (value !== OTHER) bring(value);
        }}
      />
      {asking && !isFull && (
        <form
          className={styles['name']}
          onSubmit={submit}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setAsking(false);
          }}
        >
          <TextField label="Name" name="name" autoFocus required maxLength={LONGEST_NAME} autoComplete="off" />
          <Button type="submit">Bring in</Button>
        </form>
      )}
    </>
  );
}

function extraBeside(there: ReadonlySet<string>): string {
  const names = Array.from({ length: MOST_PEOPLE + 1 }, (_, i) => (i === 0 ? 'EXTRA' : `EXTRA ${String(i + 1)}`));
  return names.find((name) => !there.has(name)) ?? '';
}
