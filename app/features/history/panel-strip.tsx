import type { AssetHash } from '#shared/lib/ids.ts';
import { chosenTake, type Panel } from '#shared/storyboard/index.ts';
import styles from './panel-strip.module.css';

interface PanelFrameProps {
  readonly panel: Panel;
  readonly label: string;
  readonly assetUrl: (asset: AssetHash) => string;
  /** What happened to it, in words. */
  readonly note?: string;
  readonly removed?: boolean;
}

export function PanelFrame({ panel, label, assetUrl, note, removed = false }: PanelFrameProps) {
  const take = chosenTake(panel);
  const says = panel.caption || label;
  return (
    <figure className={styles['figure']} data-removed={removed}>
      <div className={styles['frame']}>
        {take ? (
          <img src={assetUrl(take.asset)} alt={`Panel ${label}: ${says}`} width={take.width} height={take.height} />
        ) : (
          <span className={styles['none']}>No picture</span>
        )}
      </div>
      <figcaption>
        <strong>{label}</strong> {panel.caption}
        {note && <span className={styles['note']}>{note}</span>}
      </figcaption>
    </figure>
  );
}
