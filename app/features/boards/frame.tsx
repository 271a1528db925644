import { useState, type ReactNode } from 'react';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import type { Panel, Take } from '#shared/storyboard/index.ts';
import { drawingSources } from '#app/lib/drawing-url.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import styles from './frame.module.css';

interface FrameProps {
  readonly take: Take | undefined;
  readonly alt: string;
  readonly height: number;
  /** Pixels of the page. */
  readonly width: number;
  readonly lines: readonly ScriptElement[];
  readonly assetUrl: (asset: AssetHash) => string;
  readonly panel: Pick<Panel, 'id' | 'drawn'>;
  readonly projectId: ProjectId;
  readonly aspectRatio: number;
  /** Its drawing while somebody draws; it takes the place of the stored one. */
  readonly live: ReactNode;
}

/** The picture in its box, or, until there is one, the words it will show. The box has its size from the first paint. */
export function Frame({ take, alt, height, width, lines, assetUrl, live, ...drawing }: FrameProps) {
  const { panel } = drawing;
  const drawn = panel.drawn > 0 || Boolean(live);
  return (
    <div className={styles['frame']} style={{ height }} data-drawn={drawn || undefined}>
      {take ? (
        <Picture take={take} alt={alt} shownWidth={width} assetUrl={assetUrl} />
      ) : (
        !drawn && <Words lines={lines} height={height} />
      )}
      {live || (panel.drawn > 0 && <Drawn {...drawing} width={width} alt={take ? '' : alt} />)}
    </div>
  );
}

type DrawnProps = Pick<FrameProps, 'alt' | 'panel' | 'projectId' | 'aspectRatio' | 'width'>;

/** What is drawn on the panel, over its picture or on paper. */
function Drawn({ alt, width, ...drawing }: DrawnProps) {
  return (
    <img
      className={styles['picture']}
      data-drawing=""
      {...drawingSources(drawing, `${String(width)}px`)}
      alt={alt}
      draggable={false}
      decoding="async"
    />
  );
}

/** A picture that replaces another fades in over it once it has loaded; the first one is simply there. */
interface PictureProps extends Pick<FrameProps, 'alt' | 'assetUrl'> {
  readonly take: Take;
  readonly shownWidth: number;
}

function Picture({ take, alt, shownWidth, assetUrl }: PictureProps) {
  const [settled, setSettled] = useState(take);
  const [loaded, setLoaded] = useState<Take['id'] | null>(null);
  const size = { width: take.width, height: take.height };
  const sources = (of: Take) => pictureSources(assetUrl(of.asset), of, `${shownWidth}px`);
  const replacing = settled.asset !== take.asset;
  return (
    <>
      {replacing && <img className={styles['picture']} {...sources(settled)} alt="" decoding="async" />}
      <img
        key={take.asset}
        className={styles['picture']}
        data-state={replacing ? (loaded === take.id ? 'arriving' : 'waiting') : 'settled'}
        {...sources(take)}
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
