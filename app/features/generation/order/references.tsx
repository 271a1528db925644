import { cx } from '#app/components/index.ts';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import { PanelPicture } from '#app/lib/panel-picture.tsx';
import { chosenTake, type Panel, type ReferencePicture } from '#shared/storyboard/index.ts';
import { REFERENCE_NAMES } from './reference-names.ts';
import styles from './order-form.module.css';

interface ReferencesProps {
  /** Of the first panel, those left out among them. */
  readonly all: readonly ReferencePicture[];
  /** How many the model takes. */
  readonly sent: number;
  readonly without: readonly AssetHash[];
  /** The panel whose picture says where everything stands, where something is drawn on it: that goes along, too. */
  readonly drawn: Panel | null;
  readonly projectId: ProjectId;
  readonly aspectRatio: number;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onToggle: (asset: AssetHash) => void;
}

/** The pictures that go to the provider with the words: seen, and left out with a click. */
export function References({ all, sent, without, drawn, onToggle, ...frames }: ReferencesProps) {
  const bare = drawn && !chosenTake(drawn) ? drawn : null;
  if (all.length === 0 && !bare) return null;
  const room = Math.max(0, sent - (bare ? 1 : 0));
  const going = all.filter(({ asset }) => !without.includes(asset)).slice(0, room);
  return (
    <fieldset className={styles['references']}>
      <legend>Pictures that go along</legend>
      {bare && (
        <figure className={styles['reference']}>
          <PanelPicture {...frames} {...{ panel: bare, take: undefined, ...THUMB }} />
          <figcaption>{REFERENCE_NAMES.structure}</figcaption>
        </figure>
      )}
      {all.map((reference) => {
        const { asset, role, name } = reference;
        const goes = going.includes(reference);
        return (
          <label key={asset} className={cx(styles['reference'], !goes && styles['left'])}>
            {drawn && role === 'structure' ? (
              <PanelPicture {...frames} {...{ panel: drawn, take: chosenTake(drawn), ...THUMB }} />
            ) : (
              <img src={`${frames.assetUrl(asset)}?w=320`} alt="" />
            )}
            <span>
              <input
                type="checkbox"
                checked={!without.includes(asset)}
                onChange={() => onToggle(asset)}
                aria-label={`${REFERENCE_NAMES[role]}${name && ` of ${name}`} goes along`}
              />
              {name || REFERENCE_NAMES[role]}
            </span>
          </label>
        );
      })}
      {going.length < all.length - without.length && (
        <p className={styles['about']}>The model takes {sent === 0 ? 'none' : `the first ${String(sent)}`}.</p>
      )}
    </fieldset>
  );
}

const THUMB = { sizes: '72px', alt: '', className: styles['thumb'] } as const;
