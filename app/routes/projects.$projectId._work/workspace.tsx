import { useNavigate, useRevalidator } from '@remix-run/react';
import { useMemo, useRef, useState } from 'react';
import type { AssetHash, ElementId, PanelId } from '#shared/lib/ids.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { usePanels } from '#app/collab/use-storyboard.ts';
import { SplitPane, type Pane } from '#app/components/index.ts';
import { BoardsPane, type BoardsPaneHandle } from '#app/features/boards/index.ts';
import { openThreadsByPanel, useThreads } from '#app/features/review/index.ts';
import { ScriptPane, useCards, type ScriptPaneHandle } from '#app/features/script/index.ts';
import { useStatisticsDialog } from '#app/features/statistics/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { applyAppearance } from '#app/lib/theme.ts';
import { useMyColour, useProject } from '#app/features/project/index.ts';
import { SceneCards, SceneList } from './scene-list.tsx';
import { useGoTo } from './use-go-to.ts';
import { usePictures, type ListedJobs } from './use-pictures.ts';
import { useRowPlaces } from './use-row-places.ts';
import { useScriptWhileFollowing } from './use-script-while-following.ts';
import { useSceneLink } from './use-scene-link.ts';
import { useStable } from './use-stable.ts';
import type { WorkPlace } from './work-place.ts';

interface WorkspaceProps {
  readonly connection: ProjectConnection;
  readonly place: WorkPlace;
  readonly listed: ListedJobs;
}

const NO_LINES: readonly ElementId[] = [];

/** Script and storyboard on one document: what is chosen on one side is lit on the other, and scenes scroll together. */
export function Workspace({ connection, place, listed }: WorkspaceProps) {
  const { session, me, can } = useProject();
  const colour = useMyColour();
  const navigate = useNavigate();
  const script = useRef<ScriptPaneHandle>(null);
  const boards = useRef<BoardsPaneHandle>(null);
  const [lines, setLines] = useState(NO_LINES);
  const [panel, setPanel] = useState<Panel | null>(null);
  const coverage = useCoverage(connection);
  const pictures = usePictures(session.id, listed);
  const threadsByPanel = useOpenThreads();
  const link = useSceneLink(script, boards);
  const writes = useEnd(connection) === null;
  const darkPage = useDarkPage();
  const cards = useCards(`script-cards:${me.id}`, place === 'script');

  const selectPanel = (chosen: Panel | null) => {
    setPanel(chosen);
    const first = chosen?.anchors[0];
    if (first) script.current?.scrollToElement(first);
  };
  const { openScene, openLine, openFromCards, leaveCards, startAt } = useGoTo({
    connection,
    script,
    boards,
    link,
    cards,
  });
  useScriptWhileFollowing(connection, leaveCards);
  const statistics = useStatisticsDialog(connection.doc, openLine);
  const rowPlaces = useRowPlaces({ script, place, hasPage: place !== 'boards' && !cards.shown, openScene });
  const openThreads = (id: PanelId) => navigate(`/projects/${session.id}/review?panel=${id}`);

  const navigator = (
    <SceneList
      connection={connection}
      editable={writes && can('script.write')}
      viewKey={`scenes:${session.id}:${me.id}`}
      activeScene={link.scene}
      onOpenScene={openScene}
      onOpenLine={openLine}
      places={rowPlaces}
    />
  );
  const wall = (
    <SceneCards
      connection={connection}
      editable={writes && can('script.write')}
      activeScene={link.scene}
      onOpenScene={openFromCards}
      onLeave={leaveCards}
      places={rowPlaces}
    />
  );
  const page = (
    <div style={FILL} {...link.leading('script')}>
      <ScriptPane
        ref={script}
        connection={connection}
        editable={writes && can('script.write')}
        me={{ name: me.name, colour }}
        coverage={coverage}
        highlight={panel?.anchors ?? NO_LINES}
        onSelectionChange={setLines}
        onActiveScene={link.scriptAt}
        startAt={startAt}
        viewKey={`script-view:${me.id}`}
        darkPage={darkPage}
        openStatistics={statistics.open}
        openCards={place === 'script' ? cards.open : undefined}
      />
    </div>
  );
  const grid = (
    <div style={FILL} {...link.leading('boards')}>
      <BoardsPane
        ref={boards}
        connection={connection}
        projectId={session.id}
        canEdit={writes && can('boards.write')}
        canGenerate={writes && can('pictures.generate')}
        jobs={pictures.jobs}
        onGenerate={pictures.request}
        onCancel={pictures.cancel}
        onRetry={pictures.retry}
        selectedElementIds={lines}
        onSelectPanel={selectPanel}
        {...(link.scene && { activeScene: link.scene })}
        assetUrl={(asset: AssetHash) => `/projects/${session.id}/assets/${asset}`}
        threadsByPanel={threadsByPanel}
        onOpenThreads={openThreads}
        onSceneInView={link.boardsAt}
      />
    </div>
  );
  const panes: Pane[] = [
    { id: 'navigator', label: 'Scenes', content: navigator, size: 240, min: 160, max: 400, foldable: true },
  ];
  if (place !== 'boards')
    panes.push({ id: 'script', label: 'Script', content: cards.shown ? wall : page, min: 440, first: true });
  if (place === 'boards') panes.push({ id: 'boards', label: 'Boards', content: grid, min: 280, first: true });
  if (place === 'split') {
    panes.push({ id: 'boards', label: 'Boards', content: grid, size: 480, min: 280, foldable: true });
  }
  return (
    <>
      <SplitPane key={place} storageKey={`panes:${place}:${me.id}`} panes={panes} />
      {statistics.dialog}
    </>
  );
}

const FILL = { height: '100%', minHeight: 0 } as const;

/** Whether this person has the page dark in a dark room. */
function useDarkPage() {
  const appearance = useAppearance();
  const { revalidate } = useRevalidator();
  return useMemo(() => {
    const on = appearance.page === 'dark';
    const toggle = () => {
      applyAppearance({ ...appearance, page: on ? 'light' : 'dark' });
      revalidate();
    };
    return { on, toggle };
  }, [appearance, revalidate]);
}

/** The lines that panels hang on; the same set while it holds the same lines. */
function useCoverage(connection: ProjectConnection): ReadonlySet<ElementId> {
  const panels = usePanels(connection);
  const covered = useMemo(() => new Set([...panels.values()].flatMap((panel) => panel.anchors)), [panels]);
  return useStable(covered, (a, b) => a.size === b.size && [...a].every((id) => b.has(id)));
}

function useOpenThreads(): ReadonlyMap<PanelId, number> {
  const { session } = useProject();
  const { threads } = useThreads(session.id);
  return useMemo(() => openThreadsByPanel(threads), [threads]);
}
