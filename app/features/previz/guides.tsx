import { compositionOf } from '#shared/previz/index.ts';
import type { Stage } from './stage.ts';
import styles from './previz-pane.module.css';

export interface GuideChoice {
  readonly thirds: boolean;
  readonly room: boolean;
}

/** Drawn over the frame, never into it. */
export function Guides({ stage, choice }: { readonly stage: Stage; readonly choice: GuideChoice }) {
  const composition = choice.room ? compositionOf(stage.scene) : null;
  return (
    <svg className={styles['guides']} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      {choice.thirds && <path d="M33.3 0V100M66.7 0V100M0 33.3H100M0 66.7H100" />}
      {composition && (
        <>
          <path data-strong d={`M${String(composition.x * 100 - 6)} ${String(composition.crown * 100)}h12`} />
          <path data-strong d={`M${String(composition.x * 100)} 0V${String(Math.max(0, composition.crown * 100))}`} />
          {composition.looks !== 0 && (
            <path
              data-strong
              d={`M${String(composition.x * 100 + composition.looks * 6)} ${String((composition.crown * 2 + composition.chin) * 33.3)}H${composition.looks < 0 ? '0' : '100'}`}
            />
          )}
        </>
      )}
    </svg>
  );
}

/** Headroom and lead room in words. */
export function compositionWords({ scene }: Stage): string {
  const composition = compositionOf(scene);
  if (!composition) return 'Nobody is seen in this frame.';
  const { crown, lead } = composition;
  const head = crown <= 0 ? 'The head is cut by the frame' : `Headroom ${String(Math.round(crown * 100))} %`;
  if (!lead) return `${head}.`;
  const tight = lead.ahead < lead.behind ? ': more room behind the look than before it' : '';
  return `${head} · lead room ${String(Math.round(lead.ahead * 100))} %${tight}.`;
}
