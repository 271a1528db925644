import type { AssetHash } from '#shared/lib/ids.ts';
import { MOST_OF_A_PROMPT } from '#shared/storyboard/index.ts';
import { Skeleton, TextArea } from '#app/components/index.ts';
import styles from './order-form.module.css';

interface LikeTakeProps {
  readonly asset: AssetHash;
  /** Null until it is known in which it was made. */
  readonly words: string | null;
  readonly onWords: (words: string) => void;
  readonly assetUrl: (asset: AssetHash) => string;
}

/** A take and the words it was made in: change one word, and make another. */
export function LikeTake({ asset, words, onWords, assetUrl }: LikeTakeProps) {
  return (
    <div className={styles['panels']}>
      <img className={styles['large']} src={assetUrl(asset)} alt="The take to go on from" />
      {words === null ? (
        <Skeleton width="100%" height="96px" />
      ) : (
        <TextArea
          label="In which words"
          rows={5}
          maxLength={MOST_OF_A_PROMPT}
          value={words}
          placeholder="In the words of the panel"
          hint={words === '' ? 'Without words here the panel’s own are used.' : undefined}
          onChange={(event) => onWords(event.target.value)}
        />
      )}
    </div>
  );
}
