import { useEffect, useState, type ReactNode } from 'react';
import type { ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { Lines, ProposedShot } from '#shared/storyboard/index.ts';
import { Ask, AskFailure, ModelChoice } from '#app/lib/asking.tsx';
import { useKeptFocus } from '#app/lib/use-kept-focus.ts';
import { useSuggestion, useTextModels } from '#app/lib/use-suggestion.ts';
import type { Suggestion } from '#server/context.ts';
import { Proposal, useThrownAway } from './proposal.tsx';
import styles from './proposals-dialog.module.css';

export interface ModelProposalProps {
  readonly projectId: ProjectId;
  readonly scene: Scene;
  readonly lines: Lines;
  readonly sketchOf?: ((shot: ProposedShot) => ReactNode) | undefined;
  readonly onTake: (shots: readonly ProposedShot[], suggestion: SuggestionId) => void;
}

interface Came {
  readonly answer: Extract<Suggestion, { readonly use: 'coverage' }>;
  /** The model that gave it. */
  readonly by: string;
}

/**
 * A shot list of a model's beside those of the rules. Until there is one, the question stands at the foot of the dialog, so
 * that nobody has to look for it below long lists. Where there is nobody to ask, there is nothing.
 */
export function ModelProposal({ projectId, scene, lines, sketchOf, onTake }: ModelProposalProps) {
  const models = useTextModels(projectId);
  const asking = useSuggestion(projectId, models.model);
  const [came, setCame] = useState<Came | null>(null);
  const [thrownAway, toggle] = useThrownAway();
  const place = useKeptFocus<HTMLDivElement>(asking.busy);
  // What came is longer than the question was.
  useEffect(() => {
    if (came) place.current?.scrollIntoView({ block: 'start' });
  }, [came, place]);
  const { model } = models;
  if (!model) return null;
  const ask = async () => {
    const answer = await asking.ask({ use: 'coverage', scene: scene.id });
    if (answer?.use === 'coverage') setCame({ answer, by: model.name });
  };
  const question = (
    <div className={styles['question']}>
      <ModelChoice models={models} />
      <Ask asking={asking} label={came ? 'Ask again' : 'Ask for shots'} onAsk={() => void ask()} />
    </div>
  );
  if (!came) {
    return (
      <section className={styles['asks']} aria-label="From a model" ref={place}>
        <div className={styles['head']}>
          <h3>From a model</h3>
          <p>The lines of this scene are sent to it. What comes back is held against them before you see it.</p>
        </div>
        {question}
        <AskFailure asking={asking} />
      </section>
    );
  }
  const { answer, by } = came;
  const kept = answer.shots.filter((shot) => !thrownAway.has(shot));
  return (
    <div className={styles['ofModel']} ref={place}>
      <Proposal
        {...{ name: 'From a model', about: by, take: 'Take these shots', shots: answer.shots, kept, lines, sketchOf }}
        onToggle={toggle}
        onTake={() => onTake(kept, answer.id)}
        beside={question}
      >
        <AskFailure asking={asking} />
        {answer.dropped.length > 0 && (
          <ul className={styles['dropped']} aria-label="What was left out">
            {answer.dropped.map((said) => (
              <li key={said}>{said}</li>
            ))}
          </ul>
        )}
      </Proposal>
    </div>
  );
}
