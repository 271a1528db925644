import type { KeyboardEvent, MouseEvent } from 'react';
import type { AssetHash, ProjectId, ThreadId } from '#shared/lib/ids.ts';
import { chosenTake, type Panel } from '#shared/storyboard/index.ts';
import type { PanelTalk, Point } from './points.ts';
import { PanelPicture, isPictured } from '#app/lib/panel-picture.tsx';
import styles from './panel-stage.module.css';

interface PanelStageProps {
  readonly panel: Panel;
  readonly project: ProjectId;
  readonly alt: string;
  readonly aspectRatio: number;
  readonly talk: PanelTalk;
  readonly active: ThreadId | null;
  /** Where a comment is being written now. */
  readonly draft: Point | null;
  readonly canComment: boolean;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onPoint: (point: Point) => void;
  readonly onThread: (thread: ThreadId) => void;
}

/** The picture, large, with the points people talk about. A click on it starts a comment on that point. */
export function PanelStage(props: PanelStageProps) {
  const { panel, project, alt, aspectRatio, talk, active, draft, canComment, onPoint } = props;
  const take = chosenTake(panel);
  const click = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint({ x: clamp((event.clientX - box.left) / box.width), y: clamp((event.clientY - box.top) / box.height) });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onPoint({ x: 0.5, y: 0.5 });
  };
  const pictured = isPictured({ take, panel });
  const asking = canComment && pictured;
  return (
    <div className={styles['stage']}>
      <div
        className={styles['frame']}
        style={{ aspectRatio }}
        {...(asking && {
          role: 'button',
          tabIndex: 0,
          'aria-label': 'Comment on a point of the picture. Return puts it in the middle.',
          onClick: click,
          onKeyDown: key,
        })}
      >
        {pictured ? (
          <PanelPicture
            {...{ take, panel, projectId: project, aspectRatio, alt, assetUrl: props.assetUrl }}
            {...{ sizes: '(min-width: 900px) 70vw, 100vw', className: styles['picture'] }}
          />
        ) : (
          <p className={styles['none']}>No picture yet. Comments on the panel as a whole work already.</p>
        )}
        {draft && <span className={styles['draft']} style={place(draft)} aria-hidden />}
      </div>
      {talk.threads.map((thread) => {
        const number = talk.numbers.get(thread.id);
        if (!thread.point || number === undefined) return null;
        return (
          <button
            key={thread.id}
            type="button"
            className={styles['point']}
            data-active={thread.id === active}
            data-resolved={thread.resolved !== null}
            style={place(thread.point)}
            aria-label={`Comment ${String(number)}: ${thread.comments[0]?.body ?? ''}`}
            onClick={() => props.onThread(thread.id)}
          >
            {number}
          </button>
        );
      })}
    </div>
  );
}

function place({ x, y }: Point) {
  return { left: `${String(x * 100)}%`, top: `${String(y * 100)}%` };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
