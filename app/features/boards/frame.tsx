import { useState } from 'react';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import type { Take } from '#shared/storyboard/index.ts';
import styles from './frame.module.css';

interface FrameProps {
  readonly take: Take | undefined;
  readonly alt: string;
  readonly height: number;
  readonly lines: readonly ScriptElement[];
  readonly assetUrl: (asset: AssetHash) => string;
}

/** The picture in its box, or, until there is one, the words it will show. The box has its size from the first paint. */
export function Frame({ take, alt, height, lines, assetUrl }: FrameProps) {
  return (
    <div className={styles['frame']} style={{ height }}>
      {take ? <Picture take={take} alt={alt} assetUrl={assetUrl} /> : <Words lines={lines} height={height} />}
    </div>
  );
}

/** A picture that replaces another fades in over it once it has loaded; the first one is simply there. */
function Picture({ take, alt, assetUrl }: { take: Take; alt: string; assetUrl: (asset: AssetHash) => string }) {
  const [settled, setSettled] = useState(take);
  const [loaded, setLoaded] = useState<Take['id'] | null>(null);
  const size = { width: take.width, height: take.height };
  const replacing = settled.asset !== take.asset;
  return (
    <>
      {replacing && <img className={styles['picture']} src={assetUrl(settled.asset)} alt="" decoding="async" />}
      <img
        key={take.asset}
        className={styles['picture']}
        data-state={replacing ? (loaded === take.id ? 'arriving' : 'waiting') : 'settled'}
        src={assetUrl(take.asset)}
        alt={alt}
        {...size}
        draggable={false}
        decoding="async"
        onLoad={() => setLoaded(take.id)}
        onTransitionEnd={() => setSettled(take)}
      />
    </>
  );
}

const LINE = 14;

function Words({ lines, height }: { lines: readonly ScriptElement[]; height: number }) {
  const room = Math.max(2, Math.floor((height - 24) / LINE));
  return (
    <div className={styles['words']}>
      <div className={styles['excerpt']} style={{ WebkitLineClamp: room }}>
        {lines.slice(0, room).map((line) => (
          <p key={line.id} data-type={line.type}>
            {line.text}
          </p>
        ))}
      </div>
    </div>
  );
}
