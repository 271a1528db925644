import { useFetcher } from '@remix-run/react';
import { Check, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Comment, Thread } from '#server/context.ts';
import { Avatar, Button, IconButton, RelativeTime } from '#app/components/index.ts';
import { CommentForm, type CommentAnswer } from './comment-form.tsx';
import { commentsUrl } from './use-threads.ts';
import styles from './thread-card.module.css';

interface ThreadCardProps {
  readonly project: ProjectId;
  readonly thread: Thread;
  /** The number of its point on the picture; none for the panel as a whole. */
  readonly point: number | null;
  readonly me: UserId;
  readonly canComment: boolean;
  readonly active: boolean;
  readonly onActivate: () => void;
}

export function ThreadCard({ project, thread, point, me, canComment, active, onActivate }: ThreadCardProps) {
  const [replying, setReplying] = useState(false);
  return (
    <article
      className={styles['thread']}
      data-active={active}
      data-resolved={thread.resolved !== null}
      aria-label={point === null ? 'Comment on the panel' : `Comment ${String(point)} on the picture`}
      onFocus={onActivate}
      onPointerDown={onActivate}
    >
      <header className={styles['header']}>
        {point !== null && <span className={styles['point']}>{point}</span>}
        <span className={styles['where']}>{point === null ? 'On the panel' : 'On the picture'}</span>
        {thread.resolved && (
          <span className={styles['resolved']}>
            Resolved by {thread.resolved.by}, <RelativeTime at={thread.resolved.at} />
          </span>
        )}
        {canComment && <ResolveButton project={project} thread={thread} />}
      </header>
      {thread.comments.map((comment) => (
        <CommentItem
          key={comment.id}
          project={project}
          comment={comment}
          editable={canComment && comment.author.id === me}
        />
      ))}
      {canComment && !thread.resolved && (
        <footer className={styles['reply']}>
          {replying ? (
            <CommentForm
              project={project}
              send={{ intent: 'reply', thread: thread.id }}
              label="Write a reply"
              action="Reply"
              autoFocus
              onSent={() => setReplying(false)}
              onCancel={() => setReplying(false)}
            />
          ) : (
            <Button variant="quiet" onClick={() => setReplying(true)}>
              Reply
            </Button>
          )}
        </footer>
      )}
    </article>
  );
}

function ResolveButton({ project, thread }: { readonly project: ProjectId; readonly thread: Thread }) {
  const fetcher = useFetcher<CommentAnswer>();
  const intent = thread.resolved ? 'reopen' : 'resolve';
  return (
    <fetcher.Form method="post" action={commentsUrl(project)} className={styles['resolve']}>
      <input type="hidden" name="thread" value={thread.id} />
      <IconButton
        type="submit"
        name="intent"
        value={intent}
        icon={thread.resolved ? RotateCcw : Check}
        label={thread.resolved ? 'Reopen' : 'Resolve'}
        disabled={fetcher.state !== 'idle'}
      />
      {fetcher.data?.error && (
        <span role="alert" className={styles['error']}>
          {fetcher.data.error.message}
        </span>
      )}
    </fetcher.Form>
  );
}

interface CommentItemProps {
  readonly project: ProjectId;
  readonly comment: Comment;
  readonly editable: boolean;
}

function CommentItem({ project, comment, editable }: CommentItemProps) {
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles['comment']}>
      <Avatar name={comment.author.name} small />
      <div className={styles['content']}>
        <p className={styles['byline']}>
          <span className={styles['author']}>{comment.author.name}</span> <RelativeTime at={comment.createdAt} />
          {comment.editedAt !== null && <span> · edited</span>}
        </p>
        {editing ? (
          <CommentForm
            project={project}
            send={{ intent: 'edit', comment: comment.id }}
            label="Edit your comment"
            action="Save"
            initial={comment.body}
            autoFocus
            onSent={() => setEditing(false)}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <p className={styles['body']}>{comment.body}</p>
        )}
      </div>
      {editable && !editing && <IconButton icon={Pencil} label="Edit" onClick={() => setEditing(true)} />}
    </div>
  );
}
