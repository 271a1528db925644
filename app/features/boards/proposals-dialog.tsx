import { useMemo, useState, type ReactNode } from 'react';
import { SHOT_SIZE_NAMES, MOVEMENT_NAMES, DEFAULT_SHOT } from '#shared/shots/index.ts';
import {
  APPROACHES,
  excerptOf,
  linesById,
  proposeCoverage,
  runningTimeOf,
  type Approach,
  type Lines,
  type ProposedShot,
  type SceneBoard,
} from '#shared/storyboard/index.ts';
import { Button, Dialog } from '#app/components/index.ts';
import { panelCount, runningTime } from './words.ts';
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
  readonly onTake: (shots: readonly ProposedShot[]) => void;
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

function Proposals({ board, onClose, onTake, sketchOf }: ProposalsDialogProps & { readonly board: SceneBoard }) {
  // As the scene was when it was asked for: a list that changes while one reads it can't be judged.
  const [scene] = useState(board.scene);
  const lines = useMemo(() => linesById([scene]), [scene]);
  const proposals = useMemo(() => APPROACHES.map((approach) => proposeCoverage(scene, approach)), [scene]);
  const [thrownAway, setThrownAway] = useState<ReadonlySet<ProposedShot>>(new Set());
  const toggle = (shot: ProposedShot) =>
    setThrownAway((now) => {
      const next = new Set(now);
      if (!next.delete(shot)) next.add(shot);
      return next;
    });
  return (
    <div className={styles['approaches']}>
      {APPROACHES.map((approach, i) => {
        const shots = proposals[i] ?? [];
        const kept = shots.filter((shot) => !thrownAway.has(shot));
        return (
          <Proposal
            key={approach}
            {...{ approach, shots, kept, lines, sketchOf }}
            onToggle={toggle}
            onTake={() => {
              onTake(kept);
              onClose();
            }}
          />
        );
      })}
    </div>
  );
}

interface ProposalProps {
  readonly approach: Approach;
  readonly shots: readonly ProposedShot[];
  readonly kept: readonly ProposedShot[];
  readonly lines: Lines;
  readonly sketchOf: ProposalsDialogProps['sketchOf'];
  readonly onToggle: (shot: ProposedShot) => void;
  readonly onTake: () => void;
}

function Proposal({ approach, shots, kept, lines, sketchOf, onToggle, onTake }: ProposalProps) {
  const [name, about] = APPROACH_NAMES[approach];
  const panels = kept.reduce((sum, { frames }) => sum + frames.length, 0);
  return (
    <section className={styles['approach']} aria-label={name}>
      <header className={styles['head']}>
        <h3>{name}</h3>
        <p>{about}</p>
        <p className={styles['figures']}>
          {shots.length === kept.length ? shots.length : `${String(kept.length)} of ${String(shots.length)}`}{' '}
          {shots.length === 1 ? 'shot' : 'shots'} · {panelCount(panels)} · {runningTime(runningTimeOf(kept))}
        </p>
      </header>
      <ol className={styles['shots']}>
        {shots.map((shot, i) => (
          <ShotRow key={i} {...{ shot, lines, sketchOf }} kept={kept.includes(shot)} onToggle={() => onToggle(shot)} />
        ))}
      </ol>
      <Button variant="primary" disabled={kept.length === 0} onClick={onTake}>
        {kept.length === shots.length ? `Take ${name.toLowerCase()}` : `Take ${String(kept.length)} shots`}
      </Button>
    </section>
  );
}

interface ShotRowProps {
  readonly shot: ProposedShot;
  readonly lines: Lines;
  readonly kept: boolean;
  readonly sketchOf: ProposalsDialogProps['sketchOf'];
  readonly onToggle: () => void;
}

function ShotRow({ shot: proposed, lines, kept, sketchOf, onToggle }: ShotRowProps) {
  const { shot, rule, frames, lines: ids, durationMs } = proposed;
  const { action, dialogue } = excerptOf(ids.flatMap((id) => lines.get(id) ?? []));
  const { size = DEFAULT_SHOT.size, movement = DEFAULT_SHOT.movement, subject = '' } = shot;
  return (
    <li className={styles['shot']} data-kept={kept}>
      <label>
        <input type="checkbox" checked={kept} onChange={onToggle} />
        <span className={styles['what']}>
          <span className={styles['size']}>{SHOT_SIZE_NAMES[size]}</span>
          {subject !== '' && ` · ${subject}`}
          {movement !== 'static' && ` · ${MOVEMENT_NAMES[movement]}`}
        </span>
        <span className={styles['time']}>
          {frames.length > 1 && `${String(frames.length)} × · `}
          {runningTime(durationMs)}
        </span>
      </label>
      <div className={styles['why']}>
        {sketchOf?.(proposed)}
        <p className={styles['rule']}>{rule}</p>
        <p className={styles['lines']} title={[action, dialogue].filter(Boolean).join('\n')}>
          {dialogue === '' ? action : `“${dialogue}”`}
          {ids.length > 1 && ` (${String(ids.length)} lines)`}
        </p>
      </div>
    </li>
  );
}
