import { CircleAlert } from 'lucide-react';
import { Button, NoticeBar } from '#app/components/index.ts';
import styles from './refusals.module.css';

interface RefusalsProps {
  readonly refusals: readonly string[];
  readonly ofFiles: number;
  readonly dismiss: () => void;
}

/** Which files were not added, and why, until somebody has read it. The others are there. */
export function Refusals({ refusals, ofFiles, dismiss }: RefusalsProps) {
  if (refusals.length === 0) return null;
  const many = refusals.length > 1;
  const title =
    ofFiles > refusals.length
      ? `${String(refusals.length)} of ${String(ofFiles)} pictures ${many ? 'were' : 'was'} not added.`
      : `${many ? `${String(refusals.length)} pictures were` : 'A picture was'} not added.`;
  return (
    <div className={styles['refusals']}>
      <NoticeBar icon={CircleAlert} title={title} urgent actions={<Button onClick={dismiss}>Dismiss</Button>}>
        {refusals.map((refusal, i) => (
          <span key={i} className={styles['refusal']}>
            {refusal}
          </span>
        ))}
      </NoticeBar>
    </div>
  );
}
