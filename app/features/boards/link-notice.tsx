import { CircleAlert, Unlink } from 'lucide-react';
import type { ElementId } from '#shared/lib/ids.ts';
import { wordDiff } from '#shared/revisions/index.ts';
import type { Link, SceneBoard } from '#shared/storyboard/index.ts';
import { Button, Select } from '#app/components/index.ts';
import styles from './link-notice.module.css';

interface StaleNoticeProps {
  /** How the one panel that is selected stands to the script; null for several. */
  readonly link: Extract<Link, { state: 'stale' }> | null;
  readonly count: number;
  readonly onAccept: () => void;
  /** Null where this person can't have pictures drawn. */
  readonly onRedraw: (() => void) | null;
}

/** What changed in the lines since their picture was chosen, and the two ways out. */
export function StaleNotice({ link, count, onAccept, onRedraw }: StaleNoticeProps) {
  const what = count === 1 ? 'this picture was' : `${String(count)} pictures were`;
  return (
    <div className={styles['notice']} role="group" aria-label="The script has changed">
      <CircleAlert size={16} strokeWidth={1.5} aria-hidden className={styles['mark']} />
      <div className={styles['what']}>
        <p>The script has changed since {what} chosen.</p>
        {link && <Changes {...link} />}
      </div>
      <Button onClick={onAccept}>Accept</Button>
      {onRedraw && <Button onClick={onRedraw}>Redraw</Button>}
    </div>
  );
}

function Changes({ before, after }: Extract<Link, { state: 'stale' }>) {
  if (before === null) return <p className={styles['words']}>What it said then was not kept. It says now: {after}</p>;
  return (
    <p className={styles['words']} data-diff="">
      {wordDiff(before, after).map(({ kind, text }, i) => {
        if (kind === 'removed') return <del key={i}>{text}</del>;
        return kind === 'added' ? <ins key={i}>{text}</ins> : <span key={i}>{text}</span>;
      })}
    </p>
  );
}

interface OrphanNoticeProps {
  readonly count: number;
  /** What the panel kept of its lines; empty where it kept none. */
  readonly words: string;
  readonly boards: readonly SceneBoard[];
  /** Lines that are selected in the script. */
  readonly selected: readonly ElementId[];
  readonly onHang: (lines: readonly ElementId[]) => void;
}

/** Panels whose lines are gone: they are kept, and hung on others by whoever knows where they belong. */
export function OrphanNotice({ count, words, boards, selected, onHang }: OrphanNoticeProps) {
  const lines = selected.length === 1 ? 'the selected line' : `the ${String(selected.length)} selected lines`;
  return (
    <div className={styles['notice']} role="group" aria-label="No longer in the script">
      <Unlink size={16} strokeWidth={1.5} aria-hidden className={styles['mark']} />
      <div className={styles['what']}>
        <p>The lines of {count === 1 ? 'this panel' : 'these panels'} are gone from the script.</p>
        {words !== '' && <p className={styles['words']}>{words}</p>}
      </div>
      {selected.length > 0 && <Button onClick={() => onHang(selected)}>Hang on {lines}</Button>}
      <HangOnScene boards={boards} onHang={onHang} />
    </div>
  );
}

function HangOnScene({ boards, onHang }: Pick<OrphanNoticeProps, 'boards' | 'onHang'>) {
  return (
    <div className={styles['scene']}>
      <Select
        label="Hang on scene"
        value=""
        options={[
          { value: '', label: 'Choose a scene' },
          ...boards.map(({ scene }) => ({ value: scene.id, label: `${scene.number} ${scene.heading.text}` })),
        ]}
        onChange={(event) => event.target.value !== '' && onHang([event.target.value as ElementId])}
      />
    </div>
  );
}
