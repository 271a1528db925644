import { cx } from '#app/components/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { ReferencePicture } from '#shared/storyboard/index.ts';
import { REFERENCE_NAMES } from './reference-names.ts';
import styles from './order-form.module.css';

interface ReferencesProps {
  /** Of the first panel, those left out among them. */
  readonly all: readonly ReferencePicture[];
  /** How many the model takes. */
  readonly sent: number;
  readonly without: readonly AssetHash[];
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onToggle: (asset: AssetHash) => void;
}

/** The pictures that go to the provider with the words: seen, and left out with a click. */
export function References({ all, sent, without, assetUrl, onToggle }: ReferencesProps) {
  if (all.length === 0) return null;
  const going = all.filter(({ asset }) => !without.includes(asset)).slice(0, sent);
  return (
    <fieldset className={styles['references']}>
      <legend>Pictures that go along</legend>
      {all.map((reference) => {
        const { asset, role, name } = reference;
        const goes = going.includes(reference);
        return (
          <label key={asset} className={cx(styles['reference'], !goes && styles['left'])}>
            <img src={`${assetUrl(asset)}?w=320`} alt="" />
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
