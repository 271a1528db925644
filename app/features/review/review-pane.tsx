import { MessageSquare } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AssetHash, PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';
import type { Thread } from '#server/context.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { EmptyState, SegmentedControl, Skeleton, SplitPane } from '#app/components/index.ts';
import { namePanels, type NamedPanel } from '#shared/storyboard/index.ts';
import { PanelStage } from './panel-stage.tsx';
import { PanelThreads, type Draft } from './panel-threads.tsx';
import { talkOf } from './points.ts';
import { ThreadList } from './thread-list.tsx';
import type { LiveThreads } from './use-threads.ts';
import styles from './review-pane.module.css';

export interface ReviewPaneProps {
  readonly connection: ProjectConnection;
  readonly project: ProjectId;
  readonly me: UserId;
  readonly canComment: boolean;
  readonly talk: LiveThreads;
  readonly selected: PanelId | null;
  readonly onSelect: (panel: PanelId) => void;
  readonly assetUrl: (asset: AssetHash) => string;
}

type Filter = 'open' | 'all';

/** What people say about the boards: the threads, the picture they are about, and the talk beside it. */
export function ReviewPane(props: ReviewPaneProps) {
  const { connection, talk, selected, onSelect } = props;
  const storyboard = useStoryboard(connection);
  const numbering = useNumbering(connection.doc, storyboard.shots);
  const named = useMemo(() => namePanels(storyboard, numbering), [storyboard, numbering]);
  const [filter, setFilter] = useState<Filter>('open');
  const [active, setActive] = useState<ThreadId | null>(null);
  const listed = useMemo(
    () => talk.threads.filter((thread) => filter === 'all' || !thread.resolved),
    [talk.threads, filter],
  );
  const current = shownPanel(named, selected, listed);
  const select = (thread: Thread) => {
    setActive(thread.id);
    onSelect(thread.panel);
  };
  const list = (
    <div className={styles['side']}>
      <div className={styles['filter']}>
        <SegmentedControl
          label="Which comments"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'open', label: `Open ${String(talk.threads.filter((thread) => !thread.resolved).length)}` },
            { value: 'all', label: 'All' },
          ]}
        />
      </div>
      {!talk.loaded && <Skeleton height={64} />}
      {talk.loaded && listed.length === 0 && (
        <p className={styles['none']}>
          {filter === 'open' ? 'No open comments. Pick a panel to say something about it.' : 'No comments yet.'}
        </p>
      )}
      <ThreadList
        storyboard={storyboard}
        threads={listed}
        numberOf={(panel) => named.get(panel)?.number ?? ''}
        selected={current?.panel.id ?? null}
        onSelect={select}
      />
    </div>
  );
  return (
    <SplitPane
      storageKey={`review-${props.me}`}
      panes={[
        { id: 'threads', label: 'Comments', size: 300, min: 220, max: 480, foldable: true, content: list },
        {
          id: 'panel',
          label: 'Panel',
          min: 480,
          first: true,
          content: current ? (
            <PanelReview key={current.panel.id} {...props} named={current} active={active} onActivate={setActive} />
          ) : (
            <NothingBoarded />
          ),
        },
      ]}
    />
  );
}

/** The chosen panel; else the one of the first thread; else the first of the film. */
function shownPanel(
  named: ReadonlyMap<PanelId, NamedPanel>,
  selected: PanelId | null,
  threads: readonly Thread[],
): NamedPanel | undefined {
  const chosen = selected === null ? undefined : named.get(selected);
  const discussed = threads.find((thread) => named.has(thread.panel));
  return chosen ?? (discussed && named.get(discussed.panel)) ?? named.values().next().value;
}

interface PanelReviewProps extends ReviewPaneProps {
  readonly named: NamedPanel;
  readonly active: ThreadId | null;
  readonly onActivate: (thread: ThreadId) => void;
}

function PanelReview({ named, active, onActivate, ...props }: PanelReviewProps) {
  const { panel, number, board } = named;
  const { connection, project, me, canComment, assetUrl } = props;
  const [draft, setDraft] = useState<Draft>(null);
  const aspectRatio = useAspectRatio(connection.doc);
  const talk = useMemo(() => talkOf(panel.id, props.talk.threads, true), [panel.id, props.talk.threads]);
  const lines = board?.scene.body.filter((element) => panel.anchors.includes(element.id)) ?? [];
  return (
    <div className={styles['panel']}>
      <div className={styles['stage']}>
        <h2 className={styles['title']}>
          <span className={styles['number']}>{number || 'Panel'}</span>
          <span className={styles['heading']}>{board?.scene.heading.text ?? 'No longer in the script'}</span>
        </h2>
        <PanelStage
          panel={panel}
          project={project}
          alt={`Panel ${number}: ${panel.caption || (lines[0]?.text ?? '')}`}
          aspectRatio={aspectRatio}
          talk={talk}
          active={active}
          draft={draft?.point ?? null}
          canComment={canComment}
          assetUrl={assetUrl}
          onPoint={(point) => setDraft({ point })}
          onThread={onActivate}
        />
        {panel.caption && <p className={styles['caption']}>{panel.caption}</p>}
        <div className={styles['lines']}>
          {lines.map((line) => (
            <p key={line.id} data-type={line.type}>
              {line.text}
            </p>
          ))}
        </div>
      </div>
      <PanelThreads
        project={project}
        panel={panel.id}
        talk={talk}
        me={me}
        canComment={canComment}
        active={active}
        draft={draft}
        onActivate={onActivate}
        onDraft={setDraft}
      />
    </div>
  );
}

function NothingBoarded() {
  return (
    <EmptyState title="Nothing to review yet">
      <p>
        <MessageSquare size={16} strokeWidth={1.5} aria-hidden /> Comments are about panels. Board a scene first: select
        lines in the script and add a panel.
      </p>
    </EmptyState>
  );
}
