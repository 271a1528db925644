import { chosenTake, type Panel } from '#shared/storyboard/index.ts';
import { PanelPicture, isPictured, type PanelPictureProps } from '#app/lib/panel-picture.tsx';
import styles from './panel-strip.module.css';

/** What all frames of a film have in common. Drawings have no past: they are shown as they are now. */
export type Frames = Pick<PanelPictureProps, 'assetUrl' | 'projectId' | 'aspectRatio'>;

interface PanelFrameProps {
  readonly panel: Panel;
  readonly label: string;
  readonly frames: Frames;
  /** What happened to it, in words. */
  readonly note?: string;
  readonly removed?: boolean;
}

export function PanelFrame({ panel, label, frames, note, removed = false }: PanelFrameProps) {
  const take = chosenTake(panel);
  const says = panel.caption || label;
  return (
    <figure className={styles['figure']} data-removed={removed}>
      <div className={styles['frame']}>
        {isPictured({ take, panel }) ? (
          <PanelPicture
            {...frames}
            {...{ take, panel, sizes: '200px', alt: `Panel ${label}: ${says}`, className: styles['picture'] }}
          />
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
