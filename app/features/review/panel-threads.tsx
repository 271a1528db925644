import { useEffect, useRef } from 'react';
import type { PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';
import { Button } from '#app/components/index.ts';
import { CommentForm, type CommentIntent } from './comment-form.tsx';
import type { PanelTalk, Point } from './points.ts';
import { ThreadCard } from './thread-card.tsx';
import styles from './panel-threads.module.css';

/** A comment being written: on a point, or (null) on the panel as a whole. */
export type Draft = { readonly point: Point | null } | null;

interface PanelThreadsProps {
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly talk: PanelTalk;
  readonly me: UserId;
  readonly canComment: boolean;
  readonly active: ThreadId | null;
  readonly draft: Draft;
  readonly onActivate: (thread: ThreadId) => void;
  readonly onDraft: (draft: Draft) => void;
}

/** The talk about one panel, in the margin beside its picture. */
export function PanelThreads(props: PanelThreadsProps) {
  const { project, panel, talk, me, canComment, active, draft, onActivate, onDraft } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) list.current?.querySelector(`[data-thread="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <section className={styles['margin']} aria-label="Comments on this panel" ref={list}>
      {talk.threads.map((thread) => (
        <div key={thread.id} data-thread={thread.id}>
          <ThreadCard
            project={project}
            thread={thread}
            point={talk.numbers.get(thread.id) ?? null}
            me={me}
            canComment={canComment}
            active={thread.id === active}
            onActivate={() => onActivate(thread.id)}
          />
        </div>
      ))}
      {talk.threads.length === 0 && !draft && (
        <p className={styles['empty']}>
          {canComment
            ? 'Nobody has said anything about this panel. Click a point of the picture, or comment on the panel as a whole.'
            : 'Nobody has said anything about this panel.'}
        </p>
      )}
      {canComment && draft && (
        <CommentForm
          key={draft.point ? `${String(draft.point.x)} ${String(draft.point.y)}` : 'panel'}
          project={project}
          send={startOf(panel, draft.point)}
          label={draft.point ? 'Comment on this point' : 'Comment on the panel'}
          action="Comment"
          autoFocus
          onSent={() => onDraft(null)}
          onCancel={() => onDraft(null)}
        />
      )}
      {canComment && !draft && (
        <Button onClick={() => onDraft({ point: null })} className={styles['start']}>
          Comment on the panel
        </Button>
      )}
    </section>
  );
}

function startOf(panel: PanelId, point: Point | null): CommentIntent {
  return { intent: 'start', panel, ...(point && { x: point.x, y: point.y }) };
}
