import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import { Button, TextArea } from '#app/components/index.ts';
import { commentsUrl } from './use-threads.ts';
import styles from './comment-form.module.css';

/** What a form or a button of this feature sends; the names are the route's. */
export type CommentIntent =
  | { readonly intent: 'start'; readonly panel: string; readonly x?: number; readonly y?: number }
  | { readonly intent: 'reply' | 'resolve' | 'reopen'; readonly thread: string }
  | { readonly intent: 'edit'; readonly comment: string };

export interface CommentAnswer {
  readonly error?: { readonly message: string };
}

interface CommentFormProps {
  readonly project: ProjectId;
  readonly send: CommentIntent;
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  readonly autoFocus?: boolean;
  readonly onSent?: () => void;
  readonly onCancel?: () => void;
}

/** A box for a comment. What was typed stays in it until the server has taken it. */
export function CommentForm({ project, send, label, action, initial, autoFocus, onSent, onCancel }: CommentFormProps) {
  const fetcher = useFetcher<CommentAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const sending = fetcher.state !== 'idle';
  useOnTaken(fetcher, () => {
    form.current?.reset();
    onSent?.();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit();
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <fetcher.Form ref={form} method="post" action={commentsUrl(project)} className={styles['form']}>
      {Object.entries(send).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextArea
        label={label}
        labelHidden
        name="body"
        placeholder={label}
        defaultValue={initial}
        required
        maxLength={4000}
        autoFocus={autoFocus}
        onKeyDown={onKeyDown}
        error={sending ? undefined : fetcher.data?.error?.message}
      />
      <div className={styles['actions']}>
        {onCancel && (
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" variant="primary" busy={sending} title="Ctrl or ⌘ + Return">
          {action}
        </Button>
      </div>
    </fetcher.Form>
  );
}

/** Runs once for each submission that the server accepted. */
function useOnTaken(fetcher: { state: string; data: CommentAnswer | undefined }, taken: () => void): void {
  const pending = useRef(false);
  const latest = useRef(taken);
  latest.current = taken;
  useEffect(() => {
    if (fetcher.state === 'submitting') pending.current = true;
    if (fetcher.state !== 'idle' || !pending.current) return;
    pending.current = false;
    if (fetcher.data && !fetcher.data.error) latest.current();
  }, [fetcher.state, fetcher.data]);
}
