import { useState, type ReactNode } from 'react';
import type { ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { Lines, ProposedShot } from '#shared/storyboard/index.ts';
import { Ask } from '#app/lib/asking.tsx';
import { useSuggestion } from '#app/lib/use-suggestion.ts';
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

type Coverage = Extract<Suggestion, { readonly use: 'coverage' }>;

/** A shot list of a model's beside those of the rules. Where there is nobody to ask, there is nothing. */
export function ModelProposal({ projectId, scene, lines, sketchOf, onTake }: ModelProposalProps) {
  const asking = useSuggestion(projectId);
  const [came, setCame] = useState<Coverage | null>(null);
  const [thrownAway, toggle] = useThrownAway();
  if (!asking.model) return null;
  const kept = came?.shots.filter((shot) => !thrownAway.has(shot)) ?? [];
  const ask = async () => {
    const answer = await asking.ask({ use: 'coverage', scene: scene.id });
    if (answer?.use === 'coverage') setCame(answer);
  };
  return (
    <div className={styles['ofModel']}>
      {came ? (
        <>
          <Proposal
            {...{ name: 'From a model', about: asking.model.name, shots: came.shots, kept, lines, sketchOf }}
            onToggle={toggle}
            onTake={() => onTake(kept, came.id)}
          />
          {came.dropped.length > 0 && (
            <ul className={styles['dropped']} aria-label="What was left out">
              {came.dropped.map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <>
          <h3>From a model</h3>
          <p>The lines of this scene are sent to it. What comes back is held against them before you see it.</p>
        </>
      )}
      <Ask asking={asking} label={came ? 'Ask again' : 'Ask for shots'} onAsk={() => void ask()} />
    </div>
  );
}
