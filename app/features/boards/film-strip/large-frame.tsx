import { useLayoutEffect, useMemo, useState } from 'react';
import type { ShotId } from '#shared/lib/ids.ts';
import { MOVEMENT_NAMES, SHOT_SIZE_NAMES, shortSize, type Shot } from '#shared/shots/index.ts';
import { anchoredLines, chosenTake, excerptOf, seconds, type Lines } from '#shared/storyboard/index.ts';
import { Frame } from '../frame.tsx';
import { JobProgress } from '../job-state.tsx';
import type { Uploading } from '../use-picture-uploads.ts';
import { UploadState } from '../upload-state.tsx';
import type { BoardsPaneProps } from '../types.ts';
import type { StripItem } from './strip-layout.ts';
import styles from './film-strip.module.css';

/** Number, and two lines of words. */
const WORDS_HEIGHT = 72;

interface LargeFrameProps {
  readonly item: StripItem;
  readonly aspect: number;
  readonly lines: Lines;
  readonly props: BoardsPaneProps;
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly uploading: Pick<Uploading, 'shown' | 'cancel'>;
}

/** The frame at hand, as large as the pane lets it be. */
export function LargeFrame({ item: { panel, number }, aspect, lines, props, shots, uploading }: LargeFrameProps) {
  const [room, mount] = useSize();
  const width = Math.floor(Math.min(room.width, Math.max(0, room.height - WORDS_HEIGHT) * aspect));
  const anchored = useMemo(() => anchoredLines(panel, lines), [panel, lines]);
  const { action, speaker, dialogue } = excerptOf(anchored);
  const job = props.jobs.find(({ panel: of, state }) => of === panel.id && state !== 'failed');
  const upload = uploading.shown.get(panel.id);
  const shot = shots.get(panel.shot);
  return (
    <div ref={mount} className={styles['room']}>
      <figure className={styles['figure']} style={{ width }}>
        <div className={styles['picture']}>
          <Frame
            key={panel.id}
            take={chosenTake(panel)}
            alt={`Picture of ${number}`}
            height={Math.round(width / aspect)}
            lines={anchored}
            assetUrl={props.assetUrl}
            projectId={props.projectId}
            aspectRatio={aspect}
            live={props.liveDrawing?.(panel.id)}
            {...{ panel, width }}
          />
          {job && <JobProgress job={job} canCancel={props.canGenerate} reachable onCancel={props.onCancel} />}
          {upload && <UploadState upload={upload} reachable onCancel={uploading.cancel} />}
        </div>
        <figcaption className={styles['words']}>
          <p>
            <strong>{number}</strong>
            {shot && <span title={SHOT_SIZE_NAMES[shot.size]}>{shortSize(shot.size)}</span>}
            {shot && shot.movement !== 'static' && <span>{MOVEMENT_NAMES[shot.movement]}</span>}
            <span>{seconds(panel.durationMs)}</span>
            <span className={styles['caption']}>{panel.caption}</span>
          </p>
          <p className={styles['line']}>{action}</p>
          <p className={styles['line']}>{dialogue !== '' && `${speaker === '' ? '' : `${speaker} `}“${dialogue}”`}</p>
        </figcaption>
      </figure>
    </div>
  );
}

function useSize() {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [element, mount] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [size, mount] as const;
}
