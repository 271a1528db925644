import { useMemo, useState, type ReactNode } from 'react';
import type { ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import {
  APPROACHES,
  linesById,
  proposeCoverage,
  type Approach,
  type ProposedShot,
  type SceneBoard,
} from '#shared/storyboard/index.ts';
import { Dialog } from '#app/components/index.ts';
import { Proposal, useThrownAway } from './proposal.tsx';
import { ModelProposal } from './suggestions-later.tsx';
import styles from './proposals-dialog.module.css';

const APPROACH_NAMES: Readonly<Record<Approach, readonly [name: string, about: string]>> = {
  classical: ['Classical', 'A master, overs, singles at the turn'],
  long_take: ['Long take', 'One camera that moves with the scene'],
  kinetic: ['Kinetic', 'A new side for every beat'],
};

interface ProposalsDialogProps {
  /** Null: the dialog is closed. */
  readonly board: SceneBoard | null;
  readonly onClose: () => void;
  /** `suggestion`: which they are of, where a model proposed them. */
  readonly onTake: (shots: readonly ProposedShot[], suggestion?: SuggestionId) => void;
  readonly projectId: ProjectId;
  /** Whether this person may ask a model. */
  readonly canAsk: boolean;
  /** A shot as a picture. */
  readonly sketchOf?: ((shot: ProposedShot) => ReactNode) | undefined;
}

/** Three ways to cover a scene, side by side. What is taken from any of them becomes panels, in one step of undo. */
export function ProposalsDialog({ board, ...props }: ProposalsDialogProps) {
  return (
    <Dialog
      open={board !== null}
      onClose={props.onClose}
      title={board ? `Cover scene ${board.scene.number}` : ''}
      wide="very"
    >
      {board && <Proposals key={board.scene.id} board={board} {...props} />}
    </Dialog>
  );
}

function Proposals(props: ProposalsDialogProps & { readonly board: SceneBoard }) {
  const { board, projectId, canAsk, onClose, onTake, sketchOf } = props;
  // As the scene was when it was asked for: a list that changes while one reads it can't be judged.
  const [scene] = useState(board.scene);
  const lines = useMemo(() => linesById([scene]), [scene]);
  const proposals = useMemo(() => APPROACHES.map((approach) => proposeCoverage(scene, approach)), [scene]);
  const [thrownAway, toggle] = useThrownAway();
  return (
    <div>
      <div className={styles['approaches']}>
        {APPROACHES.map((approach, i) => {
          const shots = proposals[i] ?? [];
          const [name, about] = APPROACH_NAMES[approach];
          const kept = shots.filter((shot) => !thrownAway.has(shot));
          return (
            <Proposal
              key={approach}
              {...{ name, about, shots, kept, lines, sketchOf }}
              onToggle={toggle}
              onTake={() => {
                onTake(kept);
                onClose();
              }}
            />
          );
        })}
      </div>
      {canAsk && (
        <ModelProposal
          {...{ projectId, scene, lines, sketchOf }}
          onTake={(shots, suggestion) => {
            onTake(shots, suggestion);
            onClose();
          }}
        />
      )}
    </div>
  );
}
