import type { CSSProperties } from 'react';
import type { AssetHash, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { drawingSources } from './drawing-url.ts';
import { pictureSources } from './picture-sources.ts';
import styles from './panel-picture.module.css';

export interface PanelPictureProps {
  /** What lies under the drawing; undefined: paper. */
  readonly take: { readonly asset: AssetHash; readonly width: number; readonly height: number } | undefined;
  readonly panel: { readonly id: PanelId; readonly drawn: number };
  readonly projectId: ProjectId;
  /** The film's. */
  readonly aspectRatio: number;
  readonly assetUrl: (asset: AssetHash) => string;
  /** How wide it is shown, as CSS says it. */
  readonly sizes: string;
  readonly alt: string;
  readonly className?: string | undefined;
  /** `cover` fills its box and lets edges go. */
  readonly fit?: 'contain' | 'cover';
  /** Among many: it is fetched when it comes near. */
  readonly lazy?: boolean;
}

/** Whether there is anything to be seen. */
export function isPictured({ take, panel }: Pick<PanelPictureProps, 'take' | 'panel'>): boolean {
  return take !== undefined || panel.drawn > 0;
}

/** What a panel shows, as large as the box that its class makes: the film's frame with the take, and the drawing over it. */
export function PanelPicture(props: PanelPictureProps) {
  const { take, panel, aspectRatio, sizes, alt, fit = 'contain', lazy = false } = props;
  const drawn = panel.drawn > 0;
  const how = { draggable: false, decoding: 'async', loading: lazy ? 'lazy' : 'eager' } as const;
  return (
    <span className={[styles['room'], props.className].join(' ')} data-fit={fit}>
      <span
        className={styles['frame']}
        data-drawn={drawn || undefined}
        style={{ '--ratio': aspectRatio } as CSSProperties}
      >
        {take && <img {...pictureSources(props.assetUrl(take.asset), take, sizes)} alt={alt} {...how} />}
        {drawn && <img data-drawing="" {...drawingSources(props, sizes)} alt={take ? '' : alt} {...how} />}
      </span>
    </span>
  );
}
