import { useState } from 'react';
import { Button } from '#app/components/index.ts';
import type { Suggestion, Wish } from '#server/context.ts';
import type { ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import { Ask, AskFailure } from './asking.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useSuggestion, type TextModels } from './use-suggestion.ts';
import styles from './asking.module.css';

interface SuggestWordsProps {
  readonly projectId: ProjectId;
  readonly models: TextModels;
  /** What the button does. */
  readonly label: string;
  /** What the words are, for who listens. */
  readonly what: string;
  readonly wish: Wish;
  /** The words as they stand. */
  readonly now: string;
  /** From which suggestion those are. */
  readonly from: SuggestionId | undefined;
  /** Null: words that somebody wrote, had back. */
  readonly onWrite: (words: string, suggestion: SuggestionId | null) => void;
}

type Words = Extract<Suggestion, { readonly words: string }>;

/** A suggestion that was taken, and what stood there before. */
interface Taken {
  readonly words: string;
  readonly before: string;
  readonly from: SuggestionId | null;
}

/** Words from a model: asked for, shown, and taken or left. What stood there before can be had back. */
export function SuggestWords(props: SuggestWordsProps) {
  const { projectId, models, label, what, wish, now, from, onWrite } = props;
  const asking = useSuggestion(projectId, models.model);
  const [came, setCame] = useState<Words | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const canGoBack = taken?.words === now && !asking.busy;
  const place = useKeptFocus<HTMLDivElement>(asking.busy ? 'asks' : came ? 'came' : canGoBack ? 'taken' : 'rests');
  const ask = async () => {
    const answer = await asking.ask(wish);
    if (answer && 'words' in answer) setCame(answer);
  };
  return (
    <div ref={place}>
      {came ? (
        <section className={styles['proposed']} aria-label={`Suggested ${what}`}>
          <p>{came.words}</p>
          <div className={styles['acts']}>
            <Button
              variant="primary"
              onClick={() => {
                setTaken({ words: came.words, before: now, from: from ?? null });
                setCame(null);
                onWrite(came.words, came.id);
              }}
            >
              Take it
            </Button>
            <Button variant="quiet" onClick={() => setCame(null)}>
              Leave it
            </Button>
          </div>
        </section>
      ) : (
        <div className={styles['acts']}>
          <Ask asking={asking} label={label} onAsk={() => void ask()} />
          {canGoBack && (
            <Button
              variant="quiet"
              onClick={() => {
                setTaken(null);
                onWrite(taken.before, taken.from);
              }}
            >
              Former words again
            </Button>
          )}
          <AskFailure asking={asking} />
        </div>
      )}
    </div>
  );
}
