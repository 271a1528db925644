import { useState, type ReactNode } from 'react';
import { DEFAULT_SHOT, MOVEMENT_NAMES, SHOT_SIZE_NAMES } from '#shared/shots/index.ts';
import {
  excerptOf,
  panelCount,
  runningTime,
  runningTimeOf,
  type Lines,
  type ProposedShot,
} from '#shared/storyboard/index.ts';
import { Button } from '#app/components/index.ts';
import styles from './proposals-dialog.module.css';

interface ProposalProps {
  readonly name: string;
  readonly about: string;
  /** What the button says that takes all of them. */
  readonly take?: string;
  readonly shots: readonly ProposedShot[];
  readonly kept: readonly ProposedShot[];
  readonly lines: Lines;
  readonly sketchOf: ShotRowProps['sketchOf'];
  readonly onToggle: (shot: ProposedShot) => void;
  readonly onTake: () => void;
  /** Beside the button. */
  readonly beside?: ReactNode;
  /** Below the shots. */
  readonly children?: ReactNode;
}

/** Shots that somebody may take, all or some. */
export function Proposal(props: ProposalProps) {
  const { name, about, take = `Take ${name.toLowerCase()}`, shots, kept, lines, sketchOf, onToggle, onTake } = props;
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
      {props.children}
      <div className={styles['acts']}>
        <Button variant="primary" disabled={kept.length === 0} onClick={onTake}>
          {kept.length === shots.length
            ? take
            : `Take ${kept.length === 1 ? '1 shot' : `${String(kept.length)} shots`}`}
        </Button>
        {props.beside}
      </div>
    </section>
  );
}

interface ShotRowProps {
  readonly shot: ProposedShot;
  readonly lines: Lines;
  readonly kept: boolean;
  /** A shot as a picture. */
  readonly sketchOf?: ((shot: ProposedShot) => ReactNode) | undefined;
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
          {frames.length > 1 && `${panelCount(frames.length)} · `}
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

/** Which of the shots that are proposed were thrown away, and the way to change that. */
export function useThrownAway(): [ReadonlySet<ProposedShot>, (shot: ProposedShot) => void] {
  const [thrownAway, setThrownAway] = useState<ReadonlySet<ProposedShot>>(new Set());
  const toggle = (shot: ProposedShot) =>
    setThrownAway((now) => {
      const next = new Set(now);
      if (!next.delete(shot)) next.add(shot);
      return next;
    });
  return [thrownAway, toggle];
}
