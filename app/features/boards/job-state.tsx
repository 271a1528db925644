import { RotateCw, X } from 'lucide-react';
import type { JobId } from '#shared/lib/ids.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';
import { Button, IconButton, cx } from '#app/components/index.ts';
import over from './over-picture.module.css';
import styles from './job-state.module.css';

interface JobProgressProps {
  readonly job: PictureProgress;
  readonly canCancel: boolean;
  readonly reachable: boolean;
  readonly onCancel: (job: JobId) => void;
}

/** A thin bar over the sketch, or over the words of a frame that has none yet. */
export function JobProgress({ job, canCancel, reachable, onCancel }: JobProgressProps) {
  return (
    <>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label="Drawing the picture"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(job.progress * 100)}
      >
        <div style={{ transform: `scaleX(${job.progress})` }} />
      </div>
      {canCancel && (
        <div className={styles['cancel']}>
          <IconButton
            icon={X}
            label="Stop drawing"
            tabIndex={reachable ? 0 : -1}
            onClick={(event) => {
              event.stopPropagation();
              onCancel(job.job);
            }}
          />
        </div>
      )}
    </>
  );
}

interface JobFailedProps {
  readonly job: PictureProgress;
  readonly canRetry: boolean;
  readonly reachable: boolean;
  readonly onRetry: (job: JobId) => void;
}

export function JobFailed({ job, canRetry, reachable, onRetry }: JobFailedProps) {
  const message = job.message ?? 'The picture could not be drawn. The panel is unchanged.';
  return (
    <div className={cx(over['foot'], styles['failed'])}>
      <p title={message}>{message}</p>
      {canRetry && (
        <Button
          icon={RotateCw}
          tabIndex={reachable ? 0 : -1}
          onClick={(event) => {
            event.stopPropagation();
            onRetry(job.job);
          }}
        >
          Retry
        </Button>
      )}
    </div>
  );
}
