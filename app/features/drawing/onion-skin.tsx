import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import { chosenTake, type Panel, type Take } from '#shared/storyboard/index.ts';
import { drawingUrl } from '#app/lib/drawing-url.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import styles from './drawing-place.module.css';

interface UnderPictureProps {
  readonly take: Take;
  readonly assetUrl: (asset: AssetHash) => string;
}

/** The panel's picture, which is drawn on. */
export function UnderPicture({ take, assetUrl }: UnderPictureProps) {
  return (
    <img className={styles['under']} {...pictureSources(assetUrl(take.asset), take, '80vw')} alt="" draggable={false} />
  );
}

interface OnionSkinProps {
  readonly before: Panel | null;
  readonly after: Panel | null;
  readonly projectId: ProjectId;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly aspectRatio: number;
}

/** The panels before and after shine through, as they are stored: their drawings, or their pictures where nothing is drawn. */
export function OnionSkin({ before, after, projectId, assetUrl, aspectRatio }: OnionSkinProps) {
  const skins = [
    { side: 'before', panel: before },
    { side: 'after', panel: after },
  ] as const;
  return (
    <>
      {skins.map(({ side, panel }) => {
        const take = panel && chosenTake(panel);
        const src =
          panel && panel.drawn > 0 ? drawingUrl({ projectId, panel, aspectRatio }, 1280) : take && assetUrl(take.asset);
        return (
          src && <img key={side} className={styles['onion']} data-side={side} src={src} alt="" draggable={false} />
        );
      })}
    </>
  );
}
