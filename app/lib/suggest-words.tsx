import { useState } from 'react';
import { Button } from '#app/components/index.ts';
import type { Suggestion, Wish } from '#server/context.ts';
import type { ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import { Ask } from './asking.tsx';
import { useSuggestion } from './use-suggestion.ts';
import styles from './asking.module.css';

interface SuggestWordsProps {
  readonly projectId: ProjectId;
  /** What the button does. */
  readonly label: string;
  /** What the words are, for who listens. */
  readonly what: string;
  readonly wish: Wish;
  /** The words as they stand: those that came are gone when others are written. */
  readonly now: string;
  readonly onTake: (words: string, suggestion: SuggestionId) => void;
  /** Takes what was there before the last suggestion that was taken. */
  readonly onBack: (words: string) => void;
}

type Words = Extract<Suggestion, { readonly words: string }>;

/** Words from a model: asked for, shown, and taken or left. What stood there before can be had back. */
export function SuggestWords({ projectId, label, what, wish, now, onTake, onBack }: SuggestWordsProps) {
  const asking = useSuggestion(projectId);
  const [came, setCame] = useState<Words | null>(null);
  const [taken, setTaken] = useState<{ readonly before: string; readonly words: string } | null>(null);
  const ask = async () => {
    setCame(null);
    const answer = await asking.ask(wish);
    if (answer && 'words' in answer) setCame(answer);
  };
  if (came) {
    return (
      <section className={styles['proposed']} aria-label={`Suggested ${what}`}>
        <p>{came.words}</p>
        <div className={styles['acts']}>
          <Button
            variant="primary"
            onClick={() => {
              setTaken({ before: now, words: came.words });
              setCame(null);
              onTake(came.words, came.id);
            }}
          >
            Take it
          </Button>
          <Button variant="quiet" onClick={() => setCame(null)}>
            Leave it
          </Button>
        </div>
      </section>
    );
  }
  return (
    <div className={styles['acts']}>
      <Ask asking={asking} label={label} onAsk={() => void ask()} />
      {taken?.words === now && (
        <Button
          variant="quiet"
          onClick={() => {
            setTaken(null);
            onBack(taken.before);
          }}
        >
          Former words again
        </Button>
      )}
    </div>
  );
}
