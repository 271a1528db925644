import { memo, useMemo, useState, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { CircleAlert, MessageSquare } from 'lucide-react';
import type { AssetHash, JobId, PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';
import type { PictureWarning } from '#app/collab/use-picture-warnings.ts';
import { ANGLE_NAMES, MOVEMENT_NAMES, SHOT_SIZE_NAMES, shortSize, type Shot } from '#shared/shots/index.ts';
import {
  altText,
  anchoredLines,
  chosenTake,
  excerptOf,
  isStale,
  seconds,
  type Lines,
  type Panel,
} from '#shared/storyboard/index.ts';
import { Caption } from './caption.tsx';
import { cardId } from './card-id.ts';
import { Frame } from './frame.tsx';
import { JobFailed, JobProgress } from './job-state.tsx';
import type { Metrics } from './layout.ts';
import type { Upload } from './picture-uploads.ts';
import { SOURCE_MARKS } from './source-marks.ts';
import { UploadState } from './upload-state.tsx';
import styles from './panel-card.module.css';

/** What a card tells the pane. One object for all cards and for the pane's whole life. */
export interface CardEvents {
  readonly press: (id: PanelId, event: MouseEvent) => void;
  readonly click: (id: PanelId, event: MouseEvent) => void;
  readonly focus: (id: PanelId) => void;
  readonly editCaption: (id: PanelId) => void;
  readonly caption: (id: PanelId, caption: string | null) => void;
  readonly openThreads: (id: PanelId) => void;
  readonly cancel: (job: JobId) => void;
  readonly retry: (job: JobId) => void;
  readonly cancelUpload: (take: TakeId) => void;
  /** The card's element came or went: makes it draggable. */
  readonly mount: (id: PanelId, element: HTMLElement) => () => void;
}

export interface PanelCardProps {
  readonly panel: Panel;
  readonly shot: Shot;
  readonly number: string;
  readonly lines: Lines;
  readonly metrics: Metrics;
  readonly column: number;
  readonly job: PictureProgress | undefined;
  /** A picture of this person's, on its way here. */
  readonly upload: Upload | undefined;
  readonly threads: number;
  /** What people should know of its picture. */
  readonly warnings: readonly PictureWarning[];
  readonly selected: boolean;
  /** The one card that the Tab key reaches. */
  readonly reachable: boolean;
  /** Its lines are selected in the script. */
  readonly lit: boolean;
  readonly dragging: boolean;
  /** Came into the storyboard while it was on the screen. */
  readonly fresh: boolean;
  readonly editing: boolean;
  readonly canEdit: boolean;
  readonly canGenerate: boolean;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly projectId: ProjectId;
  /** What is drawn on it at this moment. */
  readonly liveDrawing: ReactNode;
  readonly events: CardEvents;
}

export const PanelCard = memo(function PanelCard(props: PanelCardProps) {
  const { panel, number, lines, metrics, job, events, reachable, canEdit, canGenerate } = props;
  const anchored = useMemo(() => anchoredLines(panel, lines), [panel, lines]);
  const excerpt = useMemo(() => excerptOf(anchored), [anchored]);
  const [appearing] = useState(props.fresh);
  const take = chosenTake(panel);
  const size: CSSProperties = { width: metrics.cardWidth, height: metrics.cardHeight };
  const drawing = job?.state === 'queued' || job?.state === 'running';
  return (
    <div
      id={cardId(panel.id)}
      ref={useMountEvent(panel.id, events)}
      role="gridcell"
      aria-colindex={props.column + 1}
      aria-selected={props.selected}
      tabIndex={reachable ? 0 : -1}
      data-card=""
      className={styles['card']}
      data-lit={props.lit}
      data-dragging={props.dragging}
      data-appearing={appearing}
      style={size}
      onMouseDown={(event) => events.press(panel.id, event)}
      onClick={(event) => events.click(panel.id, event)}
      onFocus={() => events.focus(panel.id)}
    >
      <div className={styles['picture']}>
        <Frame
          take={take}
          alt={altText(number, panel, props.shot, excerpt)}
          height={metrics.frameHeight}
          width={metrics.cardWidth}
          lines={anchored}
          assetUrl={props.assetUrl}
          panel={panel}
          aspectRatio={metrics.aspect}
          projectId={props.projectId}
          live={props.liveDrawing}
        />
        {drawing && <JobProgress job={job} canCancel={canGenerate} reachable={reachable} onCancel={events.cancel} />}
        {job?.state === 'failed' && (
          <JobFailed job={job} canRetry={canGenerate} reachable={reachable} onRetry={events.retry} />
        )}
        {props.upload && <UploadState upload={props.upload} reachable={reachable} onCancel={events.cancelUpload} />}
      </div>
      <div className={styles['text']}>
        <div className={styles['numberRow']}>
          <span className={styles['number']}>{number}</span>
          <span className={styles['size']} title={SHOT_SIZE_NAMES[props.shot.size]}>
            {shortSize(props.shot.size)}
          </span>
          <Marks {...props} stale={isStale(panel, lines)} drawing={drawing ? job : undefined} />
          <span className={styles['seconds']}>{seconds(panel.durationMs)}</span>
        </div>
        {take ? <Quote {...excerpt} /> : <Camera shot={props.shot} />}
        <Caption
          caption={panel.caption}
          canEdit={canEdit}
          editing={props.editing}
          reachable={reachable}
          onEdit={() => events.editCaption(panel.id)}
          onDone={(caption) => events.caption(panel.id, caption)}
        />
      </div>
    </div>
  );
});

function useMountEvent(id: PanelId, events: CardEvents) {
  return useMemo(() => {
    let unmount: (() => void) | undefined;
    return (element: HTMLElement | null) => {
      unmount?.();
      unmount = element ? events.mount(id, element) : undefined;
    };
  }, [id, events]);
}

/** One line of action and one of dialogue; two of the one when there is no other. */
function Quote({ action, speaker, dialogue }: ReturnType<typeof excerptOf>) {
  return (
    <div className={styles['lines']}>
      {action !== '' && (
        <p className={styles['line']} title={action}>
          {action}
        </p>
      )}
      {dialogue !== '' && (
        <p className={styles['line']} title={dialogue}>
          {speaker !== '' && <span className={styles['speaker']}>{speaker}</span>} “{dialogue}”
        </p>
      )}
    </div>
  );
}

function Camera({ shot }: { shot: Shot }) {
  const angle = shot.angle === 'eye' ? '' : `, ${ANGLE_NAMES[shot.angle].toLowerCase()}`;
  const movement = shot.movement === 'static' ? '' : `${MOVEMENT_NAMES[shot.movement]}, `;
  return (
    <div className={styles['lines']}>
      <p className={styles['line']}>
        {SHOT_SIZE_NAMES[shot.size]}
        {angle}
      </p>
      <p className={styles['line']}>
        {movement}
        {shot.lens} mm
      </p>
    </div>
  );
}

type MarksProps = PanelCardProps & { readonly stale: boolean; readonly drawing: PictureProgress | undefined };

function Marks({ panel, stale, drawing, threads, warnings, reachable, events }: MarksProps) {
  const take = chosenTake(panel);
  const source = take ? SOURCE_MARKS[take.source] : null;
  return (
    <span className={styles['marks']}>
      {drawing ? (
        <span className={styles['mark']}>{drawing.state === 'queued' ? 'Queued' : 'Drawing'}</span>
      ) : (
        source && (
          <span className={styles['mark']} title={source[1]}>
            {source[0]}
          </span>
        )
      )}
      {panel.suggested?.shot && (
        <span
          className={styles['mark']}
          title="A model proposed this shot; which, and who asked it, is in the AI-use report"
        >
          AI shot
        </span>
      )}
      {stale && !drawing && (
        <span className={styles['stale']} title="The script has changed since this picture was made. G draws it anew.">
          <CircleAlert size={14} strokeWidth={1.5} aria-hidden /> Stale
        </span>
      )}
      {warnings.map(({ word, about }) => (
        <span key={word} className={styles['stale']} title={about}>
          <CircleAlert size={14} strokeWidth={1.5} aria-hidden /> {word}
        </span>
      ))}
      {threads > 0 && (
        <button
          type="button"
          className={styles['threads']}
          tabIndex={reachable ? 0 : -1}
          title={`${threads} open ${threads === 1 ? 'comment' : 'comments'}`}
          aria-label={`${threads} open ${threads === 1 ? 'comment' : 'comments'}`}
          onClick={(event) => {
            event.stopPropagation();
            events.openThreads(panel.id);
          }}
        >
          <MessageSquare size={14} strokeWidth={1.5} aria-hidden /> {threads}
        </button>
      )}
    </span>
  );
}
