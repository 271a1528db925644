import { Ban, ThumbsUp } from 'lucide-react';
import { useId, useState } from 'react';
import {
  MOST_OF_A_NOTE,
  TAKE_FAULTS,
  TAKE_FAULT_NAMES,
  TAKE_VERDICTS,
  TAKE_VERDICT_NAMES,
  judgementsOf,
  type Judgement,
  type Panel,
  type Take,
  type TakeVerdict,
} from '#shared/storyboard/index.ts';
import { Button, RelativeTime, TextField } from '#app/components/index.ts';
import { ownWord, toggledVerdict, type Said } from './judge-take.ts';
import { makerOf, type People } from './take-words.ts';
import type { Rating } from './types.ts';
import styles from './take-rating.module.css';

const ICONS = { keep: ThumbsUp, unusable: Ban } as const satisfies Record<TakeVerdict, unknown>;

interface TakeRatingProps {
  readonly panel: Panel;
  readonly take: Take;
  readonly people: People;
  /** Null: this person may only read. */
  readonly rating: Rating | null;
  /** Keys of the verdicts, said on their buttons. */
  readonly keys: Readonly<Record<TakeVerdict, string>>;
}

/** What people think of a take: whether it can be used, and what the model got wrong. */
export function TakeRating({ panel, take, people, rating, keys }: TakeRatingProps) {
  const others = judgementsOf(panel, take.id).filter(({ by }) => by !== rating?.me);
  return (
    <div className={styles['rating']}>
      {rating && <Own key={take.id} {...{ panel, take, rating, keys }} />}
      {others.length > 0 && (
        <ul className={styles['others']} aria-label="What others say of it">
          {others.map((judgement) => (
            <li key={judgement.by}>
              {makerOf(judgement, people)}: {wordsOf(judgement)} · <RelativeTime at={judgement.at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function wordsOf({ verdict, faults, note }: Judgement): string {
  const said = [verdict && TAKE_VERDICT_NAMES[verdict], ...faults.map((fault) => TAKE_FAULT_NAMES[fault])];
  return [said.filter(Boolean).join(', '), note && `“${note}”`].filter(Boolean).join(' · ');
}

function Own({ panel, take, rating, keys }: Omit<TakeRatingProps, 'people' | 'rating'> & { readonly rating: Rating }) {
  const { verdict, faults, note } = ownWord(panel, take.id, rating.me);
  const say = (changes: Partial<Said>) => rating.onJudge(take.id, changes);
  return (
    <>
      <div role="group" aria-label="Your rating" className={styles['verdicts']}>
        {TAKE_VERDICTS.map((each) => (
          <Button
            key={each}
            icon={ICONS[each]}
            aria-pressed={verdict === each}
            title={`${TAKE_VERDICT_NAMES[each]} (${keys[each]})`}
            onClick={() => say(toggledVerdict(panel, take.id, rating.me, each))}
          >
            {TAKE_VERDICT_NAMES[each]}
          </Button>
        ))}
      </div>
      <fieldset className={styles['faults']}>
        <legend>What went wrong</legend>
        {TAKE_FAULTS.map((fault) => (
          <label key={fault}>
            <input
              type="checkbox"
              checked={faults.includes(fault)}
              onChange={({ target: { checked } }) =>
                say({ faults: TAKE_FAULTS.filter((kind) => (kind === fault ? checked : faults.includes(kind))) })
              }
            />
            {TAKE_FAULT_NAMES[fault]}
          </label>
        ))}
      </fieldset>
      <Note key={note} note={note} onNote={(next) => say({ note: next })} />
    </>
  );
}

/** Kept when one leaves it, as everywhere on the boards. */
function Note({ note, onNote }: { readonly note: string; readonly onNote: (note: string) => void }) {
  const [text, setText] = useState(note);
  const id = useId();
  const keep = () => {
    if (text.trim() !== note) onNote(text.trim());
  };
  return (
    <TextField
      id={id}
      label="Note"
      value={text}
      maxLength={MOST_OF_A_NOTE}
      placeholder="Six fingers on the left hand"
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        keep();
      }}
    />
  );
}
